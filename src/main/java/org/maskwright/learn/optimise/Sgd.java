package org.maskwright.learn.optimise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.maskwright.learn.torch.Tensor;
import org.maskwright.learn.torch.Torch;
import org.maskwright.learn.torch.Weights;

/// Stochastic gradient descent with Nesterov's momentum: `v ← m·v + g`, then a step along `g + m·v`.
///
/// @see <a href="https://proceedings.mlr.press/v28/sutskever13.html">Sutskever et al. 2013</a>, in the form whose parameters
/// are those that the gradient was taken at
public final class Sgd implements Optimiser {
    private static final float MOMENTUM = 0.99f;

    private final Torch torch;
    private final NDManager scope;
    private final double weightDecay;
    private final Map<String, NDArray> velocities = new LinkedHashMap<>();

    /// @param weightDecay share of a kernel's weight added to its gradient
    public Sgd(Torch torch, double weightDecay) {
        this.torch = torch;
        this.scope = torch.newScope();
        this.weightDecay = weightDecay;
    }

    @Override
    public void step(Map<String, NDArray> parameters, Map<String, NDArray> gradients, double learningRate) {
        try (NDManager step = torch.newScope()) {
            for (Map.Entry<String, NDArray> entry : parameters.entrySet()) {
                NDArray parameter = entry.getValue();
                NDArray velocity = velocities.computeIfAbsent(entry.getKey(), _ -> scope.zeros(parameter.getShape()));
                NDArray move = Objects.requireNonNull(gradients.get(entry.getKey())).duplicate();
                move.attach(step);
                if (weightDecay > 0 && parameter.getShape().dimension() > 1) {
                    try (NDArray pull = parameter.mul((float) weightDecay)) {
                        move.addi(pull);
                    }
                }
                velocity.muli(MOMENTUM).addi(move);
                try (NDArray ahead = velocity.mul(MOMENTUM)) {
                    move.addi(ahead).muli((float) learningRate);
                }
                parameter.subi(move);
            }
        }
    }

    @Override
    public Weights state() {
        List<Tensor> tensors = new ArrayList<>();
        velocities.forEach((name, array) -> tensors.add(Remembered.tensor(name, array)));
        return Weights.of(tensors);
    }

    @Override
    public void restore(Weights state) {
        for (Tensor tensor : state.tensors()) velocities.put(tensor.name(), Remembered.array(scope, tensor));
    }

    @Override
    public void close() {
        scope.close();
    }
}
