/// Looking before opening: what a folder holds, what a label map would do. Must never know formats, nor open or import anything itself.
@NullMarked
package org.maskwright.fx.browse;

import org.jspecify.annotations.NullMarked;
