/// Pictures as PNG files. Must never know what they show.
@NullMarked
package org.maskwright.format.png;

import org.jspecify.annotations.NullMarked;
