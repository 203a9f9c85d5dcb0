package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.maskwright.geometry.Size;
import org.maskwright.learn.graph.Activation;
import org.maskwright.learn.graph.Graph;
import org.maskwright.learn.graph.Normalisation;
import org.maskwright.learn.graph.Parameters;
import org.maskwright.learn.graph.ScriptWriter;
import org.maskwright.learn.torch.Precision;
import org.maskwright.learn.torch.Torch;
import org.maskwright.learn.torch.TorchNetwork;

/// Every network that a recipe can ask for can be made, and says something of every voxel.
class RecipesTest {
    private static final ScriptWriter.Form PLAIN = new ScriptWriter.Form(true, Precision.FLOAT32, false);
    private static final int CLASSES = 3;
    private static final int DEEPEST = 8;

    private final Torch torch = Torch.engine();

    static Stream<Arguments> drawings() {
        return Architectures.all().stream().flatMap(architecture -> Stream.of(List.of(4, 4), List.of(4, 4, 4, 4, 4), List.of(3, 5))
                .map(widths -> Arguments.of(Named.of(architecture.id(), architecture), widths)));
    }

    static Stream<Arguments> architectures() {
        return Architectures.all().stream().map(architecture -> Arguments.of(Named.of(architecture.id(), architecture)));
    }

    /// With dropout on, as in training, on the smallest image that it takes.
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("drawings")
    void whateverItsNormAndActivationItScoresEveryVoxel(Architecture architecture, List<Integer> widths) {
        for (Normalisation norm : Normalisation.values()) {
            for (Activation activation : Activation.values()) {
                var recipe = new Recipe(1, CLASSES, widths, norm, activation, 0.2, architecture.defaultRecipe(1, CLASSES).residual());
                scoresEveryVoxel(architecture.build(recipe), recipe);
            }
        }
    }

    private void scoresEveryVoxel(Graph graph, Recipe recipe) {
        Size size = Predictor.fit(new Size(1, 1, 1), graph.dimensions(), graph.stride());
        Shape image = graph.dimensions() == 2 ? new Shape(1, 1, size.y(), size.x()) : new Shape(1, 1, size.z(), size.y(), size.x());
        try (TorchNetwork network = TorchNetwork.load(torch, ScriptWriter.write(graph, Parameters.initial(graph, 1), PLAIN), graph.dimensions() + 2, 1); NDManager scope = torch.newScope()) {
            NDArray scores = network.forward(scope.create(noise(size), image), true);
            long[] expected = image.getShape().clone();
            expected[1] = CLASSES;
            assertThat(scores.getShape().getShape()).as("%s", recipe).containsExactly(expected);
            for (float score : scores.toFloatArray()) assertThat(score).as("%s", recipe).isFinite();
        }
    }

    private static float[] noise(Size size) {
        var random = new SplittableRandom(1);
        float[] values = new float[Math.toIntExact(size.voxels())];
        for (int i = 0; i < values.length; i++) values[i] = (float) random.nextGaussian();
        return values;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("architectures")
    void theDeepestThatARecipeAllowsCanBeDrawn(Architecture architecture) {
        Recipe usual = architecture.defaultRecipe(1, CLASSES);
        Graph graph = architecture.build(usual.withWidths(Collections.nCopies(DEEPEST, 4)));
        assertThat(graph.outputChannels()).isEqualTo(CLASSES);
        assertThat(graph.stride()).isBetween(architecture.build(usual).stride(), 1 << DEEPEST);
        assertThat(Parameters.count(graph)).isPositive();
    }
}
