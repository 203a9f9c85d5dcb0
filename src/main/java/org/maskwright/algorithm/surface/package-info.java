/// Where a mask ends, how large that border is and how far two borders lie apart. Must never know files, tools or windows.
@NullMarked
package org.maskwright.algorithm.surface;

import org.jspecify.annotations.NullMarked;
