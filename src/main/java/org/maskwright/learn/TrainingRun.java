package org.maskwright.learn;

import ai.djl.engine.EngineException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.learn.augment.Sample;
import org.maskwright.learn.graph.DeepSupervision;
import org.maskwright.learn.graph.Graph;
import org.maskwright.learn.image.Classes;
import org.maskwright.learn.torch.DeviceMemory;
import org.maskwright.learn.torch.Precision;
import org.maskwright.learn.torch.Torch;
import org.maskwright.learn.torch.Weights;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The epochs of one training run, from a start or a checkpoint to the end.
final class TrainingRun implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingRun.class);
    /// A run ends early when so many epochs, or a third of all if that is more, brought nothing new.
    private static final int PATIENCE_EPOCHS = 30;

    /// A step whose loss or gradient is no number is left out: sixteen bits overflow now and then, and a step more or less
    /// changes nothing. So many in a row are no accident.
    private static final int LOST_IN_A_ROW = 3;
    /// A run whose loss is no number any more goes back to its last checkpoint, at half the rate, at most so many times.
    private static final int FALLS = 3;

    private final TrainingPlan plan;
    private final TrainingSettings settings;
    private final Graph graph;
    private final DeepSupervision supervised;
    private final String name;
    private final Batches batches;
    private final List<Sample> judges;
    private final TrainingWatch watch;
    private final int threads;
    private TrainingLayout layout;
    private boolean cramped;
    private Validation validation;
    private Course course;
    private Checkpoint state;
    private Validation.Judgement judgement = new Validation.Judgement(Double.NaN, List.of(), List.of());

    /// @param name of the run, for its checkpoints
    /// @param start to go on from; its curve is empty at the very beginning
    /// @param torch on whose device, as long as that does
    /// @throws ModelException if there is too little memory even for a patch at a time
    TrainingRun(TrainingPlan plan, TrainingSettings settings, Graph graph, String name, List<Sample> training, List<Sample> validation, Checkpoint start, TrainingWatch watch, Torch torch)
            throws ModelException {
        this.plan = plan;
        this.settings = settings;
        this.graph = graph;
        this.supervised = supervised(settings, graph);
        this.name = name;
        this.state = start;
        this.batches = new Batches(training, settings, graph.dimensions(), plan.seed());
        this.judges = validation;
        this.watch = watch;
        this.threads = torch.threads();
        TrainingLayout usual = TrainingLayout.usual(torch, settings);
        long free = torch.freeBytes();
        Precision precision = precision(torch, settings, graph);
        this.layout = usual.fitting(supervised.graph(), settings, precision, free);
        this.cramped = !layout.equals(usual);
        this.validation = validation();
        if (cramped) {
            note("A step on " + usual + " would need " + DeviceMemory.text(usual.bytes(supervised.graph(), settings, precision)) + ", " + DeviceMemory.text(free)
                    + " are free: " + layout + " instead.");
        }
        this.course = opened();
    }

    /// The course from the last checkpoint on, laid out so that it can be.
    private Course opened() throws ModelException {
        while (true) {
            try {
                return course();
            } catch (EngineException | OutOfMemoryError e) {
                if (!canMakeDo(e)) throw e;
            }
        }
    }

    private Course course() {
        return new Course(settings, supervised, precision(torch(), settings, graph), layout, batches, plan.seed(), plan.teachers(), state);
    }

    private Torch torch() {
        return layout.torch();
    }

    private Validation validation() {
        return new Validation(torch(), graph, settings.patch(), judges, torch().onCpu() && !cramped ? threads : 1);
    }

    private void note(String sentence) {
        LOG.warn("{}", sentence);
        watch.note(sentence);
    }

    /// Lays the run out anew after a failure: with fewer patches at a time where memory ran out, else on the processor.
    ///
    /// @return false if that is of no use
    /// @throws ModelException if memory ran out and it cannot be laid out smaller
    private boolean canMakeDo(Throwable failure) throws ModelException {
        boolean full = DeviceMemory.isFull(failure);
        Optional<TrainingLayout> smaller = full ? layout.smaller(settings.batch()) : Optional.empty();
        Optional<TrainingLayout> next = smaller.or(() -> layout.onProcessor(settings));
        if (next.isEmpty() && full) {
            throw new ModelException("a single patch of " + settings.patch() + " voxels does not fit into the memory of " + torch().description()
                    + ". The last checkpoint stands; close other programs and resume, or train narrower (--widths).", failure);
        }
        if (next.isEmpty()) return false;
        int epoch = state.epochs() + 1;
        if (smaller.isPresent()) note("The memory of " + torch().description() + " ran out in epoch " + epoch + ": " + next.get() + " from now on, instead of " + layout + ".");
        else note(torch().description() + " failed" + DeviceMemory.said(failure) + "; the processor goes on from epoch " + epoch + ".");
        layout = next.get();
        cramped = smaller.isPresent();
        validation = validation();
        return true;
    }

    /// The network as it is trained.
    static DeepSupervision supervised(TrainingSettings settings, Graph graph) {
        return settings.deepSupervision() ? DeepSupervision.of(graph) : DeepSupervision.none(graph);
    }

    /// Sixteen bits where the processor multiplies them natively: a step of the 3-D U-Net (2 × 40 × 56 × 40 voxels, 2 cores)
    /// takes 153 ms instead of 215, a look 48 ms instead of 76.
    ///
    /// Not for patches that shrink to two voxels along an axis: the gradient of a 16-bit kernel of 3 over a side of 2 comes
    /// out of the engine (PyTorch 2.7 on a CPU) with numbers from unwritten memory in it. From 3 on it is right, and the same each time.
    /// Nor where several threads share an operation: there the engine's 16-bit gradient of a convolution has ended the whole process once
    /// (SIGSEGV in oneDNN's `reduce_and_convert_diff_weights_and_bias`, which only threads that share the sum of a gradient run through).
    static Precision precision(Torch torch, TrainingSettings settings, Graph graph) {
        boolean roomy = true;
        for (int axis = 0; axis < graph.dimensions(); axis++) roomy &= settings.patch().along(axis) >= 3 * graph.stride();
        return roomy && (TrainingLayout.apart(torch, settings) || torch.threads() == 1) && torch.onCpu() && torch.hasFastBfloat16() ? Precision.BFLOAT16 : Precision.FLOAT32;
    }

    /// Runs all epochs that are left, with a checkpoint after each, and one where it is stopped.
    ///
    /// @throws ModelException if the loss is no longer a number again and again; the last checkpoint stands
    Checkpoint toEnd(Progress progress) throws ModelException, IOException {
        if (state.epochs() > 0) watch.resumed(IntStream.range(0, state.epochs()).mapToObj(this::told).toList());
        while (state.epochs() < plan.epochs() && !isOutOfTime() && !hasStalled() && !isEnough()) {
            int epoch = state.epochs();
            Optional<Checkpoint> next;
            try {
                next = after(epoch, progress);
            } catch (EngineException | OutOfMemoryError e) {
                Torch failed = torch();
                if (!canMakeDo(e)) throw e;
                course.close();
                failed.relieve();
                course = opened();
                continue;
            }
            if (next.isEmpty()) {
                fallBack();
                continue;
            }
            state = next.get();
            state.write(plan.out());
            LearningCurves.write(plan.out(), plan.title(), plan.data().labels(), state.curve());
            tell();
        }
        return state;
    }

    private List<Integer> labels() {
        return plan.data().labels().entries().stream().map(LabelTable.Entry::value).toList();
    }

    private void tell() {
        watch.after(told(state.epochs() - 1), judgement.worst().stream().map(this::onItsGrid).toList());
    }

    /// @param index of the epoch in the curve
    private TrainingWatch.Epoch told(int index) {
        List<Checkpoint.Epoch> curve = state.curve().subList(0, index + 1);
        Checkpoint.Epoch epoch = curve.getLast();
        var dice = new TreeMap<Integer, Double>();
        for (int c = 0; c < epoch.classDice().size(); c++) {
            if (!Double.isNaN(epoch.classDice().get(c))) dice.put(labels().get(c), epoch.classDice().get(c));
        }
        double seconds = curve.stream().mapToDouble(Checkpoint.Epoch::seconds).sum();
        return new TrainingWatch.Epoch(index + 1, plan.epochs(), epoch.loss(), epoch.dice(), dice, seconds / 60, Checkpoint.bestIndex(curve) == index);
    }

    private TrainingWatch.WorstCase onItsGrid(Validation.Judged judged) {
        Sample sample = judged.sample();
        var classes = new Classes(labels());
        return new TrainingWatch.WorstCase(sample.id(), judged.dice(), NetworkView.volume(sample.image(), sample.spacingMm()),
                NetworkView.labels(sample.size(), sample.spacingMm(), sample.classes(), classes), NetworkView.labels(sample.size(), sample.spacingMm(), judged.proposed(), classes));
    }

    /// Where the run was at its last checkpoint, but slower. Killed before the next one, it would fall and slow down again.
    private void fallBack() throws ModelException {
        if (state.slowness() == FALLS) {
            throw new ModelException("the loss is no number any more in epoch " + (state.epochs() + 1) + ", also at an " + (1 << FALLS)
                    + "th of the learning rate. No model was written. Look for scans with mad values among the training cases, or train with another seed.");
        }
        state = state.slower();
        note("The loss was no number " + LOST_IN_A_ROW + " times in a row in epoch " + (state.epochs() + 1) + ": the run goes on from where it was last kept, at 1/" + (1 << state.slowness()) + " of the learning rate.");
        course.close();
        course = course();
    }

    private boolean isOutOfTime() {
        return plan.minutes() > 0 && state.epochs() > 0 && state.elapsedMinutes() >= plan.minutes();
    }

    private boolean isEnough() {
        return state.epochs() > 0 && watch.isEnough();
    }

    private boolean hasStalled() {
        if (validation.samples().isEmpty() || state.epochs() == 0) return false;
        return state.epochs() - 1 - state.bestIndex() >= Math.max(PATIENCE_EPOCHS, plan.epochs() / 3);
    }

    /// The state after one more epoch; nothing if the loss ended as no number.
    ///
    /// @param whole progress of the run
    private Optional<Checkpoint> after(int epoch, Progress whole) throws IOException {
        Checkpoint.Begun begun = state.begun();
        long begin = System.nanoTime() - (long) (begun.seconds() * 1e9);
        Progress progress = (fraction, what) -> whole.at(done(epoch + fraction, begin), what);
        double lossSum = begun.lossSum();
        int moved = begun.moved();
        int lost = begun.lost();
        int steps = settings.stepsPerEpoch();
        String label = "epoch " + (epoch + 1) + " of " + plan.epochs();
        Optional<Checkpoint.Epoch> last = state.curve().isEmpty() ? Optional.empty() : Optional.of(state.curve().getLast());
        String before = last.map(one -> Double.isNaN(one.dice()) ? "" : String.format(Locale.ROOT, ", Dice %.3f", one.dice())).orElse("");
        int step = begun.steps();
        double rate = 0;
        Weights averages;
        try {
            for (; step < steps; step++) {
                String loss = moved == 0 ? "" : String.format(Locale.ROOT, ", loss %.3f", lossSum / moved);
                progress.at(0.95 * step / steps, label + ", step " + (step + 1) + " of " + steps + loss + before);
                rate = rate(epoch, step, begin);
                double value = course.step(epoch, step, rate);
                if (Double.isFinite(value)) {
                    lossSum += value;
                    moved++;
                    lost = 0;
                    continue;
                }
                LOG.warn("{}: step {} is left out, its loss or gradient is no number", label, step + 1);
                if (++lost == LOST_IN_A_ROW) return Optional.empty();
            }
            averages = course.averages();
            judgement = validation.of(averages, progress.part(0.95, 1), label);
        } catch (Progress.Cancelled c) {
            if (step > begun.steps()) keep(new Checkpoint.Begun(step, moved, lost, lossSum, (System.nanoTime() - begin) / 1e9));
            throw c;
        }
        if (moved < steps) note("In epoch " + (epoch + 1) + ", " + (steps - moved) + " of " + steps + " steps taught nothing, for loss or gradient was no number.");
        if (begun.steps() == steps) rate = rate(epoch, steps - 1, begin);
        double dice = judgement.dice();
        torch().useThreads(threads);
        double seconds = (System.nanoTime() - begin) / 1e9;
        var curve = new ArrayList<>(state.curve());
        curve.add(new Checkpoint.Epoch(lossSum / moved, dice, rate, seconds, judgement.classDice()));
        Weights best = Checkpoint.bestIndex(curve) == curve.size() - 1 ? averages : state.best();
        LOG.info("{}: loss {}, validation Dice {}, {} s", label, String.format(Locale.ROOT, "%.4f", lossSum / moved),
                String.format(Locale.ROOT, "%.4f", dice), Math.round(seconds));
        return Optional.of(new Checkpoint(name, epoch + 1, state.elapsedMinutes() + seconds / 60, state.slowness(), course.weights(),
                averages, course.optimiserState(), best, curve, Checkpoint.Begun.NOTHING));
    }

    /// Keeps what was done of an epoch. The window that closes interrupts its threads, which must not spoil the file.
    private void keep(Checkpoint.Begun begun) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            new Checkpoint(name, state.epochs(), state.elapsedMinutes(), state.slowness(), course.weights(), course.averages(),
                    course.optimiserState(), state.best(), state.curve(), begun).write(plan.out());
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private double rate(int epoch, int step, long begin) {
        return settings.learningRate() * settings.schedule().factor(done(epoch + (double) step / settings.stepsPerEpoch(), begin)) / (1 << state.slowness());
    }

    /// The share of the run that lies behind: by epochs, or by the clock where that is further.
    ///
    /// @param epochs that lie behind, with the share of the one under way
    private double done(double epochs, long begin) {
        double byEpochs = epochs / plan.epochs();
        if (plan.minutes() == 0) return byEpochs;
        double minutes = state.elapsedMinutes() + (System.nanoTime() - begin) / 60e9;
        return Math.min(1, Math.max(byEpochs, minutes / plan.minutes()));
    }

    @Override
    public void close() {
        torch().useThreads(threads);
        course.close();
    }
}
