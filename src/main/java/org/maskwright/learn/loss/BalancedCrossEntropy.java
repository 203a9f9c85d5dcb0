package org.maskwright.learn.loss;

import ai.djl.ndarray.NDArray;
import java.util.stream.IntStream;

/// Cross-entropy in which every class that is there counts the same, however few voxels it has: the mean over each class
/// first, then over the classes.
public record BalancedCrossEntropy() implements Loss {
    @Override
    public NDArray of(NDArray scores, NDArray truth) {
        int[] allButClass = IntStream.range(0, scores.getShape().dimension()).filter(axis -> axis != 1).toArray();
        NDArray voxels = truth.sum(allButClass);
        NDArray agreement = scores.logSoftmax(1).mul(truth).sum(allButClass).div(voxels.maximum(1));
        float present = voxels.gt(0).sum().toLongArray()[0];
        return agreement.sum().mul(-1 / Math.max(1, present));
    }
}
