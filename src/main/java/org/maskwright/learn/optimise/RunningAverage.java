package org.maskwright.learn.optimise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.maskwright.learn.torch.Tensor;
import org.maskwright.learn.torch.Torch;
import org.maskwright.learn.torch.Weights;

/// An exponential moving average of a network's weights. The weights themselves jitter about where they are going; the
/// average lies in the middle, and is usually the better network.
///
/// @see <a href="https://doi.org/10.1137/0330046">Polyak and Juditsky 1992</a>
public final class RunningAverage implements AutoCloseable {
    /// The share of the old average that is left after a step, once many lie behind.
    private static final double DECAY = 0.999;

    private final NDManager scope;
    private final Map<String, NDArray> averages = new LinkedHashMap<>();

    /// @param start what has been averaged so far
    public RunningAverage(Torch torch, Weights start) {
        this.scope = torch.newScope();
        for (Tensor tensor : start.tensors()) averages.put(tensor.name(), Remembered.array(scope, tensor));
    }

    /// Takes in the weights after a step.
    ///
    /// @param steps that lie behind in all: the first ones are forgotten faster, for they know nothing yet
    public void follow(Map<String, NDArray> weights, long steps) {
        double decay = Math.min(DECAY, (1.0 + steps) / (10.0 + steps));
        averages.forEach((name, average) -> {
            NDArray weight = weights.get(name);
            if (weight == null) throw new IllegalArgumentException("the weights lack '" + name + "'");
            average.muli((float) decay);
            try (NDArray share = weight.mul((float) (1 - decay))) {
                average.addi(share);
            }
        });
    }

    /// A copy of the averages, in the order of the weights.
    public Weights weights() {
        List<Tensor> tensors = new ArrayList<>();
        averages.forEach((name, average) -> tensors.add(Remembered.tensor(name, average)));
        return Weights.of(tensors);
    }

    @Override
    public void close() {
        scope.close();
    }
}
