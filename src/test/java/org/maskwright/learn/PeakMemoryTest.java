package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.maskwright.geometry.Size;
import org.maskwright.learn.graph.Activation;
import org.maskwright.learn.graph.Feature;
import org.maskwright.learn.graph.Graph;
import org.maskwright.learn.graph.Kernel;
import org.maskwright.learn.graph.PeakMemory;

class PeakMemoryTest {
    private static final Size TILE = new Size(8, 8, 8);

    static java.util.List<Architecture> architectures() {
        return Architectures.all();
    }

    /// Numbers: input 512, convolution 4 · 512 = 2048 (the activation overwrites it), pooled 4 · 64 = 256, enlarged 2048, both together 4096,
    /// scores 2 · 512 = 1024. The most is held when the skip connection, the enlarged feature and both together are there: 8192.
    private static Graph drawn() {
        Feature skip = Graph.input(3, 1).convolve("a", 4, Kernel.of(3)).activate(Activation.RELU);
        return skip.maxPool(2).upConvolve("b", 4, 2).concat(skip).project("c", 2).output();
    }

    @Test
    void aFeatureIsHeldUntilItsLastReaderHasReadIt() {
        assertThat(PeakMemory.looking(drawn(), TILE, 1, 4)).isEqualTo(4 * 8192);
        assertThat(PeakMemory.looking(drawn(), TILE, 1, 2)).isEqualTo(2 * 8192);
        assertThat(PeakMemory.looking(drawn(), TILE, 3, 4)).isEqualTo(3 * 4 * 8192);
    }

    @Test
    void whileItLearnsAllFeaturesAreHeldAndTwoGradients() {
        assertThat(PeakMemory.learning(drawn(), TILE, 1, 4)).isEqualTo(4 * (512 + 2048 + 256 + 2048 + 4096 + 1024 + 2 * 4096));
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void everyNetworkNeedsAboutTwiceAsMuchForTwiceTheTile(Architecture architecture) {
        Graph graph = architecture.build(architecture.defaultRecipe(1, 3));
        int side = 64 * graph.stride(); // pyramids that are as large for every tile shall not count
        long one = PeakMemory.looking(graph, new Size(side, side, side), 1, 4);
        long two = PeakMemory.looking(graph, new Size(2 * side, side, side), 1, 4);
        assertThat((double) two / one).isBetween(1.9, 2.1);
        assertThat(PeakMemory.learning(graph, new Size(side, side, side), 1, 4)).isGreaterThan(one);
    }
}
