/// One slice into ARGB ints. Must never know a window system, files, or who asks.
@NullMarked
package org.maskwright.render;

import org.jspecify.annotations.NullMarked;
