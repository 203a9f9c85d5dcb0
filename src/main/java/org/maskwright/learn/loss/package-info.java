/// What training makes small, one loss a file.
/// Must never know networks, training or files.
@NullMarked
package org.maskwright.learn.loss;

import org.jspecify.annotations.NullMarked;
