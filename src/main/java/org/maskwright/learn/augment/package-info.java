/// Making a training case look like another patient, or another scanner, one idea a file.
/// Must never know networks, the engine or files.
@NullMarked
package org.maskwright.learn.augment;

import org.jspecify.annotations.NullMarked;
