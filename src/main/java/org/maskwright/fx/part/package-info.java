/// Small controls that the window is put together from. Must never know cases, labels or tools.
@NullMarked
package org.maskwright.fx.part;

import org.jspecify.annotations.NullMarked;
