package org.maskwright.learn.graph;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.maskwright.learn.torch.Weights;

/// Moves what a narrow network has learnt into a wider one of the same drawing, which computes the same from the first moment
/// and has room to learn more: further channels are copies of old ones, and whatever reads a channel with copies shares its
/// old kernel out among them, unevenly, so that they grow apart.
///
/// @see <a href="https://arxiv.org/abs/1511.05641">Chen, Goodfellow, Shlens 2016, Net2WiderNet</a>
public final class Widening {
    private Widening() {}

    /// @param weights of `narrow`
    /// @param wide the same drawing with at least as many channels everywhere
    /// @return weights of `wide`
    /// @throws IllegalArgumentException if the two are not of the same drawing, or `wide` is narrower somewhere
    public static Weights of(Graph narrow, Weights weights, Graph wide, long seed) {
        ChannelGather.requireSameDrawing(narrow, wide);
        for (int i = 0; i < narrow.nodes().size(); i++) {
            int from = narrow.nodes().get(i).channels();
            int to = wide.nodes().get(i).channels();
            if (to < from) throw new IllegalArgumentException("layer " + i + " cannot be widened: " + wide.nodes().get(i).layer() + " of " + from + " channels into one of " + to);
        }
        RandomGenerator random = new SplittableRandom(seed);
        return ChannelGather.of(narrow, weights, wide, index -> chosen(narrow.nodes().get(index).channels(), wide.nodes().get(index).channels(), random),
                (in, oldIn) -> shares(in, oldIn, random));
    }

    /// All old channels, then copies of some drawn among them.
    private static int[] chosen(int old, int channels, RandomGenerator random) {
        return IntStream.range(0, channels).map(i -> i < old ? i : random.nextInt(old)).toArray();
    }

    /// Random shares that sum to 1 over the copies of a channel.
    private static float[] shares(int[] in, int oldIn, RandomGenerator random) {
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
