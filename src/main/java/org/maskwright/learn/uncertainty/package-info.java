/// How unsure a network is of what it says, one measure a file.
/// Must never know models, training or files.
@NullMarked
package org.maskwright.learn.uncertainty;

import org.jspecify.annotations.NullMarked;
