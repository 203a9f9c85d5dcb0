package org.maskwright.learn.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import java.util.List;

/// The loss of a network with several outputs, each on a coarser grid: a coarse voxel's truth is the share of each class in it,
/// and each output weighs half of the next finer one. The weights sum to 1.
///
/// @param loss at every output
/// @param reductions how many times coarser than the first each further output is
public record CoarseToFine(Loss loss, List<Integer> reductions) {
    public CoarseToFine {
        reductions = List.copyOf(reductions);
    }

    /// @param scores as [Loss] wants them, the finest first
    /// @param truth on the finest grid
    public NDArray of(List<NDArray> scores, NDArray truth) {
        if (scores.size() != 1 + reductions.size()) throw new IllegalArgumentException(scores.size() + " outputs have " + reductions.size() + " reductions");
        NDArray sum = loss.of(scores.getFirst(), truth);
        float weight = 1;
        float weights = 1;
        for (int i = 0; i < reductions.size(); i++) {
            weight /= 2;
            weights += weight;
            sum = sum.add(loss.of(scores.get(i + 1), coarser(truth, reductions.get(i))).mul(weight));
        }
        return weights == 1 ? sum : sum.div(weights);
    }

    private static NDArray coarser(NDArray truth, int factor) {
        return truth.getShape().dimension() == 4
                ? Pool.avgPool2d(truth, new Shape(factor, factor), new Shape(factor, factor), new Shape(0, 0), false, true)
                : Pool.avgPool3d(truth, new Shape(factor, factor, factor), new Shape(factor, factor, factor), new Shape(0, 0, 0), false, true);
    }
}
