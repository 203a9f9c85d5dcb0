@NullMarked
package org.maskwright.measure;

import org.jspecify.annotations.NullMarked;
