@NullMarked
package org.maskwright.learn.active;

import org.jspecify.annotations.NullMarked;
