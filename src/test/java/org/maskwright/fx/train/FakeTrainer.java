package org.maskwright.fx.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.geometry.Geometry;
import org.maskwright.workflow.FineTune;
import org.maskwright.workflow.ModelShelf;
import org.maskwright.workflow.Train;
import org.maskwright.workflow.Trainings;
import org.maskwright.workflow.course.PastRun;
import org.maskwright.workflow.finetune.EditTime;
import org.maskwright.workflow.finetune.ReportCard;
import org.maskwright.workflow.training.Onlooker;
import org.maskwright.workflow.training.RunNote;

/// A trainer that does what a test tells it, step by step, on a thread of its own.
public final class FakeTrainer implements Trainer {
    /// A step of a run.
    @FunctionalInterface
    public interface Step {
        /// @return what the run comes to; empty to go on
        Optional<Object> run(Progress progress, Onlooker onlooker) throws Exception;
    }

    public static final LabelTable TABLE = new LabelTable(List.of(new LabelTable.Entry(1, "Anterior", 0xF2A541), new LabelTable.Entry(2, "Posterior", 0x4CC2E8)));

    public final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
    public final List<RunNote> runs = new ArrayList<>(), givenUp = new ArrayList<>();
    public final List<String> used = new ArrayList<>();
    public List<RunNote> left = List.of();
    public List<PastRun> past = List.of();
    public List<Trainings.Start> starts = List.of();
    public Optional<String> trouble = Optional.empty();
    private final JobRunner jobs;

    public FakeTrainer(JobRunner jobs) {
        this.jobs = jobs;
    }

    public static ModelShelf.Entry model(String id, double dice) {
        return new ModelShelf.Entry(id, "Hippocampus in MR", Path.of("models", id), "MR", TABLE, "ab".repeat(32), Map.of(1, dice, 2, dice), OptionalDouble.of(dice), List.of("image"), "", List.of(), 2, false, false, false);
    }

    /// Eight cases that teach and two that judge.
    public static FineTune.Lesson lesson() {
        List<FineTune.Taught> cases = new ArrayList<>();
        for (int i = 1; i <= 10; i++) cases.add(new FineTune.Taught("case-%03d".formatted(i), "hippocampus_%03d".formatted(i), 300 + 10 * i, false, i > 8, i == 4 ? OptionalDouble.empty() : OptionalDouble.of(1.5 + 0.4 * i)));
        return new FineTune.Lesson(model("hippocampus-mr", 0.898), cases, 24, 8, List.of("case-011: it has no labels yet and is left out."));
    }

    /// @param gain of the new model's Dice; below 0 it is worse
    public static FineTune.Tuned tuned(int gain) {
        Geometry grid = Geometry.upright(40, 10, 4, 1, 1, 1);
        List<ReportCard.Row> rows = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Labels truth = two(grid, 0), before = two(grid, 2), after = two(grid, 2 - gain);
            rows.add(ReportCard.Row.of("case-%03d".formatted(9 + i), i < 2 ? "case-%03d".formatted(9 + i) : "hippocampus_%03d".formatted(160 + i), i < 2, truth, before, after));
        }
        return new FineTune.Tuned(model("hippocampus-mr", 0.898), model("hippocampus-mr-2", 0.9), ReportCard.of("hippocampus-mr", "hippocampus-mr-2", TABLE, rows, time()), Path.of("report.html"), List.of(), List.of("Grid of 1 × 1 × 1 mm: as the model had it."));
    }

    /// What correcting the lesson's cases took.
    private static EditTime time() {
        return new EditTime(lesson().cases().stream().map(one -> new EditTime.One(one.caseId(), one.changed(), one.drawn(), one.minutes())).toList());
    }

    private static Labels two(Geometry grid, int shift) {
        short[][] slices = new short[4][400];
        for (short[] slice : slices) {
            for (int y = 2; y < 8; y++) {
                for (int x = 4; x < 14; x++) slice[y * 40 + x + shift] = 1;
                for (int x = 22; x < 32; x++) slice[y * 40 + x + shift] = 2;
            }
        }
        return Labels.adopting(grid, slices);
    }

    /// A curve as a good run draws it.
    public static List<Onlooker.Epoch> curve(int epochs, int of) {
        List<Onlooker.Epoch> curve = new ArrayList<>();
        double best = 0;
        for (int i = 1; i <= epochs; i++) {
            double rise = 1 - Math.exp(-i / 7.0), wobble = 0.006 * Math.sin(i * 2.3) + 0.004 * Math.cos(i * 5.1);
            double anterior = 0.62 + 0.27 * rise + wobble, posterior = 0.58 + 0.29 * rise - wobble, mean = (anterior + posterior) / 2;
            boolean isBest = mean > best;
            best = Math.max(best, mean);
            curve.add(new Onlooker.Epoch(i, of, 0.12 + 0.7 * Math.exp(-i / 6.0) + 0.01 * Math.sin(i * 3.7), mean, new TreeMap<>(Map.of(1, anterior, 2, posterior)), i * 0.3, isBest));
        }
        return curve;
    }

    @Override
    public Job<FineTune.Lesson> look(Path project, String replay) {
        return jobs.submit(JobRunner.Lane.COMPUTE, "Looking at the corrected cases", _ -> {
            if (trouble.isPresent()) throw new java.io.IOException(trouble.get());
            return lesson();
        });
    }

    private <T> T play(Progress progress, Onlooker onlooker, Class<T> wanted) throws Exception {
        onlooker.begins(TABLE);
        while (true) {
            Optional<Object> end = steps.take().run(progress, onlooker);
            if (end.isPresent()) return wanted.cast(end.get());
        }
    }

    @Override
    public Job<FineTune.Tuned> teach(RunNote note, Onlooker onlooker) {
        runs.add(note);
        return jobs.submit(JobRunner.Lane.ENGINE, "Training", progress -> play(progress, onlooker, FineTune.Tuned.class));
    }

    @Override
    public Job<Train.Trained> train(RunNote note, Onlooker onlooker) {
        runs.add(note);
        return jobs.submit(JobRunner.Lane.ENGINE, "Training", progress -> play(progress, onlooker, Train.Trained.class));
    }

    @Override
    public Job<List<RunNote>> unfinished(Optional<Path> project) {
        return jobs.submit(JobRunner.Lane.DISK, "Looking", _ -> left);
    }

    @Override
    public Job<List<Trainings.Start>> starts(Optional<Path> project) {
        return jobs.submit(JobRunner.Lane.DISK, "Looking", _ -> starts);
    }

    @Override
    public Job<List<PastRun>> past(Optional<Path> project) {
        return jobs.submit(JobRunner.Lane.DISK, "Looking", _ -> past);
    }

    /// A training that ended, `dice` better or worse than the usual curve.
    public static PastRun pastRun(String id, int epochs, double dice, Map<String, String> settings, String... judges) {
        List<Onlooker.Epoch> curve = curve(epochs, epochs).stream().map(one -> {
            SortedMap<Integer, Double> labels = new TreeMap<>();
            one.labelDice().forEach((label, value) -> labels.put(label, value + dice));
            return new Onlooker.Epoch(one.number(), epochs, one.loss() * (1 - dice), one.dice() + dice, labels, one.elapsedMinutes(), one.best());
        }).toList();
        return new PastRun(Path.of("models", id), id, true, curve, TABLE, settings, Set.of(judges));
    }

    @Override
    public Job<Path> giveUp(RunNote note) {
        givenUp.add(note);
        return jobs.submit(JobRunner.Lane.DISK, "Removing", _ -> note.out());
    }

    @Override
    public Job<ModelShelf.Entry> use(Path project, ModelShelf.Entry model) {
        used.add(project + " " + model.id());
        return jobs.submit(JobRunner.Lane.DISK, "Choosing", _ -> model);
    }

    @Override
    public Path placeFor(Path project, String modelId) {
        return project.resolve("models").resolve(modelId + "-2");
    }

    @Override
    public Path placeFor(String data) {
        return Path.of("models", "mine");
    }
}
