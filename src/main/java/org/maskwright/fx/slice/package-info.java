/// The three linked planes: pixels on the screen and the hand's events. Must never know files, projects or networks.
@NullMarked
package org.maskwright.fx.slice;

import org.jspecify.annotations.NullMarked;
