package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.maskwright.learn.graph.Graph;
import org.maskwright.learn.graph.Normalisation;
import org.maskwright.learn.graph.Parameters;
import org.maskwright.learn.graph.ScriptWriter;
import org.maskwright.learn.graph.Widening;
import org.maskwright.learn.net.UNet3d;
import org.maskwright.learn.torch.Precision;
import org.maskwright.learn.torch.Tensor;
import org.maskwright.learn.torch.Torch;
import org.maskwright.learn.torch.TorchNetwork;
import org.maskwright.learn.torch.Weights;

class WideningTest {
    @ParameterizedTest
    @EnumSource(value = Normalisation.class, names = "GROUP", mode = EnumSource.Mode.EXCLUDE)
    void theWideNetworkSaysWhatTheNarrowOneSays(Normalisation kind) {
        Graph narrow = graph(List.of(3, 4, 6), kind);
        Graph wide = graph(List.of(5, 9, 6), kind);
        Weights weights = shaken(narrow);
        Weights widened = Widening.of(narrow, weights, wide, 1);
        Parameters.requireFit(wide, widened);
        float[] expected = output(narrow, weights);
        float[] found = output(wide, widened);
        float largest = 1;
        for (float value : expected) largest = Math.max(largest, Math.abs(value));
        for (int i = 0; i < expected.length; i++) assertThat(found[i]).isCloseTo(expected[i], within(1e-5f * largest));
    }

    @Test
    void copiesAreNotFedAlike() {
        Graph narrow = graph(List.of(2, 2), Normalisation.INSTANCE);
        Graph wide = graph(List.of(3, 3), Normalisation.INSTANCE);
        float[] kernel = Widening.of(narrow, shaken(narrow), wide, 1).get("down0.second.weight").toArray();
        // The third channel in is a copy; what reads it and its original differs.
        assertThat(kernel[2 * 27]).isNotEqualTo(kernel[0]).isNotEqualTo(kernel[27]);
    }

    @Test
    void whatCannotGrowIsSaid() {
        Graph narrow = graph(List.of(4, 8), Normalisation.INSTANCE);
        assertThatThrownBy(() -> Widening.of(narrow, shaken(narrow), graph(List.of(4, 6), Normalisation.INSTANCE), 1))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("8 channels").hasMessageContaining("of 6");
        assertThatThrownBy(() -> Widening.of(narrow, shaken(narrow), graph(List.of(4, 8, 8), Normalisation.INSTANCE), 1))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("different drawings");
    }

    private static Graph graph(List<Integer> widths, Normalisation kind) {
        var network = new UNet3d();
        return network.build(network.defaultRecipe(1, 3).withWidths(widths).withNormalisation(kind));
    }

    private static Weights shaken(Graph graph) {
        var random = new SplittableRandom(3);
        return Weights.of(Parameters.initial(graph, 2).tensors().stream().map(tensor -> {
            float[] values = tensor.toArray();
            for (int i = 0; i < values.length; i++) values[i] += (float) (0.1 * random.nextDouble());
            return Tensor.of(tensor.name(), tensor.shape(), values);
        }).toList());
    }

    private static float[] output(Graph graph, Weights weights) {
        Torch torch = Torch.engine();
        var form = new ScriptWriter.Form(false, Precision.FLOAT32, false);
        try (TorchNetwork network = TorchNetwork.load(torch, ScriptWriter.write(graph, weights, form), 5, 1); NDManager scope = torch.newScope()) {
            float[] image = new float[8 * 8 * 8];
            for (int i = 0; i < image.length; i++) image[i] = (float) Math.sin(i * 0.7 + i / 64);
            return network.forward(scope.create(image, new Shape(1, 1, 8, 8, 8)), false).toFloatArray();
        }
    }
}
