/// The whole loop on the built-in case without a window, by the verbs and tools that the window uses: what a newcomer sees
/// first on a machine without a display, and a test that everything fits together. Must never know how it is asked for.
@NullMarked
package org.maskwright.workflow.tour;

import org.jspecify.annotations.NullMarked;
