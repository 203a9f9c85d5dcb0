package org.maskwright.learn.loss;

import ai.djl.ndarray.NDArray;

/// Cross-entropy in which voxels that are right already count less: each is weighed with (1 − p)^γ, where p is the probability
/// of its true class.
///
/// @param gamma 0 for plain cross-entropy
/// @see <a href="https://arxiv.org/abs/1708.02002">Lin et al. 2017</a>
public record Focal(float gamma) implements Loss {
    /// Keeps the slope of the power finite where a probability is 1.
    private static final float LEAST_DOUBT = 1e-6f;

    @Override
    public NDArray of(NDArray scores, NDArray truth) {
        NDArray logarithm = scores.logSoftmax(1);
        NDArray doubt = logarithm.exp().mul(-1).add(1).maximum(LEAST_DOUBT);
        return doubt.pow(gamma).mul(logarithm).mul(truth).sum().div(truth.sum().maximum(1)).mul(-1);
    }
}
