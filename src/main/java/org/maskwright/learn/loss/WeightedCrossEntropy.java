package org.maskwright.learn.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;

/// [CrossEntropy] in which a voxel also weighs what its true class does: the sum over voxels, divided by the sum of their weights.
///
/// @param weights of each class, background first, each 0 or more and not all 0
public record WeightedCrossEntropy(List<Double> weights) implements Loss {
    private static final CrossEntropy PLAIN = new CrossEntropy();

    public WeightedCrossEntropy {
        weights = List.copyOf(weights);
        if (weights.stream().anyMatch(weight -> !(weight >= 0 && Double.isFinite(weight))) || weights.stream().allMatch(weight -> weight == 0)) {
            throw new IllegalArgumentException("classes weigh 0 or more, and not all of them 0, got " + weights);
        }
    }

    @Override
    public NDArray of(NDArray scores, NDArray truth) {
        var values = new float[weights.size()];
        for (int c = 0; c < values.length; c++) values[c] = weights.get(c).floatValue();
        var shape = new long[scores.getShape().dimension()];
        Arrays.fill(shape, 1);
        shape[1] = values.length;
        return PLAIN.of(scores, truth.mul(scores.getManager().create(values, new Shape(shape))));
    }
}
