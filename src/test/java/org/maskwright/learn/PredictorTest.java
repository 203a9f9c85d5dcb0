package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.learn.graph.Graph;
import org.maskwright.learn.graph.ScriptWriter;
import org.maskwright.learn.image.Block;
import org.maskwright.learn.torch.Precision;
import org.maskwright.learn.torch.Tensor;
import org.maskwright.learn.torch.Torch;
import org.maskwright.learn.torch.TorchNetwork;
import org.maskwright.learn.torch.Weights;

/// A network that looks at one voxel alone has an answer that can be worked out by hand, however its input is cut and mirrored:
/// the score of class 1 is twice the grey level, that of class 0 is 0, so its probability is 1 / (1 + e^(−2·grey)).
class PredictorTest {
    private static final Size GRID = new Size(23, 17, 9);

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void tilesBlendIntoTheVeryAnswerOfTheWhole(int dimensions) {
        assertAnswer(dimensions, new Size(6, 8, 4), List.of());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void aGridInOneTileIsPaddedAndCroppedBack(int dimensions) {
        assertAnswer(dimensions, new Size(64, 64, 64), List.of());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void mirroredLooksAreTurnedBack(int dimensions) {
        assertAnswer(dimensions, new Size(6, 8, 4), List.of(0, 1, 2));
    }

    private static void assertAnswer(int dimensions, Size patch, List<Integer> mirrorAxes) {
        Graph graph = Graph.input(dimensions, 1).project("head", 2).output();
        Weights weights = Weights.of(List.of(
                Tensor.of("head.weight", dimensions == 2 ? List.of(2, 1, 1, 1) : List.of(2, 1, 1, 1, 1), new float[] {0, 2}),
                Tensor.of("head.bias", List.of(2), new float[] {0, 0})));
        float[] grey = new float[Math.toIntExact(GRID.voxels())];
        var random = new SplittableRandom(1);
        for (int i = 0; i < grey.length; i++) grey[i] = (float) random.nextGaussian();
        Torch torch = Torch.engine();
        var form = new ScriptWriter.Form(false, Precision.FLOAT32, false);
        try (TorchNetwork network = TorchNetwork.load(torch, ScriptWriter.write(graph, weights, form), dimensions + 2, 1)) {
            float[][] found = new Predictor(torch, network, dimensions, graph.stride(), 2).probabilities(new Block(GRID, grey), patch, mirrorAxes, Progress.NONE);
            for (int i = 0; i < grey.length; i++) {
                double expected = 1 / (1 + Math.exp(-2 * grey[i]));
                assertThat((double) found[1][i]).isCloseTo(expected, within(1e-5));
                assertThat((double) found[0][i]).isCloseTo(1 - expected, within(1e-5));
            }
        }
    }
}
