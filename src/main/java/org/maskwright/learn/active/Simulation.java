package org.maskwright.learn.active;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.maskwright.disk.AtomicFile;
import org.maskwright.job.Parallel;
import org.maskwright.job.Progress;
import org.maskwright.job.SideBySide;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.label.Proposal;
import org.maskwright.label.UncertaintyMap;
import org.maskwright.learn.Devices;
import org.maskwright.learn.Model;
import org.maskwright.learn.ModelCard;
import org.maskwright.learn.ModelException;
import org.maskwright.learn.Models;
import org.maskwright.learn.ProposeOptions;
import org.maskwright.learn.Proposer;
import org.maskwright.learn.TrainingCase;
import org.maskwright.learn.TrainingLoop;
import org.maskwright.learn.TrainingPlan;
import org.maskwright.learn.TrainingSet;
import org.maskwright.learn.uncertainty.Entropy;
import org.maskwright.learn.uncertainty.Offer;
import org.maskwright.learn.uncertainty.UncertaintyMeasure;

/// The loop played through on labelled data: train on few cases, propose for the next, correct, train on all, and so on. The expert's
/// labels stand for the corrected proposal; the voxels in which the two differ are the edits.
///
/// Each finished round is a file. Killed at any moment and started again, the simulation goes on in each round, and in its
/// training, where it was. All orders begin with the same cases and the same model, and a fifth of the start cases validates
/// each round without ever being learnt from. Orders and repetitions are played side by side, a core each, round by round.
public final class Simulation {
    private static final String PLAN = "plan.txt", ANOTHER = "another";
    private static final long ANOTHER_SEED = 500;
    /// Networks are compared as they are: how their labels are mended would be chosen on the few cases that validate.
    private static final ProposeOptions ALONE = ProposeOptions.DEFAULT.withMirrored(false).withAnyScan(true).withPostProcessed(false);
    private static final int BYTES_A_VOXEL = Float.BYTES + Short.BYTES;

    /// Trains a model; [TrainingLoop#run] as a rule. Asked on several threads.
    @FunctionalInterface
    public interface Teacher {
        ModelCard teach(TrainingPlan plan, Progress progress) throws ModelException, IOException;
    }

    /// One order in one repetition.
    private record Line(CaseOrder order, int seed) {
        /// Whether its order goes by what several models say.
        boolean asksAnother() {
            return order.measure().map(UncertaintyMeasure::isOfSeveralModels).orElse(false);
        }

        String words(int labelled) {
            return order.id() + ", repetition " + seed + ", " + labelled + " labelled: ";
        }
    }

    private final SimulationPlan plan;
    private final Teacher teacher;
    private final List<TrainingCase> pool;
    private final List<TrainingCase> holdout;

    public Simulation(SimulationPlan plan, Teacher teacher) {
        this.plan = plan;
        this.teacher = teacher;
        var kept = new ConcurrentHashMap<String, TrainingCase.Content>();
        List<TrainingCase> cases = plan.data().cases().stream().<TrainingCase>map(one -> new Kept(one, kept, plan.data().cases().size())).toList();
        this.pool = cases.subList(0, cases.size() - plan.holdout());
        this.holdout = cases.subList(cases.size() - plan.holdout(), cases.size());
    }

    /// Small cases stay in memory: each is read in every round of every line.
    private record Kept(TrainingCase one, Map<String, Content> kept, int cases) implements TrainingCase {
        @Override
        public String id() {
            return one.id();
        }

        @Override
        public String patient() {
            return one.patient();
        }

        @Override
        public Content load() throws IOException {
            Content content = kept.get(one.id());
            if (content != null) return content;
            Content read = one.load();
            if (read.volume().geometry().size().voxels() * cases * BYTES_A_VOXEL < Runtime.getRuntime().maxMemory() / 4) kept.put(one.id(), read);
            return read;
        }
    }

    /// Plays every round that is not on the disk yet, with the cores that were taken.
    ///
    /// @param each told of all finished rounds after each one, those of earlier sittings among them; on this thread
    /// @throws ModelException if a round cannot be trained, or the folder holds rounds of another plan
    public List<Round> run(Consumer<List<Round>> each, Progress progress) throws ModelException, IOException {
        for (CaseOrder order : plan.orders()) requireOffer(order);
        claim();
        int cores = Devices.networksAtOnce();
        try {
            return play(cores, each, progress);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            Devices.takeCores(cores);
        }
    }

    /// What an order's measure needs of the networks is said before they are trained. Whether they are mirrored the labels decide.
    private void requireOffer(CaseOrder order) throws ModelException {
        String missing = order.measure().map(measure -> measure.missing(new Offer(1, plan.method().network().dropout().orElse(0) > 0, 1))).orElse("");
        if (!missing.isEmpty()) throw new ModelException("order '" + order.id() + "': " + missing);
    }

    private List<Round> play(int cores, Consumer<List<Round>> each, Progress progress) throws ModelException {
        int turns = plan.labelled().size();
        double starting = (double) SimulationPlan.FIRST / (SimulationPlan.FIRST + (turns - 1) * plan.orders().size());
        var starts = new SideBySide(plan.seeds(), progress.part(0, starting));
        beside(cores, plan.seeds(), i -> model(i + 1, starts.piece(i)), (_, _) -> {});
        List<Line> lines = IntStream.rangeClosed(1, plan.seeds()).boxed().flatMap(seed -> plan.orders().stream().map(order -> new Line(order, seed))).toList();
        List<List<Round>> played = lines.stream().<List<Round>>map(_ -> new ArrayList<>()).toList();
        var all = new ArrayList<Round>();
        var turning = new SideBySide(lines.size(), progress.part(starting, 1));
        for (int n = 0; n < turns; n++) {
            int number = n;
            beside(cores, lines.size(), i -> round(lines.get(i), number, played.get(i), turning.piece(i).part((double) number / turns, (number + 1.0) / turns)), (i, round) -> {
                played.get(i).add(round);
                all.add(round);
                each.accept(List.copyOf(all));
            });
        }
        return List.copyOf(all);
    }

    /// What one thread does.
    @FunctionalInterface
    private interface Work<T> {
        T at(int index) throws ModelException, IOException;
    }

    /// Works that share the cores: each by itself on one, as far as there are enough. A network that is split over two waits for the other half.
    private static <T> void beside(int cores, int count, Work<T> work, Parallel.Taker<T, ModelException> taker) throws ModelException {
        int atOnce = Math.min(cores, count);
        Parallel.<T, ModelException>inOrder(atOnce, count, () -> index -> {
            Devices.takeCores(cores / atOnce);
            try {
                return work.at(index);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }, taker);
    }

    /// Whether rounds were begun in a folder.
    public static boolean isIn(Path out) {
        return Files.exists(out.resolve(PLAN));
    }

    /// Rounds of another plan would be mistaken for this one's. More repetitions and more orders only add to what is there.
    private void claim() throws ModelException, IOException {
        String text = "labelled " + plan.labelled() + "\nepochs " + plan.epochs() + "\nminutes " + plan.minutes() + "\nmethod " + plan.method()
                + "\nholdout " + ids(holdout) + "\npool " + ids(pool) + "\n";
        Path file = plan.out().resolve(PLAN);
        if (!Files.exists(file)) AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        else if (!Files.readString(file).equals(text)) {
            throw new ModelException(plan.out() + ": holds rounds of another plan, with other cases, batches or budget. Choose another folder, or the same plan.");
        }
    }

    private static List<String> ids(List<TrainingCase> cases) {
        return cases.stream().map(TrainingCase::id).toList();
    }

    private Path repetition(int seed) {
        return plan.out().resolve("seed-" + seed);
    }

    private Path folder(Line line, int number) {
        return repetition(line.seed()).resolve(line.order().id()).resolve(String.format(Locale.ROOT, "round-%02d", number));
    }

    /// Where the model of a round lies; that of the first is the same for all orders.
    private Path place(Line line, int number) {
        return number == 0 ? repetition(line.seed()).resolve("start") : folder(line, number).resolve("model");
    }

    private Round round(Line line, int number, List<Round> before, Progress progress) throws ModelException, IOException {
        Path file = folder(line, number).resolve("round.json");
        Optional<Round> done = RoundFile.read(file);
        if (done.isPresent()) return done.get();
        List<TrainingCase> labelled = labelled(line.seed(), before);
        String what = line.words(labelled.size());
        Path place = place(line, number);
        Optional<Path> from = number == 0 ? Optional.empty() : Optional.of(place(line, number - 1));
        boolean asksAnother = line.asksAnother() && plan.batch(number) > 0;
        double own = asksAnother ? 0.4 : 0.8;
        Model model = model(place, from, labelled, line.seed(), number, 0, (f, w) -> progress.at(own * f, what + w));
        List<Proposer> others = new ArrayList<>();
        Round round;
        try (Proposer proposer = Proposer.open(model)) {
            if (asksAnother) others.add(Proposer.open(another(line, number, labelled, (f, w) -> progress.at(0.4 + 0.4 * f, what + "another model, " + w))));
            Judged all = judged(proposer, holdout, (f, w) -> progress.at(0.8 + 0.05 * f, what + "held out, " + w));
            List<TrainingCase> batch = next(proposer, others, line, number, labelled, (f, w) -> progress.at(0.85 + 0.1 * f, what + "choosing, " + w));
            Judged next = judged(proposer, batch, (f, w) -> progress.at(0.95 + 0.05 * f, what + "proposing, " + w));
            round = new Round(line.order().id(), line.seed(), number, labelled.size(), all.dice(), all.editMm3(), ids(batch), next.dice(), next.editMm3(), next.labelledMm3());
        } finally {
            others.forEach(Proposer::close);
        }
        RoundFile.write(file, round);
        TrainingLoop.forgetCheckpoint(place);
        return round;
    }

    /// The model with whom that of a round may disagree: it learnt the same cases from another beginning and in another order, and judges nothing.
    private Model another(Line line, int number, List<TrainingCase> labelled, Progress progress) throws ModelException, IOException {
        Optional<Path> from = number == 0 ? Optional.empty() : Optional.of(folder(line, number - 1).resolve(ANOTHER));
        Model model = model(folder(line, number).resolve(ANOTHER), from, labelled, line.seed(), number, ANOTHER_SEED, progress);
        TrainingLoop.forgetCheckpoint(model.folder());
        return model;
    }

    private List<TrainingCase> start(int seed) {
        var shuffled = new ArrayList<>(pool);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled.subList(0, plan.labelled().getFirst());
    }

    private List<TrainingCase> labelled(int seed, List<Round> before) {
        var ids = new LinkedHashSet<String>();
        before.forEach(round -> ids.addAll(round.batch()));
        var labelled = new ArrayList<>(start(seed));
        for (String id : ids) pool.stream().filter(one -> one.id().equals(id)).forEach(labelled::add);
        return labelled;
    }

    /// The model that all orders of a repetition begin with.
    private Model model(int seed, Progress progress) throws ModelException, IOException {
        String what = "repetition " + seed + ", start: ";
        return model(repetition(seed).resolve("start"), Optional.empty(), start(seed), seed, 0, 0, (f, w) -> progress.at(f, what + w));
    }

    /// The model of a round, trained if it is not there, and from where it was left if it is there in part.
    ///
    /// @param other added to the seed of its training
    private Model model(Path place, Optional<Path> from, List<TrainingCase> labelled, int seed, int number, long other, Progress progress) throws ModelException, IOException {
        if (Files.exists(place.resolve("card.json"))) return Models.read(place);
        TrainingSet data = plan.data();
        int times = number == 0 ? SimulationPlan.FIRST : 1;
        List<String> validation = ids(start(seed).subList(0, Math.max(1, plan.labelled().getFirst() / 5)));
        TrainingPlan training = TrainingPlan.of(new TrainingSet(data.name(), data.reference(), data.licence(), data.modality(), data.labels(), labelled), place)
                .withEpochs(plan.epochs() * times).withMinutes(plan.minutes() * times).withSeed(seed * 1000L + number + other).withResume(true).withValidation(validation)
                .withMethod(plan.method());
        if (from.isPresent()) training = training.withStartFrom(Models.read(from.get()));
        teacher.teach(training, progress);
        return Models.read(place);
    }

    /// The batch that is corrected next; none after the last round.
    private List<TrainingCase> next(Proposer proposer, List<Proposer> others, Line line, int number, List<TrainingCase> labelled, Progress progress) throws ModelException, IOException {
        if (plan.batch(number) == 0) return List.of();
        var left = new ArrayList<>(pool);
        left.removeAll(labelled);
        boolean looks = line.order().needsLooks();
        var candidates = new ArrayList<CaseOrder.Candidate>();
        for (TrainingCase one : left) {
            progress.at((double) candidates.size() / left.size(), "case " + (candidates.size() + 1) + " of " + left.size());
            candidates.add(looks ? looked(proposer, others, line.order(), one) : new CaseOrder.Candidate(one.id(), 0, List.of()));
        }
        var known = new ArrayList<CaseOrder.Candidate>();
        if (looks) for (TrainingCase one : labelled) known.add(new CaseOrder.Candidate(one.id(), 0, CaseFeatures.of(one.load().labels(), plan.data().labels())));
        List<String> first = line.order().order(candidates, known, 31L * line.seed() + number).stream().limit(plan.batch(number)).map(CaseOrder.Candidate::id).toList();
        return first.stream().map(id -> left.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow()).toList();
    }

    private CaseOrder.Candidate looked(Proposer proposer, List<Proposer> others, CaseOrder order, TrainingCase one) throws ModelException, IOException {
        Proposal proposal = proposer.propose(one.load().volume(), ALONE, order.measure().orElse(new Entropy()), others, Progress.NONE);
        return new CaseOrder.Candidate(one.id(), proposal.uncertainty().map(UncertaintyMap::score).orElseThrow(), CaseFeatures.of(proposal.labels(), plan.data().labels()));
    }

    /// Means over cases; NaN of none.
    private record Judged(double dice, double editMm3, double labelledMm3) {}

    private Judged judged(Proposer proposer, List<TrainingCase> cases, Progress progress) throws ModelException, IOException {
        List<Integer> labels = plan.data().labels().entries().stream().map(LabelTable.Entry::value).toList();
        double dice = 0;
        double editMm3 = 0;
        double labelledMm3 = 0;
        int defined = 0;
        for (int i = 0; i < cases.size(); i++) {
            progress.at((double) i / cases.size(), "case " + (i + 1) + " of " + cases.size());
            TrainingCase.Content content = cases.get(i).load();
            Labels proposed = proposer.propose(content.volume(), ALONE, Progress.NONE).labels();
            ProposalError error = ProposalError.of(content, proposed, labels);
            if (Double.isFinite(error.dice())) {
                dice += error.dice();
                defined++;
            }
            editMm3 += error.editMm3();
            labelledMm3 += error.labelledMm3();
        }
        double count = cases.isEmpty() ? Double.NaN : cases.size();
        return new Judged(defined == 0 ? Double.NaN : dice / defined, editMm3 / count, labelledMm3 / count);
    }
}
