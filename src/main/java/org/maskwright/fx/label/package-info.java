/// Labels, proposal and history, at the right of the pictures. Must never know how labels are written.
@NullMarked
package org.maskwright.fx.label;

import org.jspecify.annotations.NullMarked;
