package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.maskwright.learn.graph.DeepSupervision;
import org.maskwright.learn.graph.Graph;
import org.maskwright.learn.graph.Parameters;
import org.maskwright.learn.graph.ScriptWriter;
import org.maskwright.learn.net.SegNet2d;
import org.maskwright.learn.net.UNet3d;
import org.maskwright.learn.torch.Precision;
import org.maskwright.learn.torch.Weights;

class DeepSupervisionTest {
    private final Graph plain = graph(List.of(4, 8, 8, 16));

    @Test
    void aUNetIsSupervisedAtEveryStageUpButTheBottom() {
        DeepSupervision supervised = DeepSupervision.of(plain);
        assertThat(supervised.heads()).extracting(DeepSupervision.Head::reduction).containsExactly(2, 4);
        assertThat(supervised.graph().nodes()).hasSize(plain.nodes().size() + 2);
        assertThat(supervised.graph().nodes().getLast()).isEqualTo(plain.nodes().getLast());
    }

    /// Eight channels at half the grid and eight at a quarter, to three classes.
    @Test
    void headsAddTheirProjectionsAlone() {
        assertThat(Parameters.count(DeepSupervision.of(plain).graph()) - Parameters.count(plain)).isEqualTo(2 * (8 * 3 + 3));
    }

    @Test
    void thePlainGraphTakesItsOwnWeightsBack() {
        Weights weights = Parameters.initial(DeepSupervision.of(plain).graph(), 1);
        Parameters.requireFit(plain, Parameters.of(plain, weights));
    }

    @Test
    void itIsSpelledAsATuple() {
        DeepSupervision supervised = DeepSupervision.of(plain);
        var form = new ScriptWriter.Form(true, Precision.FLOAT32, false);
        assertThat(ScriptWriter.write(supervised, Parameters.initial(supervised.graph(), 1), form).source()).contains("-> Tuple[Tensor, Tensor, Tensor]:");
        assertThat(ScriptWriter.write(plain, Parameters.initial(plain, 1), form).source()).contains("-> Tensor:");
    }

    @Test
    void whatHasNoStagesUpStaysAsItIs() {
        Graph shallow = graph(List.of(4, 8));
        assertThat(DeepSupervision.of(shallow)).isEqualTo(DeepSupervision.none(shallow));
        var segNet = new SegNet2d();
        Graph unpooling = segNet.build(segNet.defaultRecipe(1, 3));
        assertThat(DeepSupervision.of(unpooling)).isEqualTo(DeepSupervision.none(unpooling));
    }

    private static Graph graph(List<Integer> widths) {
        var network = new UNet3d();
        return network.build(network.defaultRecipe(1, 3).withWidths(widths));
    }
}
