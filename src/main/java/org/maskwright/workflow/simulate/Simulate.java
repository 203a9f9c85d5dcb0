package org.maskwright.workflow.simulate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.maskwright.disk.AtomicFile;
import org.maskwright.format.FormatException;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.job.Progress;
import org.maskwright.learn.Devices;
import org.maskwright.learn.ModelException;
import org.maskwright.learn.PhantomCases;
import org.maskwright.learn.TrainingLoop;
import org.maskwright.learn.TrainingMethod;
import org.maskwright.learn.TrainingSet;
import org.maskwright.learn.active.CaseOrder;
import org.maskwright.learn.active.CaseOrders;
import org.maskwright.learn.active.LearningForecast;
import org.maskwright.learn.active.PowerLaw;
import org.maskwright.learn.active.Round;
import org.maskwright.learn.active.Simulation;
import org.maskwright.learn.active.SimulationPlan;
import org.maskwright.workflow.Csv;
import org.maskwright.workflow.TrainingFolder;

/// Plays the loop through on labelled data: what does correcting proposals and training on them bring, and does the order of cases
/// matter?
public final class Simulate {
    public static final String TABLE = "rounds.csv";
    public static final String PICTURE = "loop.png";
    public static final String DRAWING = "loop.svg";
    /// What people ask: what would another 20 cases bring? Less than this is not worth their labels.
    private static final int MORE = 20;
    private static final double WORTH = 0.002;
    /// With time as the limit, epochs must not be.
    private static final int MANY_EPOCHS = 1000;

    /// What shall be played. Numbers of 0 and empty lists mean the default.
    ///
    /// @param data a folder of labelled cases, or `phantom:N`
    /// @param out folder of rounds, table and figure; goes on where it was left
    /// @param orders ids of [CaseOrders]
    /// @param holdout cases held out; by default a fifth, 40 at most
    /// @param widths of the network
    /// @param threads of the engine; all by default
    public record Request(String data, Path out, int start, int batch, int to, int holdout, List<String> orders, int seeds, int epochs, double minutes,
                          List<Integer> widths, int threads) {}

    /// What came of it.
    ///
    /// @param words a line an order: where it stands, and what further labels would bring
    /// @param leftOut a sentence for each case that could not be used
    public record Played(List<String> words, List<String> leftOut) {
        public Played {
            words = List.copyOf(words);
            leftOut = List.copyOf(leftOut);
        }
    }

    private final JobRunner jobs;

    public Simulate(JobRunner jobs) {
        this.jobs = jobs;
    }

    /// The ids by which orders can be asked for.
    public static List<String> orders() {
        return CaseOrders.all().stream().map(CaseOrder::id).toList();
    }

    /// Plays in the background; stopped, it goes on when asked again.
    public Job<Played> simulate(Request request) {
        return jobs.submit(JobRunner.Lane.ENGINE, "Simulating the loop", progress -> run(request, progress));
    }

    private static Played run(Request request, Progress progress) throws IOException, FormatException, ModelException {
        List<String> leftOut = new ArrayList<>();
        TrainingSet data = data(request, leftOut, progress.part(0, 0.02));
        if (request.threads() > 0) Devices.takeCores(request.threads());
        else Devices.takeAllCores();
        SimulationPlan plan;
        try {
            plan = plan(request, data);
        } catch (IllegalArgumentException e) {
            throw new ModelException(e.getMessage() + ". Ask for fewer.", e);
        }
        List<Round> rounds = new Simulation(plan, TrainingLoop::run).run(so -> write(plan, so), progress.part(0.02, 1));
        return new Played(words(rounds), leftOut);
    }

    private static TrainingSet data(Request request, List<String> leftOut, Progress progress) throws IOException, FormatException {
        if (request.data().matches("phantom:\\d{1,6}")) return PhantomCases.set(Integer.parseInt(request.data().substring("phantom:".length())));
        TrainingFolder folder = TrainingFolder.read(Path.of(request.data()), Optional.empty(), progress);
        leftOut.addAll(folder.problems());
        return folder.set();
    }

    private static SimulationPlan plan(Request request, TrainingSet data) {
        int holdout = request.holdout() > 0 ? request.holdout() : Math.clamp(data.cases().size() / 5, 1, 40);
        int start = request.start() > 0 ? request.start() : 10;
        int to = Math.max(start, Math.min(request.to() > 0 ? request.to() : 160, data.cases().size() - holdout));
        List<CaseOrder> orders = (request.orders().isEmpty() ? List.of("random", "uncertainty") : request.orders()).stream()
                .map(id -> CaseOrders.find(id).orElseThrow(() -> new IllegalArgumentException("there is no order '" + id + "'"))).toList();
        int epochs = request.epochs() > 0 ? request.epochs() : request.minutes() > 0 ? MANY_EPOCHS : 5;
        return new SimulationPlan(data, request.out(), start, request.batch() > 0 ? request.batch() : 10, to, holdout, orders, Math.max(1, request.seeds()), epochs,
                request.minutes(),
                // The full rate also from a model on: what it learnt from is learnt from again, so there is nothing to forget.
                TrainingMethod.DEFAULT.withWidths(request.widths()).withLearningRate(TrainingMethod.DEFAULT.optimiser().learningRate()));
    }

    /// After each round, so that one can look on.
    private static void write(SimulationPlan plan, List<Round> rounds) {
        try {
            byte[] table = table(rounds).getBytes(StandardCharsets.UTF_8);
            AtomicFile.write(plan.out().resolve(TABLE), out -> out.write(table));
            var figure = new LoopFigure(LoopPanel.all(rounds), note(plan, rounds));
            byte[] drawing = figure.svg().getBytes(StandardCharsets.UTF_8);
            AtomicFile.write(plan.out().resolve(DRAWING), out -> out.write(drawing));
            byte[] picture = figure.png();
            AtomicFile.write(plan.out().resolve(PICTURE), out -> out.write(picture));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String note(SimulationPlan plan, List<Round> rounds) {
        long seeds = rounds.stream().mapToInt(Round::seed).distinct().count();
        return plan.data().name() + ": " + plan.start() + " cases to start, " + plan.batch() + " more a round, " + plan.holdout() + " held out; "
                + (seeds == 1 ? "one repetition" : "mean and range of " + seeds + " repetitions");
    }

    static String table(List<Round> rounds) {
        Csv csv = new Csv().row("order", "seed", "round", "labelled", "holdout_dice", "holdout_edited_voxels", "batch_dice", "batch_edited_voxels", "batch_labelled_voxels", "batch");
        for (Round round : rounds) {
            csv.row(round.order(), round.seed(), round.number(), round.labelled(), number(round.holdoutDice()), number(round.holdoutEdits()), number(round.batchDice()),
                    number(round.batchEdits()), number(round.batchLabelled()), String.join(" ", round.batch()));
        }
        return csv.toString();
    }

    private static Object number(double value) {
        return Double.isFinite(value) ? (Object) value : "";
    }

    static List<String> words(List<Round> rounds) {
        var orders = new LinkedHashSet<String>();
        rounds.forEach(round -> orders.add(round.order()));
        return orders.stream().map(order -> words(order, rounds.stream().filter(round -> round.order().equals(order) && Double.isFinite(round.holdoutDice())).toList()))
                .collect(Collectors.toList());
    }

    private static String words(String order, List<Round> own) {
        int labelled = own.stream().mapToInt(Round::labelled).max().orElse(0);
        String dice = String.format(Locale.ROOT, "%s: Dice %.4f on the held-out cases at %d labelled", order,
                own.stream().filter(round -> round.labelled() == labelled).mapToDouble(Round::holdoutDice).average().orElse(Double.NaN), labelled);
        List<PowerLaw.Point> points = own.stream().map(round -> new PowerLaw.Point(round.labelled(), round.holdoutDice())).toList();
        if (points.stream().mapToDouble(PowerLaw.Point::n).distinct().count() < 4) return dice + "; too few rounds to say what more labels would bring";
        return dice + "; " + LearningForecast.of(points).words(labelled, MORE, WORTH);
    }
}
