package org.maskwright.learn;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import org.maskwright.job.Parallel;
import org.maskwright.learn.graph.DeepSupervision;
import org.maskwright.learn.graph.ScriptWriter;
import org.maskwright.learn.optimise.GradientClipping;
import org.maskwright.learn.optimise.Optimiser;
import org.maskwright.learn.optimise.RunningAverage;
import org.maskwright.learn.torch.Precision;
import org.maskwright.learn.torch.Torch;
import org.maskwright.learn.torch.Weights;

/// What moves while a run goes on, as the engine holds it: the networks, what the optimiser remembers, and the running averages.
final class Course implements AutoCloseable {
    private final TrainingSettings settings;
    private final TrainingLayout layout;
    private final Batches batches;
    private final long seed;
    private final List<Learner> learners = new ArrayList<>();
    private final List<Teachers> teachers = new ArrayList<>();
    private final Optimiser optimiser;
    private final RunningAverage averages;

    /// @param supervised the network as it is trained
    /// @param seed of what a step draws by chance, beside epoch and step
    /// @param taughtBy models whose opinion is learnt beside the labels
    /// @param start to go on from
    /// @throws EngineException if the device fails, or its memory is full
    Course(TrainingSettings settings, DeepSupervision supervised, Precision precision, TrainingLayout layout, Batches batches, long seed, List<Model> taughtBy, Checkpoint start) {
        this.settings = settings;
        this.layout = layout;
        this.batches = batches;
        this.seed = seed;
        Torch torch = layout.torch();
        // Several volumes in 32 bits are quicker as the engine likes them best: 472 ms a step instead of 670 with the channel fastest.
        boolean channelsLast = torch.onCpu() && (layout.patchesAtOnce() == 1 || precision != Precision.FLOAT32 || supervised.graph().dimensions() == 2);
        var form = new ScriptWriter.Form(true, precision, channelsLast, layout.patchesAtOnce() == 1);
        try {
            for (int i = 0; i < layout.workers(); i++) {
                learners.add(new Learner(torch, supervised, start.weights(), form));
                teachers.add(new Teachers(torch, taughtBy, precision, form.oneByOne()));
            }
        } catch (EngineException | OutOfMemoryError e) {
            learners.forEach(Learner::close);
            teachers.forEach(Teachers::close);
            throw e;
        }
        this.optimiser = settings.optimiser().make(torch);
        if (!start.isBeginning()) optimiser.restore(start.optimiser());
        this.averages = new RunningAverage(torch, start.averages());
    }

    Weights weights() {
        return learners.getFirst().weights();
    }

    Weights averages() {
        return averages.weights();
    }

    Weights optimiserState() {
        return optimiser.state();
    }

    /// One batch forward, backward, and one move of the parameters.
    ///
    /// The gradients of the batch's parts are summed in the order of the parts, whichever was ready first: how many threads
    /// there are does not change the sum.
    double step(int epoch, int step, double rate) {
        layout.torch().seed(Batches.mix(Batches.mix(seed, epoch), step));
        int parts = settings.batch() / layout.patchesAtOnce();
        Learner leader = learners.getFirst();
        try (NDManager scope = layout.torch().newScope()) {
            var gradients = new LinkedHashMap<String, NDArray>();
            var losses = new double[parts];
            Iterator<Learner> free = learners.iterator();
            Iterator<Teachers> freeToo = teachers.iterator();
            Parallel.inOrder(layout.workers(), parts, () -> new Study(free.next(), freeToo.next(), leader, epoch, step, scope), (part, lesson) -> {
                losses[part] = lesson.loss();
                lesson.gradients().forEach((key, gradient) -> {
                    NDArray sum = gradients.putIfAbsent(key, gradient);
                    if (sum != null) {
                        sum.addi(gradient);
                        gradient.close();
                    }
                });
            });
            double loss = Arrays.stream(losses).sum() / parts;
            if (!Double.isFinite(loss)) return loss;
            if (parts > 1) gradients.values().forEach(gradient -> gradient.muli(1f / parts));
            double length = new GradientClipping(settings.gradientNorm()).apply(gradients.values());
            if (!Double.isFinite(length)) return Double.NaN;
            optimiser.step(leader.learnt(), gradients, rate);
            averages.follow(leader.all(), (long) epoch * settings.stepsPerEpoch() + step);
            return loss;
        }
    }

    /// One thread's turn at a batch.
    private final class Study implements Parallel.Maker<Learner.Lesson, RuntimeException> {
        private final Learner learner;
        private final Teachers beside;
        private final Learner leader;
        private final int epoch;
        private final int step;
        private final NDManager scope;
        private boolean begun;

        Study(Learner learner, Teachers beside, Learner leader, int epoch, int step, NDManager scope) {
            this.learner = learner;
            this.beside = beside;
            this.leader = leader;
            this.epoch = epoch;
            this.step = step;
            this.scope = scope;
        }

        @Override
        public Learner.Lesson make(int part) {
            if (!begun && TrainingLayout.apart(layout.torch(), settings)) Torch.engine().useThreads(1);
            if (!begun && learner != leader) learner.become(leader);
            begun = true;
            try (NDManager own = layout.torch().newScope()) {
                Batches.Batch labels = batches.make(epoch, step, part * layout.patchesAtOnce(), layout.patchesAtOnce(), own);
                return learner.study(new Batches.Batch(labels.image(), beside.beside(labels.image(), labels.truth())), settings.loss(), scope);
            }
        }
    }

    @Override
    public void close() {
        averages.close();
        optimiser.close();
        learners.forEach(Learner::close);
        teachers.forEach(Teachers::close);
    }
}
