package org.maskwright.learn;

import java.util.ArrayList;
import java.util.Comparator;
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
    private static final int WORST = 4;

    Validation {
        samples = List.copyOf(samples);
    }

    /// What the weights came to.
    ///
    /// @param dice mean over cases and labels; NaN without any case
    /// @param classDice of each class but background; empty without any case
    /// @param worst up to [#WORST] cases, the worst first
    record Judgement(double dice, List<Double> classDice, List<Judged> worst) {}

    /// @param proposed class of each voxel of the sample
    @SuppressWarnings("ArrayRecordComponent")
    record Judged(Sample sample, double dice, short[] proposed) {}

    /// @param label for the progress
    Judgement of(Weights weights, Progress progress, String label) {
        if (samples.isEmpty()) return new Judgement(Double.NaN, List.of(), List.of());
        BatchNormFolding folded = BatchNormFolding.of(graph, weights);
        Precision precision = torch.onCpu() && torch.hasFastBfloat16() ? Precision.BFLOAT16 : Precision.FLOAT32;
        var form = new ScriptWriter.Form(false, precision, torch.onCpu(), Predictor.looksOneByOne(graph.dimensions()));
        var overlap = new ClassOverlap(graph.outputChannels());
        var worst = new ArrayList<Judged>();
        Supplier<Judge> judges = () -> new Judge(TorchNetwork.load(torch, ScriptWriter.write(folded.graph(), folded.weights(), form), graph.dimensions() + 2, graph.inputChannels()));
        Parallel.inOrder(threads, samples.size(), judges, (index, proposed) -> {
            progress.at((double) index / samples.size(), label + ", validating case " + (index + 1) + " of " + samples.size());
            Sample sample = samples.get(index);
            double dice = overlap.add(proposed, sample.classes(), sample.weights());
            if (Double.isNaN(dice)) return;
            worst.add(new Judged(sample, dice, proposed));
            worst.sort(Comparator.comparingDouble(Judged::dice));
            if (worst.size() > WORST) worst.removeLast();
        });
        return new Judgement(overlap.mean(), overlap.perClass(), worst);
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
