/// A write happens whole or not at all; the room through which files are written. Must never know what is written.
@NullMarked
package org.maskwright.disk;

import org.jspecify.annotations.NullMarked;
