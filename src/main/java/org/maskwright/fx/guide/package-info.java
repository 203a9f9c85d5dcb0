/// What teaches the loop at the first start. Must never know more of the window than places and deeds.
@NullMarked
package org.maskwright.fx.guide;

import org.jspecify.annotations.NullMarked;
