package org.maskwright.learn.loss;

import ai.djl.ndarray.NDArray;

/// The weighted mean, over voxels, of −log of the probability that the network gives to the true class.
public record CrossEntropy() implements Loss {
    @Override
    public NDArray of(NDArray scores, NDArray truth) {
        NDArray agreement = scores.logSoftmax(1).mul(truth);
        return agreement.sum().div(truth.sum().maximum(1)).mul(-1);
    }
}
