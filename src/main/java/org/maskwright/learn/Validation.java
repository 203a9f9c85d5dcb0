package org.maskwright.learn;

import java.util.List;
import java.util.function.Supplier;
import org.maskwright.geometry.Size;
import org.maskwright.job.Parallel;
import org.maskwright.job.Progress;
import org.maskwright.learn.augment.Sample;
import org.maskwright.learn.graph.BatchNormFolding;
import org.maskwright.learn.graph.Graph;
import org.maskwright.learn.graph.ScriptWriter;
import org.maskwright.learn.torch.Precision;
import org.maskwright.learn.torch.Torch;
import org.maskwright.learn.torch.TorchNetwork;
import org.maskwright.learn.torch.Weights;

/// Judges weights on the validation cases, on the network's grid, in the form in which they would propose.
///
/// @param threads that look at cases at the same time
record Validation(Torch torch, Graph graph, Size patch, List<Sample> samples, int threads) {
    Validation {
        samples = List.copyOf(samples);
    }

    /// Mean Dice over cases and labels; NaN without any case.
    ///
    /// @param label for the progress
    double dice(Weights weights, Progress progress, String label) {
        if (samples.isEmpty()) return Double.NaN;
        BatchNormFolding folded = BatchNormFolding.of(graph, weights);
        Precision precision = torch.onCpu() && torch.hasFastBfloat16() ? Precision.BFLOAT16 : Precision.FLOAT32;
        var form = new ScriptWriter.Form(false, precision, torch.onCpu(), Predictor.looksOneByOne(graph.dimensions()));
        var overlap = new ClassOverlap(graph.outputChannels());
        Supplier<Judge> judges = () -> new Judge(TorchNetwork.load(torch, ScriptWriter.write(folded.graph(), folded.weights(), form), graph.dimensions() + 2, graph.inputChannels()));
        Parallel.inOrder(threads, samples.size(), judges, (index, proposed) -> {
            progress.at((double) index / samples.size(), label + ", validating case " + (index + 1) + " of " + samples.size());
            overlap.add(proposed, samples.get(index).classes());
        });
        return overlap.mean();
    }

    private final class Judge implements Parallel.Maker<short[], RuntimeException> {
        private final TorchNetwork network;

        Judge(TorchNetwork network) {
            this.network = network;
        }

        @Override
        public short[] make(int index) {
            Torch own = Torch.engine();
            if (threads > 1) own.useThreads(1);
            var predictor = new Predictor(own, network, graph.dimensions(), graph.stride(), graph.outputChannels());
            return Predictor.likeliest(predictor.probabilities(samples.get(index).image(), patch, List.of(), Progress.NONE));
        }

        @Override
        public void close() {
            network.close();
        }
    }
}
