package org.maskwright.learn;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.maskwright.job.Progress;
import org.maskwright.learn.graph.BatchNormFolding;
import org.maskwright.learn.graph.Eight;
import org.maskwright.learn.graph.Graph;
import org.maskwright.learn.graph.ScriptWriter;
import org.maskwright.learn.image.NetworkGrid;
import org.maskwright.learn.torch.Torch;
import org.maskwright.learn.torch.TorchNetwork;
import org.maskwright.learn.torch.Weights;

/// Looks at what each convolution of a network reads, so that it can be read as bytes: the least and the largest number of each tile, the
/// mean over all tiles, by which a single mad voxel widens nothing much.
final class Calibration {
    private Calibration() {}

    /// @param cases that the model learnt from; few are enough
    /// @return by the convolution's name; none for one that reads nothing but zeros
    static Map<String, Eight.Range> ranges(ModelCard card, Weights weights, List<TrainingCase> cases, CaseReader reader, Progress progress) throws ModelException, IOException {
        Torch torch = Torch.engine();
        BatchNormFolding folded = BatchNormFolding.of(ModelFolder.graph(card), weights);
        Graph graph = folded.graph();
        List<String> names = Eight.convolutions(graph);
        if (names.isEmpty()) return Map.of();
        double[] low = new double[names.size()];
        double[] high = new double[names.size()];
        int tiles = 0;
        try (TorchNetwork network = TorchNetwork.load(torch, ScriptWriter.ranges(graph, folded.weights()), graph.dimensions() + 2, graph.inputChannels())) {
            var predictor = new Predictor(torch, network, graph.dimensions(), graph.stride(), graph.outputChannels());
            for (int i = 0; i < cases.size(); i++) {
                progress.at((double) i / cases.size(), "calibrating on case " + (i + 1) + " of " + cases.size());
                TrainingCase.Content content = reader.read(cases.get(i));
                NetworkGrid grid = NetworkGrid.of(content.volume().geometry(), card.spacingMm());
                for (float[] found : predictor.outputs(card.intensity().apply(grid.image(content.volume())), card.patch())) {
                    for (int n = 0; n < low.length; n++) {
                        low[n] += found[2 * n];
                        high[n] += found[2 * n + 1];
                    }
                    tiles++;
                }
            }
        }
        var ranges = new LinkedHashMap<String, Eight.Range>();
        for (int n = 0; n < low.length; n++) {
            if (high[n] > 0 || low[n] < 0) ranges.put(names.get(n), new Eight.Range(low[n] / tiles, high[n] / tiles));
        }
        return ranges;
    }
}
