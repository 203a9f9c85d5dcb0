package org.maskwright.learn.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.maskwright.learn.torch.Tensor;
import org.maskwright.learn.torch.Weights;

/// Which tensors each layer of a network owns, and what they hold before training.
public final class Parameters {
    private Parameters() {}

    /// Weights for a network that has learnt nothing yet: kernels by He's rule, norms that change nothing.
    ///
    /// @param seed the same seed gives the same weights
    /// @see <a href="https://arxiv.org/abs/1502.01852">He et al. 2015, section 2.2</a>
    public static Weights initial(Graph graph, long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        var tensors = new ArrayList<Tensor>();
        for (Graph.Node node : graph.nodes()) {
            int in = node.inputs().isEmpty() ? 0 : graph.nodes().get(node.inputs().getFirst()).channels();
            tensors.addAll(of(node.layer(), graph.dimensions(), in, node.channels(), random));
        }
        return Weights.of(tensors);
    }

    /// How many numbers training learns; running statistics are not among them.
    public static long count(Graph graph) {
        return initial(graph, 0).tensors().stream().filter(tensor -> isLearnt(tensor.name())).mapToLong(Tensor::count).sum();
    }

    /// False for running statistics, which follow the data instead of the gradient.
    public static boolean isLearnt(String tensor) {
        return !tensor.endsWith(".running_mean") && !tensor.endsWith(".running_var");
    }

    /// Those of `weights` that are the graph's own, without what served its training alone.
    public static Weights of(Graph graph, Weights weights) {
        return Weights.of(initial(graph, 0).tensors().stream().map(tensor -> weights.get(tensor.name())).toList());
    }

    /// Refuses weights that are not exactly those of `graph`, before they reach the engine.
    ///
    /// @throws IllegalArgumentException naming the first tensor that is missing, left over or of another shape
    public static void requireFit(Graph graph, Weights weights) {
        Weights expected = initial(graph, 0);
        for (Tensor tensor : expected.tensors()) {
            Tensor found = weights.find(tensor.name()).orElseThrow(() -> new IllegalArgumentException("the weights lack " + tensor));
            if (!found.shape().equals(tensor.shape())) {
                throw new IllegalArgumentException("tensor '" + tensor.name() + "' has shape " + found.shape() + ", the network expects " + tensor.shape());
            }
        }
        for (Tensor tensor : weights.tensors()) {
            if (expected.find(tensor.name()).isEmpty()) throw new IllegalArgumentException("the network has no place for " + tensor);
        }
    }

    private static List<Tensor> of(Layer layer, int dimensions, int in, int out, RandomGenerator random) {
        return switch (layer) {
            case Layer.Convolution(String name, Kernel kernel, boolean bias) -> {
                int fanIn = in * power(kernel.size(), dimensions);
                Tensor weight = he(name + ".weight", shape(out, in, kernel.size(), dimensions), fanIn, random);
                yield bias ? List.of(weight, Tensor.filled(name + ".bias", List.of(out), 0)) : List.of(weight);
            }
            case Layer.UpConvolution(String name, int factor) -> List.of(
                    he(name + ".weight", shape(in, out, factor, dimensions), in, random),
                    Tensor.filled(name + ".bias", List.of(out), 0));
            case Layer.Norm(String name, Normalisation kind) -> {
                var tensors = new ArrayList<Tensor>();
                tensors.add(Tensor.filled(name + ".weight", List.of(out), 1));
                tensors.add(Tensor.filled(name + ".bias", List.of(out), 0));
                if (kind == Normalisation.BATCH) {
                    tensors.add(Tensor.filled(name + ".running_mean", List.of(out), 0));
                    tensors.add(Tensor.filled(name + ".running_var", List.of(out), 1));
                }
                yield tensors;
            }
            case Layer.Input _, Layer.Activate _, Layer.Dropout _, Layer.MaxPool _, Layer.Unpool _, Layer.AveragePool _, Layer.Resize _, Layer.Gate _,
                    Layer.Concat _, Layer.Add _ -> List.of();
        };
    }

    private static Tensor he(String name, List<Integer> shape, int fanIn, RandomGenerator random) {
        double deviation = Math.sqrt(2.0 / fanIn);
        float[] values = new float[Math.toIntExact(shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact))];
        for (int i = 0; i < values.length; i++) values[i] = (float) (deviation * random.nextGaussian());
        return Tensor.of(name, shape, values);
    }

    private static List<Integer> shape(int first, int second, int kernel, int dimensions) {
        var shape = new ArrayList<Integer>(List.of(first, second));
        for (int i = 0; i < dimensions; i++) shape.add(kernel);
        return shape;
    }

    private static int power(int base, int exponent) {
        int power = 1;
        for (int i = 0; i < exponent; i++) power *= base;
        return power;
    }
}
