package org.maskwright.learn.graph;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.maskwright.learn.torch.Weights;

/// Moves what a network has learnt into a narrower one of the same drawing: of every layer the channels are kept that matter most, and
/// whatever reads them, over skips too, reads those alone. The narrow network is worse at first; it is meant to be trained on.
///
/// What a channel matters is the size of its norm's scale, for the norm takes out how large the kernel is, or, without a norm, the sum of
/// its kernel's sizes. Layers whose channels are added to each other, or put back by an unpooling, keep the same ones.
///
/// @see <a href="https://arxiv.org/abs/1608.08710">Li and others 2017, by kernels</a>
/// @see <a href="https://arxiv.org/abs/1708.06519">Liu and others 2017, by the norm's scale</a>
public final class Pruning {
    private final Graph wide;
    private final Weights weights;
    /// For each node, one that has the same channels; itself for the first of them.
    private final int[] kin;

    private Pruning(Graph wide, Weights weights) {
        this.wide = wide;
        this.weights = weights;
        this.kin = IntStream.range(0, wide.nodes().size()).toArray();
        for (int i = 0; i < kin.length; i++) {
            List<Integer> inputs = wide.nodes().get(i).inputs();
            switch (wide.nodes().get(i).layer()) {
                case Layer.Input _, Layer.Convolution _, Layer.UpConvolution _, Layer.Concat _ -> {}
                case Layer.Norm _, Layer.Activate _, Layer.Dropout _, Layer.MaxPool _, Layer.AveragePool _, Layer.Resize _, Layer.Gate _ -> join(i, inputs.getFirst());
                case Layer.Add _, Layer.Unpool _ -> {
                    join(i, inputs.get(0));
                    join(i, inputs.get(1));
                }
            }
        }
    }

    /// @param weights of `wide`
    /// @param narrow the same drawing with at most as many channels everywhere
    /// @return weights of `narrow`
    /// @throws IllegalArgumentException if the two are not of the same drawing, `narrow` is wider somewhere, or channels cannot be chosen
    ///     because the network's input or features side by side are added to others
    public static Weights of(Graph wide, Weights weights, Graph narrow) {
        ChannelGather.requireSameDrawing(wide, narrow);
        for (int i = 0; i < wide.nodes().size(); i++) {
            int from = wide.nodes().get(i).channels();
            int to = narrow.nodes().get(i).channels();
            if (to > from) throw new IllegalArgumentException("layer " + i + " cannot be pruned: " + narrow.nodes().get(i).layer() + " of " + from + " channels into one of " + to);
        }
        var pruning = new Pruning(wide, weights);
        Map<Integer, double[]> worth = pruning.worth();
        return ChannelGather.of(wide, weights, narrow, index -> best(java.util.Objects.requireNonNull(worth.get(pruning.first(index))), narrow.nodes().get(index).channels()),
                (in, _) -> ones(in.length));
    }

    private void join(int one, int other) {
        kin[Math.max(first(one), first(other))] = Math.min(first(one), first(other));
    }

    private int first(int index) {
        int at = index;
        while (kin[at] != at) at = kin[at];
        return at;
    }

    /// What each channel matters, by the first of the nodes that share it.
    private Map<Integer, double[]> worth() {
        var worth = new HashMap<Integer, double[]>();
        for (int i = 0; i < kin.length; i++) {
            Graph.Node node = wide.nodes().get(i);
            String name = switch (node.layer()) {
                case Layer.Convolution convolution -> convolution.name();
                case Layer.UpConvolution up -> up.name();
                case Layer.Input _, Layer.Norm _, Layer.Activate _, Layer.Dropout _, Layer.MaxPool _, Layer.Unpool _, Layer.AveragePool _, Layer.Resize _, Layer.Gate _,
                        Layer.Concat _, Layer.Add _ -> "";
            };
            if (name.isEmpty()) continue;
            double[] sizes = sizes(i, name);
            // A layer's sizes mean something among themselves alone: each has a mean of 1.
            double mean = Arrays.stream(sizes).average().orElse(1);
            double[] sum = worth.computeIfAbsent(first(i), _ -> new double[node.channels()]);
            for (int c = 0; c < sizes.length; c++) sum[c] += mean == 0 ? 0 : sizes[c] / mean;
        }
        return worth;
    }

    private double[] sizes(int index, String name) {
        for (Graph.Node reader : wide.nodes()) {
            if (reader.inputs().equals(List.of(index)) && reader.layer() instanceof Layer.Norm(String norm, _)) return absolute(weights.get(norm + ".weight").toArray());
        }
        boolean transposed = wide.nodes().get(index).layer() instanceof Layer.UpConvolution;
        int channels = wide.nodes().get(index).channels();
        float[] kernel = weights.get(name + ".weight").toArray();
        int in = wide.nodes().get(wide.nodes().get(index).inputs().getFirst()).channels();
        int taps = kernel.length / channels / in;
        double[] sizes = new double[channels];
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < in; i++) {
                for (int t = 0; t < taps; t++) sizes[c] += Math.abs(kernel[(transposed ? i * channels + c : c * in + i) * taps + t]);
            }
        }
        return sizes;
    }

    private static double[] absolute(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> Math.abs(values[i])).toArray();
    }

    /// The `count` channels of most worth, in their old order; of equals the first.
    private static int[] best(double[] worth, int count) {
        return IntStream.range(0, worth.length).boxed().sorted(Comparator.comparingDouble(c -> -worth[c])).limit(count).mapToInt(Integer::intValue).sorted().toArray();
    }

    private static float[] ones(int count) {
        float[] ones = new float[count];
        Arrays.fill(ones, 1);
        return ones;
    }
}
