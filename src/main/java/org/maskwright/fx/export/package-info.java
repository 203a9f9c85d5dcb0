/// Sending things out: what, where to, what the gate found, and what came of it.
///
/// Must never write a file itself: verbs of the workbench do, and the gate asks first.
@NullMarked
package org.maskwright.fx.export;

import org.jspecify.annotations.NullMarked;
