/// How the window looks: colours, fonts, icons. Must never know what a window is for.
@NullMarked
package org.maskwright.fx.theme;

import org.jspecify.annotations.NullMarked;
