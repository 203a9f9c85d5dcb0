/// Tests of PNG. Must never need the window.
@NullMarked
package org.maskwright.format.png;

import org.jspecify.annotations.NullMarked;
