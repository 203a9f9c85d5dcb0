package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maskwright.learn.graph.BatchNormFolding;
import org.maskwright.learn.graph.Eight;
import org.maskwright.learn.graph.Graph;
import org.maskwright.learn.graph.Normalisation;
import org.maskwright.learn.graph.Parameters;
import org.maskwright.learn.graph.ScriptWriter;
import org.maskwright.learn.net.UNet3d;
import org.maskwright.learn.torch.Precision;
import org.maskwright.learn.torch.Torch;
import org.maskwright.learn.torch.TorchNetwork;
import org.maskwright.learn.torch.Weights;

class EightTest {
    private static final Torch TORCH = Torch.engine();

    @ParameterizedTest
    @CsvSource({"unet2d, BATCH, FLOAT32", "unet3d, BATCH, FLOAT32", "unet3d, INSTANCE, FLOAT32", "unet3d, INSTANCE, BFLOAT16", "deeplabv3plus2d, BATCH, FLOAT32"})
    void bytesSayNearlyWhatFloatsSay(String architecture, Normalisation norm, Precision features) {
        assumeTrue(TORCH.hasFastBytes(), "this processor does not multiply bytes natively");
        assumeTrue(features == Precision.FLOAT32 || TORCH.hasFastBfloat16(), "this processor has no 16-bit floats");
        Architecture found = Architectures.find(architecture).orElseThrow();
        Graph graph = found.build(found.defaultRecipe(1, 3).withWidths(List.of(8, 16, 16)).withNormalisation(norm));
        BatchNormFolding folded = BatchNormFolding.of(graph, Parameters.initial(graph, 1));
        Map<String, Eight.Range> ranges = ranges(folded.graph(), folded.weights());
        assertThat(ranges).isNotEmpty();
        float[] floats = output(folded, new ScriptWriter.Form(false, Precision.FLOAT32, true));
        float[] bytes = output(folded, new ScriptWriter.Form(false, features, true, true, ranges));
        double error = 0;
        double power = 0;
        double mean = 0;
        for (float value : floats) mean += value / floats.length;
        for (int i = 0; i < floats.length; i++) {
            error += Math.pow(bytes[i] - floats[i], 2);
            power += Math.pow(floats[i] - mean, 2);
        }
        assertThat(error).isPositive();
        assertThat(Math.sqrt(error / power)).as("error against the scores' own deviation").isLessThan(0.1);
    }

    @Test
    void theImageAndTheScoresKeepTheirPrecision() {
        Graph graph = new UNet3d().build(new UNet3d().defaultRecipe(1, 3).withWidths(List.of(4, 8)));
        assertThat(Eight.convolutions(graph)).containsExactly("down0.second", "bottom.first", "bottom.second", "up0.first", "up0.second");
    }

    @Test
    void aRangeHoldsTheZeroOfPadding() {
        assertThat(new Eight.Range(1, 2)).isEqualTo(new Eight.Range(0, 2));
        assertThat(new Eight.Range(-3, -1)).isEqualTo(new Eight.Range(-3, 0));
        assertThatThrownBy(() -> new Eight.Range(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Eight.Range(Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNetworkOfBytesCannotLearn() {
        assertThatThrownBy(() -> new ScriptWriter.Form(true, Precision.FLOAT32, true, true, Map.of("head", new Eight.Range(0, 1)))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ScriptWriter.Form(false, Precision.INT8, true)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Map<String, Eight.Range> ranges(Graph graph, Weights weights) {
        List<String> names = Eight.convolutions(graph);
        try (TorchNetwork network = TorchNetwork.load(TORCH, ScriptWriter.ranges(graph, weights), graph.dimensions() + 2, 1); NDManager scope = TORCH.newScope()) {
            float[] found = network.forward(scope.create(image(graph), shape(graph)), false).toFloatArray();
            assertThat(found).hasSize(2 * names.size());
            var ranges = new LinkedHashMap<String, Eight.Range>();
            for (int i = 0; i < names.size(); i++) ranges.put(names.get(i), new Eight.Range(found[2 * i], found[2 * i + 1]));
            return ranges;
        }
    }

    private static float[] output(BatchNormFolding folded, ScriptWriter.Form form) {
        Graph graph = folded.graph();
        try (TorchNetwork network = TorchNetwork.load(TORCH, ScriptWriter.write(graph, folded.weights(), form), graph.dimensions() + 2, 1); NDManager scope = TORCH.newScope()) {
            return network.forward(scope.create(image(graph), shape(graph)), false).toFloatArray();
        }
    }

    private static Shape shape(Graph graph) {
        int side = 2 * graph.stride();
        return graph.dimensions() == 2 ? new Shape(1, 1, side, side) : new Shape(1, 1, side, side, side);
    }

    private static float[] image(Graph graph) {
        var random = new SplittableRandom(5);
        float[] image = new float[Math.toIntExact(shape(graph).size())];
        for (int i = 0; i < image.length; i++) image[i] = (float) random.nextGaussian();
        return image;
    }
}
