package org.maskwright.learn.loss;

import ai.djl.ndarray.NDArray;

/// How wrong a network's scores are; the smaller, the better.
@FunctionalInterface
public interface Loss {
    /// @param scores before softmax, `[batch, class, (z,) y, x]`, 32-bit floats
    /// @param truth what each voxel weighs, 1 for most, at its true class, 0 at all others, in the same shape; a voxel that counts
    ///     as nothing is 0 throughout
    /// @return one number, through which the engine can take the gradient
    NDArray of(NDArray scores, NDArray truth);
}
