package org.maskwright.learn.loss;

import ai.djl.ndarray.NDArray;

/// The mean, over voxels, of −log of the probability that the network gives to the true class.
public record CrossEntropy() implements Loss {
    @Override
    public NDArray of(NDArray scores, NDArray truth) {
        NDArray agreement = scores.logSoftmax(1).mul(truth);
        long voxels = scores.getShape().size() / scores.getShape().get(1);
        return agreement.sum().mul(-1f / voxels);
    }
}
