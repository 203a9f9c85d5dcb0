package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.maskwright.learn.graph.Graph;
import org.maskwright.learn.graph.Layer;
import org.maskwright.learn.graph.Normalisation;
import org.maskwright.learn.graph.Parameters;
import org.maskwright.learn.graph.Pruning;
import org.maskwright.learn.graph.ScriptWriter;
import org.maskwright.learn.net.UNet3d;
import org.maskwright.learn.torch.Precision;
import org.maskwright.learn.torch.Safetensors;
import org.maskwright.learn.torch.Tensor;
import org.maskwright.learn.torch.Torch;
import org.maskwright.learn.torch.TorchNetwork;
import org.maskwright.learn.torch.Weights;

/// A channel that gives nothing can be left out without a trace: the law that every network meets, whatever its skips, sums and unpoolings.
class PruningTest {
    private static final List<Integer> WIDE = List.of(8, 12, 16);
    private static final List<Integer> NARROW = List.of(4, 8, 12);

    static Stream<Named> networks() {
        return Architectures.all().stream().flatMap(architecture -> {
            Recipe usual = architecture.defaultRecipe(1, 3).withWidths(WIDE);
            Recipe norm = usual.normalisation() == Normalisation.GROUP ? usual.withNormalisation(Normalisation.BATCH) : usual;
            return architecture.id().equals("unet3d") ? Stream.of(new Named(architecture, norm), new Named(architecture, norm.withResidual(true))) : Stream.of(new Named(architecture, norm));
        });
    }

    record Named(Architecture architecture, Recipe recipe) {
        @Override
        public String toString() {
            return architecture.id() + (recipe.residual() ? ", residual" : "");
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void channelsThatGiveNothingAreLeftOutWithoutATrace(Named network) throws Exception {
        Graph wide = network.architecture.build(network.recipe);
        Graph narrow = network.architecture.build(network.recipe.withWidths(NARROW));
        Weights weights = silenced(wide, narrow);
        Weights pruned = Pruning.of(wide, weights, narrow);
        Parameters.requireFit(narrow, pruned);
        assertThat(pruned.count()).isLessThan(weights.count());
        float[] expected = output(wide, weights);
        assertClose(output(narrow, pruned), expected);
        var saved = new ByteArrayOutputStream();
        Safetensors.write(pruned, Map.of(), saved);
        assertThat(output(narrow, Safetensors.read(saved.toByteArray()))).containsExactly(output(narrow, pruned));
    }

    @Test
    void keepingEveryChannelKeepsEveryNumber() {
        Graph graph = new UNet3d().build(new UNet3d().defaultRecipe(1, 3).withWidths(WIDE));
        Weights weights = Parameters.initial(graph, 1);
        assertThat(Pruning.of(graph, weights, graph).sameValues(weights)).isTrue();
    }

    @Test
    void theChannelOfTheSmallestScaleGoesFirst() {
        var unet = new UNet3d();
        Graph wide = unet.build(unet.defaultRecipe(1, 2).withWidths(List.of(3, 4)));
        Graph narrow = unet.build(unet.defaultRecipe(1, 2).withWidths(List.of(2, 4)));
        Weights weights = Parameters.initial(wide, 1).with(Weights.of(List.of(Tensor.of("down0.first.norm.weight", List.of(3), new float[] {0.5f, -0.1f, -0.9f}))));
        assertThat(Pruning.of(wide, weights, narrow).get("down0.first.norm.weight").toArray()).containsExactly(0.5f, -0.9f);
    }

    @Test
    void whatCannotBePrunedIsSaid() {
        var unet = new UNet3d();
        Graph graph = unet.build(unet.defaultRecipe(1, 2).withWidths(List.of(4, 8)));
        Graph wider = unet.build(unet.defaultRecipe(1, 2).withWidths(List.of(4, 9)));
        assertThatThrownBy(() -> Pruning.of(graph, Parameters.initial(graph, 1), wider)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("cannot be pruned");
        Graph grouped = unet.build(unet.defaultRecipe(1, 2).withWidths(List.of(8, 16)).withNormalisation(Normalisation.GROUP));
        assertThatThrownBy(() -> Pruning.of(grouped, Parameters.initial(grouped, 1), grouped)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("groups");
    }

    /// Random weights, of which each layer's channels beyond those of the narrow network give nothing.
    private static Weights silenced(Graph wide, Graph narrow) {
        Weights weights = Parameters.initial(wide, 1);
        var random = new SplittableRandom(2);
        for (int i = 0; i < wide.nodes().size(); i++) {
            int kept = narrow.nodes().get(i).channels();
            List<String> silent = switch (wide.nodes().get(i).layer()) {
                case Layer.Convolution(String name, _, boolean bias) -> bias ? List.of(name + ".weight", name + ".bias") : List.of(name + ".weight");
                case Layer.UpConvolution(String name, _) -> List.of(name + ".weight", name + ".bias");
                case Layer.Norm(String name, _) -> List.of(name + ".weight", name + ".bias");
                case Layer.Input _, Layer.Activate _, Layer.Dropout _, Layer.MaxPool _, Layer.Unpool _, Layer.AveragePool _, Layer.Resize _, Layer.Gate _, Layer.Concat _,
                        Layer.Add _ -> List.of();
            };
            boolean up = wide.nodes().get(i).layer() instanceof Layer.UpConvolution;
            for (String name : silent) {
                Tensor tensor = weights.get(name);
                float[] values = tensor.toArray();
                int channels = wide.nodes().get(i).channels();
                boolean inputFirst = up && tensor.shape().size() > 1;
                int each = inputFirst ? values.length / tensor.shape().getFirst() / channels : values.length / channels;
                for (int v = 0; v < values.length; v++) {
                    int channel = inputFirst ? v / each % channels : v / each;
                    values[v] = channel >= kept ? 0 : values[v] + (float) (0.1 * random.nextDouble());
                }
                weights = weights.with(Weights.of(List.of(Tensor.of(name, tensor.shape(), values))));
            }
        }
        return weights;
    }

    private static void assertClose(float[] found, float[] expected) {
        float largest = 1;
        for (float value : expected) largest = Math.max(largest, Math.abs(value));
        for (int i = 0; i < expected.length; i++) assertThat(found[i]).isCloseTo(expected[i], within(1e-4f * largest));
    }

    private static float[] output(Graph graph, Weights weights) {
        Torch torch = Torch.engine();
        var form = new ScriptWriter.Form(false, Precision.FLOAT32, false);
        int side = 2 * graph.stride();
        Shape shape = graph.dimensions() == 2 ? new Shape(1, 1, side, side) : new Shape(1, 1, side, side, side);
        try (TorchNetwork network = TorchNetwork.load(torch, ScriptWriter.write(graph, weights, form), graph.dimensions() + 2, 1); NDManager scope = torch.newScope()) {
            float[] image = new float[Math.toIntExact(shape.size())];
            for (int i = 0; i < image.length; i++) image[i] = (float) Math.sin(i * 0.7 + i / 64);
            return network.forward(scope.create(image, shape), false).toFloatArray();
        }
    }
}
