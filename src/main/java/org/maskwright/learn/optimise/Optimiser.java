package org.maskwright.learn.optimise;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import org.maskwright.learn.torch.Weights;

/// Moves parameters against their gradients.
public interface Optimiser extends AutoCloseable {
    /// One step for all parameters, in place.
    ///
    /// @param parameters live tensors by name; the same ones at every step
    /// @param gradients of the same names and shapes
    void step(Map<String, NDArray> parameters, Map<String, NDArray> gradients, double learningRate);

    /// All that the next step depends on, beside parameters and gradients.
    Weights state();

    /// Goes on from where [#state] was taken.
    void restore(Weights state);

    @Override
    void close();
}
