package org.maskwright.learn.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.maskwright.learn.torch.Tensor;
import org.maskwright.learn.torch.Weights;

/// Moves what a narrow network has learnt into a wider one of the same drawing, which computes the same from the first moment
/// and has room to learn more: further channels are copies of old ones, and whatever reads a channel with copies shares its
/// old kernel out among them, unevenly, so that they grow apart.
///
/// @see <a href="https://arxiv.org/abs/1511.05641">Chen, Goodfellow, Shlens 2016, Net2WiderNet</a>
public final class Widening {
    private final Graph narrow;
    private final Graph wide;
    private final Weights weights;
    private final RandomGenerator random;
    private final List<Tensor> widened = new ArrayList<>();
    /// For each node, the narrow channel that each of its wide channels copies.
    private final List<int[]> copies = new ArrayList<>();

    private Widening(Graph narrow, Weights weights, Graph wide, long seed) {
        this.narrow = narrow;
        this.weights = weights;
        this.wide = wide;
        this.random = new SplittableRandom(seed);
    }

    /// @param weights of `narrow`
    /// @param wide the same drawing with at least as many channels everywhere
    /// @return weights of `wide`
    /// @throws IllegalArgumentException if the two are not of the same drawing, or `wide` is narrower somewhere
    public static Weights of(Graph narrow, Weights weights, Graph wide, long seed) {
        if (narrow.nodes().size() != wide.nodes().size() || narrow.dimensions() != wide.dimensions()) {
            throw new IllegalArgumentException("the networks are of different drawings: " + narrow.nodes().size() + " and " + wide.nodes().size() + " layers");
        }
        return new Widening(narrow, weights, wide, seed).run();
    }

    private Weights run() {
        for (int i = 0; i < wide.nodes().size(); i++) copies.add(node(i));
        return Weights.of(widened);
    }

    private int[] node(int index) {
        Graph.Node from = narrow.nodes().get(index);
        Graph.Node to = wide.nodes().get(index);
        if (!from.layer().equals(to.layer()) || !from.inputs().equals(to.inputs()) || to.channels() < from.channels()) {
            throw new IllegalArgumentException("layer " + index + " cannot be widened: " + from.layer() + " of " + from.channels() + " channels into "
                    + to.layer() + " of " + to.channels());
        }
        List<int[]> inputs = from.inputs().stream().map(copies::get).toList();
        return switch (to.layer()) {
            case Layer.Input _ -> identity(to.channels());
            case Layer.Convolution(String name, _, boolean bias) -> {
                int[] out = chosen(from.channels(), to.channels());
                kernel(name, out, inputs.getFirst(), false);
                if (bias) perChannel(name + ".bias", out);
                yield out;
            }
            case Layer.UpConvolution(String name, _) -> {
                int[] out = chosen(from.channels(), to.channels());
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
                int first = narrow.nodes().get(from.inputs().getFirst()).channels();
                yield IntStream.concat(IntStream.of(inputs.get(0)), IntStream.of(inputs.get(1)).map(channel -> channel + first)).toArray();
            }
            case Layer.Add _, Layer.Gate _ -> throw new IllegalArgumentException("what is joined channel by channel cannot be widened");
            case Layer.Activate _, Layer.Dropout _, Layer.MaxPool _, Layer.Unpool _, Layer.AveragePool _, Layer.Resize _ -> inputs.getFirst();
        };
    }

    private static int[] identity(int channels) {
        return IntStream.range(0, channels).toArray();
    }

    /// All old channels, then copies of some drawn among them.
    private int[] chosen(int old, int channels) {
        return IntStream.range(0, channels).map(i -> i < old ? i : random.nextInt(old)).toArray();
    }

    private void perChannel(String name, int[] out) {
        float[] old = weights.get(name).toArray();
        float[] values = new float[out.length];
        for (int o = 0; o < out.length; o++) values[o] = old[out[o]];
        widened.add(Tensor.of(name, List.of(out.length), values));
    }

    /// @param transposed true where the input's channels stand first
    private void kernel(String name, int[] out, int[] in, boolean transposed) {
        Tensor old = weights.get(name + ".weight");
        int oldOut = old.shape().get(transposed ? 1 : 0);
        int oldIn = old.shape().get(transposed ? 0 : 1);
        int taps = old.count() / oldOut / oldIn;
        float[] from = old.toArray();
        float[] values = new float[out.length * in.length * taps];
        for (int o = 0; o < out.length; o++) {
            float[] shares = shares(in, oldIn);
            for (int i = 0; i < in.length; i++) {
                int source = (transposed ? in[i] * oldOut + out[o] : out[o] * oldIn + in[i]) * taps;
                int target = (transposed ? i * out.length + o : o * in.length + i) * taps;
                for (int t = 0; t < taps; t++) values[target + t] = shares[i] * from[source + t];
            }
        }
        var shape = new ArrayList<Integer>(List.of(transposed ? in.length : out.length, transposed ? out.length : in.length));
        shape.addAll(old.shape().subList(2, old.shape().size()));
        widened.add(Tensor.of(name + ".weight", shape, values));
    }

    /// What of a narrow channel's kernel each of its copies gets: random shares that sum to 1.
    private float[] shares(int[] in, int oldIn) {
        double[] sums = new double[oldIn];
        double[] drawn = new double[in.length];
        for (int i = 0; i < in.length; i++) {
            drawn[i] = 0.2 + random.nextDouble();
            sums[in[i]] += drawn[i];
        }
        float[] shares = new float[in.length];
        for (int i = 0; i < in.length; i++) shares[i] = (float) (drawn[i] / sums[in[i]]);
        return shares;
    }
}
