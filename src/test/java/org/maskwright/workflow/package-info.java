/// Tests of the user's verbs. Must never need the window.
@NullMarked
package org.maskwright.workflow;

import org.jspecify.annotations.NullMarked;
