package org.maskwright.workflow.simulate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.maskwright.disk.AtomicFile;
import org.maskwright.format.FormatException;
import org.maskwright.job.Job;
import org.maskwright.job.Progress;
import org.maskwright.learn.Devices;
import org.maskwright.learn.ModelException;
import org.maskwright.learn.TrainingLoop;
import org.maskwright.learn.TrainingMethod;
import org.maskwright.learn.TrainingSet;
import org.maskwright.learn.active.CaseOrder;
import org.maskwright.learn.active.CaseOrders;
import org.maskwright.learn.active.NothingMore;
import org.maskwright.learn.active.Round;
import org.maskwright.learn.active.Simulation;
import org.maskwright.learn.active.SimulationPlan;
import org.maskwright.workflow.Csv;
import org.maskwright.workflow.NewFolder;
import org.maskwright.workflow.TrainingData;
import org.maskwright.workflow.TrainingTurn;

/// Plays the loop through on labelled data: what does correcting proposals and training on them bring, and does the order of cases
/// matter?
public final class Simulate {
    public static final String TABLE = "rounds.csv";
    public static final String DRAWING = "loop.svg";
    /// Often at first, when each case still tells much, then in larger batches.
    private static final List<Integer> LABELLED = List.of(10, 20, 30, 45, 65, 95, 130, 160);
    private static final CaseOrder NONE = new NothingMore();
    /// With time as the limit, epochs must not be.
    private static final int MANY_EPOCHS = 1000;

    /// What shall be played. Numbers of 0 and empty lists mean the default.
    ///
    /// @param data a folder of labelled cases, or `phantom:N`
    /// @param out folder of rounds, table and figure, new or empty; goes on where it was left
    /// @param labelled cases with labels in each round, rising
    /// @param holdout cases held out; by default a fifth, 40 at most
    /// @param orders of [#orders]
    /// @param widths of the network
    /// @param dropout of the network; empty for its own
    /// @param threads of the engine; those of its turn by default
    public record Request(String data, Path out, List<Integer> labelled, int holdout, List<String> orders, int seeds, int epochs, double minutes, List<Integer> widths,
                          OptionalDouble dropout, int threads) {
        public Request {
            labelled = List.copyOf(labelled);
            orders = List.copyOf(orders);
            widths = List.copyOf(widths);
        }
    }

    /// What came of it.
    ///
    /// @param words where each order stands, what further labels would bring, and whether it beat the random one
    /// @param leftOut a sentence for each case that could not be used
    public record Played(List<String> words, List<String> leftOut) {
        public Played {
            words = List.copyOf(words);
            leftOut = List.copyOf(leftOut);
        }
    }

    private final TrainingTurn turn;

    public Simulate(TrainingTurn turn) {
        this.turn = turn;
    }

    /// The ids by which orders can be asked for; the last labels nothing, and shows what is the training's own merit.
    public static List<String> orders() {
        return Stream.concat(CaseOrders.all().stream(), Stream.of(NONE)).map(CaseOrder::id).toList();
    }

    private static CaseOrder order(String id) {
        return CaseOrders.find(id).or(() -> Optional.of(NONE).filter(none -> none.id().equals(id)))
                .orElseThrow(() -> new IllegalArgumentException("there is no order '" + id + "'"));
    }

    /// Whether a simulation was begun in a folder, and goes on there.
    public static boolean isBegun(Path out) {
        return Simulation.isIn(out);
    }

    /// Plays in the background; stopped, it goes on when asked again.
    public Job<Played> simulate(Request request) {
        return turn.submit("Simulating the loop", progress -> run(request, progress));
    }

    private static Played run(Request request, Progress progress) throws IOException, FormatException, ModelException {
        if (!isBegun(request.out())) NewFolder.require(request.out(), "Choose another folder.");
        TrainingData read = TrainingData.read(request.data(), Optional.empty(), progress.part(0, 0.02));
        TrainingSet data = read.set();
        TrainingData.requireJudges(data);
        if (request.threads() > 0) Devices.takeCores(request.threads());
        SimulationPlan plan;
        try {
            plan = plan(request, data);
        } catch (IllegalArgumentException e) {
            throw new ModelException(e.getMessage() + ". Ask for fewer.", e);
        }
        List<Round> rounds = new Simulation(plan, TrainingLoop::run).run(so -> write(plan, so), progress.part(0.02, 1));
        return new Played(LoopWords.of(rounds), read.problems());
    }

    private static SimulationPlan plan(Request request, TrainingSet data) {
        int holdout = request.holdout() > 0 ? request.holdout() : Math.clamp(data.cases().size() / 5, 1, 40);
        int most = data.cases().size() - holdout;
        if (most < 2) throw new IllegalArgumentException(data.cases().size() + " cases cannot give " + holdout + " to hold out and 2 or more to label");
        List<CaseOrder> orders = (request.orders().isEmpty() ? List.of("random", "uncertainty") : request.orders()).stream().map(Simulate::order).toList();
        int epochs = request.epochs() > 0 ? request.epochs() : request.minutes() > 0 ? MANY_EPOCHS : 5;
        // The full rate also from a model on: what it learnt from is learnt from again, so there is nothing to forget.
        TrainingMethod method = TrainingMethod.DEFAULT.withWidths(request.widths()).withLearningRate(TrainingMethod.DEFAULT.optimiser().learningRate());
        if (request.dropout().isPresent()) method = method.withNetwork(method.network().withDropout(request.dropout().getAsDouble()));
        return new SimulationPlan(data, request.out(), request.labelled().isEmpty() ? usual(most) : request.labelled(), holdout, orders, Math.max(1, request.seeds()), epochs,
                request.minutes(), method);
    }

    private static List<Integer> usual(int most) {
        return Stream.concat(LABELLED.stream().filter(count -> count < most), Stream.of(Math.min(most, LABELLED.getLast()))).distinct().toList();
    }

    /// After each round, so that one can look on.
    private static void write(SimulationPlan plan, List<Round> rounds) {
        try {
            byte[] table = table(rounds).getBytes(StandardCharsets.UTF_8);
            AtomicFile.write(plan.out().resolve(TABLE), out -> out.write(table));
            byte[] drawing = new LoopFigure(LoopPanel.all(rounds, plan.labelled()), note(plan, rounds)).svg().getBytes(StandardCharsets.UTF_8);
            AtomicFile.write(plan.out().resolve(DRAWING), out -> out.write(drawing));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String note(SimulationPlan plan, List<Round> rounds) {
        long seeds = rounds.stream().mapToInt(Round::seed).distinct().count();
        return plan.holdout() + " cases held out, " + (seeds == 1 ? "one repetition" : "mean and range of " + seeds + " repetitions");
    }

    static String table(List<Round> rounds) {
        Csv csv = new Csv().row("order", "seed", "round", "labelled", "holdout_dice", "holdout_edit_mm3", "batch_dice", "batch_edit_mm3", "batch_labelled_mm3", "batch");
        for (Round round : rounds) {
            csv.row(round.order(), round.seed(), round.number(), round.labelled(), number(round.holdoutDice()), number(round.holdoutEditMm3()), number(round.batchDice()),
                    number(round.batchEditMm3()), number(round.batchLabelledMm3()), String.join(" ", round.batch()));
        }
        return csv.toString();
    }

    private static Object number(double value) {
        return Double.isFinite(value) ? (Object) value : "";
    }
}
