@NullMarked
package org.maskwright.algorithm.surface;

import org.jspecify.annotations.NullMarked;
