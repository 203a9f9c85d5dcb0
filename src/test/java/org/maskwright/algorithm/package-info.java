@NullMarked
package org.maskwright.algorithm;

import org.jspecify.annotations.NullMarked;
