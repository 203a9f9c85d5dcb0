/// What a network sees of a scan: its grid, its grey levels, its tiles, and the way back.
/// Must never know networks, the engine, training or files.
@NullMarked
package org.maskwright.learn.image;

import org.jspecify.annotations.NullMarked;
