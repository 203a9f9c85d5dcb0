package org.maskwright.learn.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.maskwright.learn.torch.Tensor;

/// Convolutions in 8 bits: kernels as whole numbers from −127 to 127 with a scale for each channel that comes out, what they read as
/// bytes between a least and a largest number that were measured beforehand.
///
/// Norms, activations, transposed convolutions, the first convolution (of the image itself) and the last keep their precision.
///
/// @see <a href="https://arxiv.org/abs/1806.08342">Krishnamoorthi 2018, static quantisation with a scale a channel</a>
public final class Eight {
    private static final int LARGEST = 127;
    private static final int STEPS = 255;

    private Eight() {}

    /// What a convolution reads, 0 included, for padding is 0 and must stay so.
    public record Range(double low, double high) {
        public Range {
            low = Math.min(0, low);
            high = Math.max(0, high);
            if (!(Double.isFinite(high - low) && high > low)) throw new IllegalArgumentException("a range needs a least and a largest number, got " + low + " and " + high);
        }

        /// What one step from byte to byte means.
        double step() {
            return (high - low) / STEPS;
        }

        /// The byte that means 0.
        int zero() {
            return (int) Math.rint(-low / step());
        }
    }

    /// @param values whole numbers, under the kernel's own name and shape
    /// @param scales what 1 means in each channel that comes out
    record Kernels(Tensor values, Tensor scales) {}

    static Kernels kernels(Tensor kernel) {
        int channels = kernel.shape().getFirst();
        float[] values = kernel.toArray();
        float[] scales = new float[channels];
        int each = values.length / channels;
        for (int c = 0; c < channels; c++) {
            float largest = 0;
            for (int i = c * each; i < (c + 1) * each; i++) largest = Math.max(largest, Math.abs(values[i]));
            scales[c] = largest == 0 ? 1 : largest / LARGEST;
            for (int i = c * each; i < (c + 1) * each; i++) values[i] = (float) Math.rint(values[i] / scales[c]);
        }
        return new Kernels(Tensor.of(kernel.name(), kernel.shape(), values), Tensor.of(kernel.name() + ".scale", List.of(channels), scales));
    }

    /// The names of the convolutions that may have 8 bits: all but those of the image itself and the last.
    public static List<String> convolutions(Graph graph) {
        var names = new ArrayList<String>();
        for (int i = 0; i < head(graph); i++) {
            Graph.Node node = graph.nodes().get(i);
            if (node.layer() instanceof Layer.Convolution(String name, _, _) && node.inputs().getFirst() != 0) names.add(name);
        }
        return names;
    }

    /// The last convolution, which keeps its precision; the last layer where there is none.
    static int head(Graph graph) {
        int last = graph.nodes().size() - 1;
        return IntStream.rangeClosed(0, last).filter(i -> graph.nodes().get(i).layer() instanceof Layer.Convolution).max().orElse(last);
    }
}
