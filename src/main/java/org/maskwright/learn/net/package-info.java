/// Networks drawn as their papers draw them, and turned into TorchScript.
/// Must never know how they are trained, what they are used for, or what a file is.
@NullMarked
package org.maskwright.learn.net;

import org.jspecify.annotations.NullMarked;
