/// What the scanner measured, never changed. Must never know labels, files or windows.
@NullMarked
package org.maskwright.volume;

import org.jspecify.annotations.NullMarked;
