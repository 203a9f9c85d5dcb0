package org.maskwright.learn.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.maskwright.learn.torch.Tensor;
import org.maskwright.learn.torch.Weights;

/// Weights for a network of the same drawing with other channels, each of which comes from one of the old network's.
final class ChannelGather {
    private final Graph from;
    private final Graph to;
    private final Weights weights;
    private final Shares shares;
    private final List<Tensor> gathered = new ArrayList<>();
    /// For each node, the old channel that each of its new ones comes from.
    private final List<int[]> sources = new ArrayList<>();

    private ChannelGather(Graph from, Weights weights, Graph to, Shares shares) {
        this.from = from;
        this.weights = weights;
        this.to = to;
        this.shares = shares;
    }

    /// What of an old channel's kernel each new channel that a layer reads gets.
    @FunctionalInterface
    interface Shares {
        /// @param in the old channel of each new one
        /// @param oldIn how many old channels there were
        float[] of(int[] in, int oldIn);
    }

    static void requireSameDrawing(Graph from, Graph to) {
        if (from.nodes().size() != to.nodes().size() || from.dimensions() != to.dimensions()) {
            throw new IllegalArgumentException("the networks are of different drawings: " + from.nodes().size() + " and " + to.nodes().size() + " layers");
        }
        for (int i = 0; i < from.nodes().size(); i++) {
            Graph.Node was = from.nodes().get(i);
            Graph.Node is = to.nodes().get(i);
            if (!was.layer().equals(is.layer()) || !was.inputs().equals(is.inputs())) {
                throw new IllegalArgumentException("the networks are of different drawings: layer " + i + " is " + was.layer() + " and " + is.layer());
            }
        }
    }

    /// @param to of the same drawing
    /// @param chosen the old channels that the layer with kernels at an index keeps, in their new order
    /// @throws IllegalArgumentException if features that are joined channel by channel kept different ones
    static Weights of(Graph from, Weights weights, Graph to, IntFunction<int[]> chosen, Shares shares) {
        var gather = new ChannelGather(from, weights, to, shares);
        for (int i = 0; i < to.nodes().size(); i++) gather.sources.add(gather.node(i, chosen));
        return Weights.of(gather.gathered);
    }

    private int[] node(int index, IntFunction<int[]> chosen) {
        Graph.Node node = to.nodes().get(index);
        List<int[]> inputs = node.inputs().stream().map(sources::get).toList();
        return switch (node.layer()) {
            case Layer.Input _ -> IntStream.range(0, node.channels()).toArray();
            case Layer.Convolution(String name, _, boolean bias) -> {
                int[] out = chosen.apply(index);
                kernel(name, out, inputs.getFirst(), false);
                if (bias) perChannel(name + ".bias", out);
                yield out;
            }
            case Layer.UpConvolution(String name, _) -> {
                int[] out = chosen.apply(index);
                kernel(name, out, inputs.getFirst(), true);
                perChannel(name + ".bias", out);
                yield out;
            }
            case Layer.Norm(String name, Normalisation kind) -> {
                if (kind == Normalisation.GROUP) throw new IllegalArgumentException("a norm over groups of channels changes with their number");
                int[] out = inputs.getFirst();
                perChannel(name + ".weight", out);
                perChannel(name + ".bias", out);
                if (kind == Normalisation.BATCH) {
                    perChannel(name + ".running_mean", out);
                    perChannel(name + ".running_var", out);
                }
                yield out;
            }
            case Layer.Concat _ -> {
                int first = from.nodes().get(node.inputs().getFirst()).channels();
                yield IntStream.concat(IntStream.of(inputs.get(0)), IntStream.of(inputs.get(1)).map(channel -> channel + first)).toArray();
            }
            case Layer.Add _, Layer.Unpool _ -> {
                if (!Arrays.equals(inputs.get(0), inputs.get(1))) throw new IllegalArgumentException("what is joined channel by channel cannot be changed in one of its parts");
                yield inputs.getFirst();
            }
            case Layer.Activate _, Layer.Dropout _, Layer.MaxPool _, Layer.AveragePool _, Layer.Resize _, Layer.Gate _ -> inputs.getFirst();
        };
    }

    private void perChannel(String name, int[] out) {
        float[] old = weights.get(name).toArray();
        float[] values = new float[out.length];
        for (int o = 0; o < out.length; o++) values[o] = old[out[o]];
        gathered.add(Tensor.of(name, List.of(out.length), values));
    }

    /// @param transposed true where the input's channels stand first
    private void kernel(String name, int[] out, int[] in, boolean transposed) {
        Tensor old = weights.get(name + ".weight");
        int oldOut = old.shape().get(transposed ? 1 : 0);
        int oldIn = old.shape().get(transposed ? 0 : 1);
        int taps = old.count() / oldOut / oldIn;
        float[] was = old.toArray();
        float[] values = new float[out.length * in.length * taps];
        for (int o = 0; o < out.length; o++) {
            float[] shared = shares.of(in, oldIn);
            for (int i = 0; i < in.length; i++) {
                int source = (transposed ? in[i] * oldOut + out[o] : out[o] * oldIn + in[i]) * taps;
                int target = (transposed ? i * out.length + o : o * in.length + i) * taps;
                for (int t = 0; t < taps; t++) values[target + t] = shared[i] * was[source + t];
            }
        }
        var shape = new ArrayList<Integer>(List.of(transposed ? in.length : out.length, transposed ? out.length : in.length));
        shape.addAll(old.shape().subList(2, old.shape().size()));
        gathered.add(Tensor.of(name + ".weight", shape, values));
    }
}
