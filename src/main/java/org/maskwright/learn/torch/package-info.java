/// PyTorch, kept behind one door: writing TorchScript and weights, loading the engine, running a network.
/// Must never know what a volume, a label or a training case is.
@NullMarked
package org.maskwright.learn.torch;

import org.jspecify.annotations.NullMarked;
