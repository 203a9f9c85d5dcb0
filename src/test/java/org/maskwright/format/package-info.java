/// Tests of the formats: what every format must do, and the shared stream of samples. Must never need the window.
@NullMarked
package org.maskwright.format;

import org.jspecify.annotations.NullMarked;
