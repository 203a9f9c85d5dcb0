@NullMarked
package org.maskwright.learn.uncertainty;

import org.jspecify.annotations.NullMarked;
