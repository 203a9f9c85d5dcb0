package org.maskwright.learn.loss;

import ai.djl.ndarray.NDArray;

/// How wrong a network's scores are; the smaller, the better.
@FunctionalInterface
public interface Loss {
    /// @param scores before softmax, `[batch, class, (z,) y, x]`, 32-bit floats
    /// @param truth 1 for the true class of each voxel, 0 for all others, in the same shape
    /// @return one number, through which the engine can take the gradient
    NDArray of(NDArray scores, NDArray truth);
}
