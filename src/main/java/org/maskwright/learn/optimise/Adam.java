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

/// AdamW: steps scaled by running means of the gradient and of its square, with weight decay apart from both.
///
/// @see <a href="https://arxiv.org/abs/1711.05101">Loshchilov and Hutter 2019, algorithm 2</a>
public final class Adam implements Optimiser {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;
    private static final String STEPS = "steps";

    private final Torch torch;
    private final NDManager scope;
    private final double weightDecay;
    private final Map<String, NDArray> means = new LinkedHashMap<>();
    private final Map<String, NDArray> squares = new LinkedHashMap<>();
    private int steps;

    /// @param weightDecay share of a kernel's weight lost a step, times the learning rate
    public Adam(Torch torch, double weightDecay) {
        this.torch = torch;
        this.scope = torch.newScope();
        this.weightDecay = weightDecay;
    }

    @Override
    public void step(Map<String, NDArray> parameters, Map<String, NDArray> gradients, double learningRate) {
        steps++;
        double meanCorrection = 1 - Math.pow(BETA1, steps);
        double squareCorrection = 1 - Math.pow(BETA2, steps);
        float rate = (float) (learningRate / meanCorrection);
        float root = (float) (1 / Math.sqrt(squareCorrection));
        try (NDManager step = torch.newScope()) {
            for (Map.Entry<String, NDArray> entry : parameters.entrySet()) {
                NDArray parameter = entry.getValue();
                NDArray gradient = java.util.Objects.requireNonNull(gradients.get(entry.getKey()));
                NDArray mean = means.computeIfAbsent(entry.getKey(), _ -> scope.zeros(parameter.getShape()));
                NDArray square = squares.computeIfAbsent(entry.getKey(), _ -> scope.zeros(parameter.getShape()));
                NDArray local = gradient.duplicate();
                local.attach(step);
                mean.muli(BETA1);
                try (NDArray share = local.mul(1 - BETA1)) {
                    mean.addi(share);
                }
                local.muli(local).muli(1 - BETA2);
                square.muli(BETA2).addi(local);
                try (NDArray size = square.sqrt(); NDArray move = mean.mul(rate)) {
                    size.muli(root).addi(EPSILON);
                    move.divi(size);
                    // Decay is for kernels alone: a norm's scale pulled to 0 would only be fought back.
                    if (weightDecay > 0 && parameter.getShape().dimension() > 1) parameter.muli((float) (1 - learningRate * weightDecay));
                    parameter.subi(move);
                }
            }
        }
    }

    @Override
    public Weights state() {
        List<Tensor> tensors = new ArrayList<>();
        tensors.add(Tensor.filled(STEPS, List.of(1), steps));
        means.forEach((name, array) -> tensors.add(Remembered.tensor("mean." + name, array)));
        squares.forEach((name, array) -> tensors.add(Remembered.tensor("square." + name, array)));
        return Weights.of(tensors);
    }

    @Override
    public void restore(Weights state) {
        steps = (int) state.get(STEPS).values().get(0);
        for (Tensor tensor : state.tensors()) {
            if (tensor.name().startsWith("mean.")) means.put(tensor.name().substring(5), Remembered.array(scope, tensor));
            if (tensor.name().startsWith("square.")) squares.put(tensor.name().substring(7), Remembered.array(scope, tensor));
        }
    }

    @Override
    public void close() {
        scope.close();
    }
}
