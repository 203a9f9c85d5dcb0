package org.maskwright.learn;

import java.util.Optional;
import org.maskwright.learn.graph.Graph;
import org.maskwright.learn.graph.Normalisation;
import org.maskwright.learn.graph.Parameters;
import org.maskwright.learn.graph.PeakMemory;
import org.maskwright.learn.torch.DeviceMemory;
import org.maskwright.learn.torch.Precision;
import org.maskwright.learn.torch.Torch;

/// How a batch is spread over the machine.
///
/// @param torch on whose device
/// @param patchesAtOnce so many of its patches go through a network together; a divisor of the batch
/// @param workers threads that do so at the same time, each with a network of its own
record TrainingLayout(Torch torch, int patchesAtOnce, int workers) {
    /// A step may take so much of what is free, by the forecast.
    private static final double SHARE_OF_FREE = 0.8;
    /// Beside the features the engine's kernels take memory of their own.
    private static final double KERNELS = 1.25;
    /// Of each parameter: its value and gradient in a network, and what optimiser, averages and checkpoint keep.
    private static final int COPIES_A_NETWORK = 2;
    private static final int COPIES_BESIDE = 6;

    static TrainingLayout usual(Torch torch, TrainingSettings settings) {
        boolean apart = apart(torch, settings);
        return new TrainingLayout(torch, apart ? 1 : settings.batch(), apart ? Math.min(torch.threads(), settings.batch()) : 1);
    }

    /// Whether the patches of a batch are studied one a thread: two threads that share one operation wait for each other after each,
    /// and on a busy machine they wait for long. Not where patches must meet (in a norm over the batch), nor where
    /// threads would race for random numbers (in dropout), nor on a GPU, which is one. Nor volumes on a processor without 16-bit numbers: single small volumes
    /// in 32 bits go another, slow way through the engine (a step on 4 × 40 × 56 × 40 voxels takes 1,399 ms apart, 472 together).
    static boolean apart(Torch torch, TrainingSettings settings) {
        return torch.onCpu() && settings.recipe().normalisation() != Normalisation.BATCH && settings.recipe().dropout() == 0 && (settings.patch().z() == 1 || torch.hasFastBfloat16());
    }

    /// With fewer patches in memory at a time; nothing below one.
    Optional<TrainingLayout> smaller(int batch) {
        if (patchesAtOnce == 1) return workers == 1 ? Optional.empty() : Optional.of(new TrainingLayout(torch, 1, workers / 2));
        int fewer = patchesAtOnce / 2;
        while (batch % fewer != 0) fewer--;
        return Optional.of(new TrainingLayout(torch, fewer, workers));
    }

    /// As usual, but on the processor; nothing if it is there already.
    Optional<TrainingLayout> onProcessor(TrainingSettings settings) {
        return torch.onCpu() ? Optional.empty() : Optional.of(usual(torch.processor(), settings));
    }

    /// The largest that is forecast to fit, or the least there is.
    ///
    /// @param graph as it is trained
    /// @param freeBytes [DeviceMemory#UNKNOWN] if nobody can say
    TrainingLayout fitting(Graph graph, TrainingSettings settings, Precision precision, long freeBytes) {
        TrainingLayout fitting = this;
        while (!fitting.fits(graph, settings, precision, freeBytes)) {
            Optional<TrainingLayout> smaller = fitting.smaller(settings.batch());
            if (smaller.isEmpty()) break;
            fitting = smaller.get();
        }
        return fitting;
    }

    /// Whether a step is forecast to fit.
    ///
    /// @param graph as it is trained
    /// @param freeBytes [DeviceMemory#UNKNOWN] if nobody can say
    boolean fits(Graph graph, TrainingSettings settings, Precision precision, long freeBytes) {
        return freeBytes == DeviceMemory.UNKNOWN || bytes(graph, settings, precision) <= SHARE_OF_FREE * freeBytes;
    }

    /// What a step takes at most, as far as the network's drawing tells.
    long bytes(Graph graph, TrainingSettings settings, Precision precision) {
        long parameters = Parameters.count(graph) * Float.BYTES;
        long features = (long) (KERNELS * PeakMemory.learning(graph, settings.patch(), patchesAtOnce, precision.bytes()));
        return workers * (features + COPIES_A_NETWORK * parameters) + COPIES_BESIDE * parameters;
    }

    /// Such as `4 patches at a time` or `2 patches at a time, each on a thread`.
    @Override
    public String toString() {
        int together = patchesAtOnce * workers;
        return (together == 1 ? "1 patch" : together + " patches") + " at a time" + (workers > 1 ? ", each on a thread" : "");
    }
}
