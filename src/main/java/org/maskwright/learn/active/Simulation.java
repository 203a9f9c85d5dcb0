package org.maskwright.learn.active;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.maskwright.disk.AtomicFile;
import org.maskwright.job.Progress;
import org.maskwright.label.Labels;
import org.maskwright.label.Proposal;
import org.maskwright.label.UncertaintyMap;
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
import org.maskwright.measure.CaseScore;
import org.maskwright.measure.Score;

/// The loop played through on labelled data: train on few cases, propose for the next, correct, train on all, and so on. The expert's
/// labels stand for the corrected proposal; the voxels in which the two differ are the edits.
///
/// Each finished round is a file. Killed at any moment and started again, the simulation goes on in the round, and in the
/// training, where it was. All orders begin with the same cases and the same model, and a fifth of the start cases validates
/// each round without ever being learnt from.
public final class Simulation {
    private static final String PLAN = "plan.txt";

    /// Trains a model; [TrainingLoop#run] as a rule.
    @FunctionalInterface
    public interface Teacher {
        ModelCard teach(TrainingPlan plan, Progress progress) throws ModelException, IOException;
    }

    private final SimulationPlan plan;
    private final Teacher teacher;
    private final List<TrainingCase> pool;
    private final List<TrainingCase> holdout;
    private final Map<String, TrainingCase.Content> kept = new HashMap<>();

    public Simulation(SimulationPlan plan, Teacher teacher) {
        this.plan = plan;
        this.teacher = teacher;
        int size = plan.data().cases().size();
        this.pool = plan.data().cases().subList(0, size - plan.holdout());
        this.holdout = plan.data().cases().subList(size - plan.holdout(), size);
    }

    /// Plays every round that is not on the disk yet.
    ///
    /// @param each told of all finished rounds after each one, those of earlier sittings among them
    /// @throws ModelException if a round cannot be trained, or the folder holds rounds of another plan
    public List<Round> run(Consumer<List<Round>> each, Progress progress) throws ModelException, IOException {
        claim();
        var rounds = new ArrayList<Round>();
        int inEach = rounds(plan);
        int all = plan.seeds() * plan.orders().size() * inEach;
        for (int seed = 1; seed <= plan.seeds(); seed++) {
            var lines = new HashMap<String, List<Round>>();
            for (int number = 0; number < inEach; number++) {
                for (CaseOrder order : plan.orders()) {
                    List<Round> line = lines.computeIfAbsent(order.id(), _ -> new ArrayList<>());
                    Round round = round(order, seed, number, line, progress.part((double) rounds.size() / all, (rounds.size() + 1.0) / all));
                    line.add(round);
                    rounds.add(round);
                    each.accept(List.copyOf(rounds));
                }
            }
        }
        return List.copyOf(rounds);
    }

    /// How many rounds a repetition has.
    private static int rounds(SimulationPlan plan) {
        return 1 + (plan.to() - plan.start()) / plan.batch();
    }

    /// Rounds of another plan would be mistaken for this one's. More repetitions, more orders and a farther end only add to what is there.
    private void claim() throws ModelException, IOException {
        String text = "start " + plan.start() + "\nbatch " + plan.batch() + "\nepochs " + plan.epochs() + "\nminutes " + plan.minutes() + "\nmethod " + plan.method()
                + "\nholdout " + holdout.stream().map(TrainingCase::id).toList() + "\npool " + pool.stream().map(TrainingCase::id).toList() + "\n";
        Path file = plan.out().resolve(PLAN);
        if (!Files.exists(file)) AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        else if (!Files.readString(file).equals(text)) {
            throw new ModelException(plan.out() + ": holds rounds of another plan, with other cases, batches or budget. Choose another folder, or the same plan.");
        }
    }

    private Round round(CaseOrder order, int seed, int number, List<Round> before, Progress progress) throws ModelException, IOException {
        Path base = plan.out().resolve("seed-" + seed);
        Path folder = base.resolve(order.id()).resolve(String.format(java.util.Locale.ROOT, "round-%02d", number));
        Path file = folder.resolve("round.json");
        Optional<Round> done = RoundFile.read(file);
        if (done.isPresent()) return done.get();
        List<TrainingCase> labelled = labelled(seed, before);
        Path place = number == 0 ? base.resolve("start") : folder.resolve("model");
        String what = order.id() + ", seed " + seed + ", " + labelled.size() + " labelled: ";
        Optional<Path> from = number == 0 ? Optional.empty() : Optional.of(number == 1 ? base.resolve("start") : base.resolve(order.id())
                .resolve(String.format(java.util.Locale.ROOT, "round-%02d", number - 1)).resolve("model"));
        Model model = model(place, from, labelled, seed, number, (f, w) -> progress.at(0.7 * f, what + w));
        Round round;
        try (Proposer proposer = Proposer.open(model)) {
            Judged all = judged(proposer, holdout, (f, w) -> progress.at(0.7 + 0.1 * f, what + "held out, " + w));
            List<TrainingCase> batch = next(proposer, order, seed, number, labelled, (f, w) -> progress.at(0.8 + 0.15 * f, what + "choosing, " + w));
            Judged next = judged(proposer, batch, (f, w) -> progress.at(0.95 + 0.05 * f, what + "proposing, " + w));
            round = new Round(order.id(), seed, number, labelled.size(), all.dice(), all.edits(), batch.stream().map(TrainingCase::id).toList(), next.dice(), next.edits(), next.labelled());
        }
        RoundFile.write(file, round);
        TrainingLoop.forgetCheckpoint(place);
        return round;
    }

    private List<TrainingCase> start(int seed) {
        var shuffled = new ArrayList<>(pool);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled.subList(0, plan.start());
    }

    private List<TrainingCase> labelled(int seed, List<Round> before) {
        var ids = new LinkedHashSet<String>();
        before.forEach(round -> ids.addAll(round.batch()));
        var labelled = new ArrayList<>(start(seed));
        for (String id : ids) pool.stream().filter(one -> one.id().equals(id)).forEach(labelled::add);
        return labelled;
    }

    /// The model of a round, trained if it is not there, and from where it was left if it is there in part.
    private Model model(Path place, Optional<Path> from, List<TrainingCase> labelled, int seed, int number, Progress progress) throws ModelException, IOException {
        if (Files.exists(place.resolve("card.json"))) return Models.read(place);
        TrainingSet data = plan.data();
        int times = number == 0 ? SimulationPlan.FIRST : 1;
        List<String> validation = start(seed).subList(0, Math.max(1, plan.start() / 5)).stream().map(TrainingCase::id).toList();
        TrainingPlan training = TrainingPlan.of(new TrainingSet(data.name(), data.reference(), data.licence(), data.modality(), data.labels(), labelled), place)
                .withEpochs(plan.epochs() * times).withMinutes(plan.minutes() * times).withSeed(seed * 1000L + number).withResume(true).withValidation(validation)
                .withMethod(plan.method());
        if (from.isPresent()) training = training.withStartFrom(Models.read(from.get()));
        teacher.teach(training, progress);
        return Models.read(place);
    }

    /// The batch that is corrected next; shorter where fewer cases are left.
    private List<TrainingCase> next(Proposer proposer, CaseOrder order, int seed, int number, List<TrainingCase> labelled, Progress progress) throws ModelException, IOException {
        var left = new ArrayList<>(pool);
        left.removeAll(labelled);
        var candidates = new ArrayList<CaseOrder.Candidate>();
        var known = new ArrayList<CaseOrder.Candidate>();
        for (int i = 0; i < left.size(); i++) {
            progress.at((double) i / left.size(), "case " + (i + 1) + " of " + left.size());
            candidates.add(candidate(proposer, left.get(i), order.needsLooks()));
        }
        for (TrainingCase one : labelled) {
            TrainingCase.Content content = read(one);
            if (order.needsLooks()) known.add(new CaseOrder.Candidate(one.id(), 0, CaseFeatures.of(content.labels(), plan.data().labels())));
        }
        List<String> first = order.order(candidates, known, 31L * seed + number).stream().limit(plan.batch()).map(CaseOrder.Candidate::id).toList();
        return first.stream().map(id -> left.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow()).toList();
    }

    private CaseOrder.Candidate candidate(Proposer proposer, TrainingCase one, boolean looked) throws ModelException, IOException {
        if (!looked) return new CaseOrder.Candidate(one.id(), 0, List.of());
        TrainingCase.Content content = read(one);
        Proposal proposal = proposer.propose(content.volume(), ProposeOptions.DEFAULT.withAnyScan(true), Progress.NONE);
        return new CaseOrder.Candidate(one.id(), proposal.uncertainty().map(UncertaintyMap::score).orElseThrow(), CaseFeatures.of(proposal.labels(), plan.data().labels()));
    }

    /// Means over cases; NaN of none.
    private record Judged(double dice, double edits, double labelled) {}

    private Judged judged(Proposer proposer, List<TrainingCase> cases, Progress progress) throws ModelException, IOException {
        List<Integer> labels = plan.data().labels().entries().stream().map(org.maskwright.label.LabelTable.Entry::value).toList();
        double dice = 0;
        double edits = 0;
        double drawn = 0;
        int defined = 0;
        for (int i = 0; i < cases.size(); i++) {
            progress.at((double) i / cases.size(), "case " + (i + 1) + " of " + cases.size());
            TrainingCase.Content content = read(cases.get(i));
            Labels proposed = proposer.propose(content.volume(), ProposeOptions.DEFAULT.withAnyScan(true), Progress.NONE).labels();
            if (CaseScore.of(cases.get(i).id(), content.labels(), proposed).dice(labels).mean() instanceof Score.Defined(double mean)) {
                dice += mean;
                defined++;
            }
            edits += differing(proposed, content.labels());
            drawn += content.labels().counts().values().stream().mapToLong(Long::longValue).sum();
        }
        double count = cases.isEmpty() ? Double.NaN : cases.size();
        return new Judged(defined == 0 ? Double.NaN : dice / defined, edits / count, drawn / count);
    }

    /// Voxels that must be changed to turn one map into the other.
    static long differing(Labels one, Labels other) {
        short[] a = new short[one.geometry().size().sliceVoxels()];
        short[] b = new short[a.length];
        long count = 0;
        for (int z = 0; z < one.geometry().size().z(); z++) {
            one.copySlice(z, a);
            other.copySlice(z, b);
            for (int i = 0; i < a.length; i++) {
                if (a[i] != b[i]) count++;
            }
        }
        return count;
    }

    /// Small cases stay in memory: each is read in every round.
    private TrainingCase.Content read(TrainingCase one) throws IOException {
        TrainingCase.Content content = kept.get(one.id());
        if (content != null) return content;
        TrainingCase.Content read = one.load();
        if (read.volume().geometry().size().voxels() * plan.data().cases().size() * 6 < Runtime.getRuntime().maxMemory() / 4) kept.put(one.id(), read);
        return read;
    }
}
