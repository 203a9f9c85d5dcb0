package org.maskwright.learn;

import ai.djl.engine.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.learn.graph.Graph;
import org.maskwright.learn.graph.PeakMemory;
import org.maskwright.learn.image.Block;
import org.maskwright.learn.torch.DeviceMemory;
import org.maskwright.learn.torch.Precision;
import org.maskwright.learn.torch.Torch;
import org.maskwright.learn.torch.TorchNetwork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A predictor that gets there: what it shows the network at once is forecast to fit the memory, halved where it does not, and if a
/// device fails the next one goes on. What it had to do it says in [#notes].
///
/// What it has learnt of the memory it keeps for the next block.
final class SteadyPredictor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SteadyPredictor.class);
    /// The forecast may take so much of what is free.
    private static final double SHARE_OF_FREE = 0.8;

    /// Where a network computes.
    interface Place extends AutoCloseable {
        /// For people.
        String name();

        Predictor predictor();

        /// What its memory has free; [DeviceMemory#UNKNOWN] if nobody can say.
        long freeBytes();

        @Override
        void close();
    }

    /// @param torch whose device it is
    record OnDevice(Torch torch, TorchNetwork network, Predictor predictor) implements Place {
        @Override
        public String name() {
            return torch.description();
        }

        @Override
        public long freeBytes() {
            return torch.freeBytes();
        }

        @Override
        public void close() {
            network.close();
            torch.relieve();
        }
    }

    /// Not even the least portion fits.
    static final class TooLittleMemory extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLittleMemory(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// Beside the features the engine's kernels take memory of their own, and the class scores are held several times over.
    private static final double KERNELS = 1.25;
    private static final int COPIES_OF_SCORES = 4;

    /// What a look at a portion takes at most, as far as the network's drawing tells.
    static long bytesOf(Graph graph, Predictor.Portion portion, Precision precision) {
        long scores = portion.tile().voxels() * portion.atOnce() * (graph.inputChannels() + (long) COPIES_OF_SCORES * graph.outputChannels()) * Float.BYTES;
        return (long) (KERNELS * PeakMemory.looking(graph, portion.tile(), portion.atOnce(), precision.bytes())) + scores;
    }

    private final List<Supplier<Place>> further;
    private final ToLongFunction<Predictor.Portion> need;
    private Place place;
    private int halvings;
    private Optional<String> fall = Optional.empty();
    private List<String> notes = List.of();

    /// Opens the first place at which that succeeds.
    ///
    /// @param places in the order in which they are tried, at least one
    /// @param need bytes that a look at a portion takes
    SteadyPredictor(List<Supplier<Place>> places, ToLongFunction<Predictor.Portion> need) {
        this.further = new ArrayList<>(places);
        this.need = need;
        this.place = open();
    }

    private Place open() {
        while (true) {
            try {
                return further.removeFirst().get();
            } catch (EngineException e) {
                if (further.isEmpty()) throw e;
                note("The graphics processor could not be used" + DeviceMemory.said(e) + "; the processor went on.");
            }
        }
    }

    private void note(String sentence) {
        LOG.warn("{}", sentence);
        fall = Optional.of(sentence);
    }

    /// As [Predictor#probabilities].
    ///
    /// @throws TooLittleMemory if not even the least portion fits
    float[][] probabilities(Block block, Size patch, List<Integer> mirrorAxes, Progress progress) {
        return probabilities(block, patch, mirrorAxes, false, progress);
    }

    /// As above, with dropout left on.
    float[][] dropping(Block block, Size patch, Progress progress) {
        return probabilities(block, patch, List.of(), true, progress);
    }

    private float[][] probabilities(Block block, Size patch, List<Integer> mirrorAxes, boolean dropping, Progress progress) {
        Optional<String> halved = Optional.empty();
        while (true) {
            Predictor predictor = place.predictor();
            Predictor.Portion usual = predictor.usual(block.size(), patch);
            Predictor.Portion portion = usual;
            for (int i = 0; i < halvings; i++) portion = predictor.half(portion).orElse(portion);
            long free = place.freeBytes();
            while (free != DeviceMemory.UNKNOWN && need.applyAsLong(portion) > SHARE_OF_FREE * free && predictor.half(portion).isPresent()) {
                if (halved.isEmpty()) halved = Optional.of("the whole needs " + DeviceMemory.text(need.applyAsLong(usual)) + ", " + DeviceMemory.text(free) + " are free");
                portion = predictor.half(portion).orElseThrow();
            }
            try {
                float[][] found = (dropping ? predictor.dropping() : predictor).probabilities(block, portion, mirrorAxes, progress);
                notes = notes(usual, portion, halved.orElse("the memory of " + place.name() + " ran out"));
                return found;
            } catch (EngineException | OutOfMemoryError e) {
                boolean full = DeviceMemory.isFull(e);
                if (full && predictor.half(portion).isPresent()) {
                    LOG.warn("{} does not fit into the memory of {} and is halved", portion, place.name());
                    halvings = halvings(predictor, usual, portion) + 1;
                    halved = Optional.of("the memory of " + place.name() + " ran out");
                } else if (!further.isEmpty()) {
                    note(place.name() + " failed" + DeviceMemory.said(e) + "; the processor went on.");
                    place.close();
                    place = open();
                    halvings = 0;
                    halved = Optional.empty();
                } else if (full) {
                    throw new TooLittleMemory("not even " + portion + " voxels fit into the memory of " + place.name()
                            + ". Close other programs, or choose a model with a smaller network.", e);
                } else {
                    throw e;
                }
            }
        }
    }

    private static int halvings(Predictor predictor, Predictor.Portion usual, Predictor.Portion portion) {
        int count = 0;
        for (Predictor.Portion p = usual; !p.equals(portion); p = predictor.half(p).orElseThrow()) count++;
        return count;
    }

    private List<String> notes(Predictor.Portion usual, Predictor.Portion portion, String why) {
        var all = new ArrayList<String>();
        fall.ifPresent(all::add);
        if (!portion.equals(usual)) all.add("The network saw " + portion + " voxels at once instead of " + usual + ": " + why + ".");
        return all;
    }

    /// What had to be done for the last block, a sentence each; empty if all went as usual.
    List<String> notes() {
        return notes;
    }

    @Override
    public void close() {
        place.close();
    }
}
