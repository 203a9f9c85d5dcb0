package org.maskwright.learn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.maskwright.job.Progress;
import org.maskwright.label.Labels;
import org.maskwright.learn.form.Arithmetic;
import org.maskwright.learn.form.Forms;
import org.maskwright.learn.graph.Eight;
import org.maskwright.learn.graph.Graph;
import org.maskwright.learn.graph.Pruning;
import org.maskwright.learn.torch.Tensor;
import org.maskwright.learn.torch.Torch;
import org.maskwright.learn.torch.Weights;
import org.maskwright.measure.CaseScore;

/// Measures the forms of a model (numbers of 32, 16 and 8 bits; fewer channels, trained on) on labelled cases that it never learnt from,
/// and makes the quickest that costs nothing the one that it proposes in. Numbers alone may be measured on cases that it did learn from, if there are no others:
/// what fewer bits cost shows there as well.
public final class Compression {
    /// Enough cases to see how large features become.
    private static final int CALIBRATING = 8;
    /// Channels come in fours, as vector instructions like them.
    private static final int CHANNELS_TOGETHER = 4;
    private static final String PRUNED = "pruned-";

    private final CompressionPlan plan;
    private final ModelCard card;
    private final List<TrainingCase> judging;
    private final List<TrainingCase> teaching;
    private final CaseReader reader = new CaseReader();
    private final Torch torch = Torch.engine();

    private Compression(CompressionPlan plan, List<TrainingCase> judging) {
        this.plan = plan;
        this.card = plan.model().card();
        this.judging = judging;
        List<TrainingCase> others = new ArrayList<>(plan.data().cases());
        others.removeAll(judging);
        this.teaching = others;
    }

    /// A network to be measured in every number that the machine has.
    private record Candidate(String name, ModelCard card, Weights weights, Map<String, Eight.Range> ranges) {}

    /// Measures, chooses and writes.
    ///
    /// @return the model with the table in its card, in `plan.out` or where it was
    /// @throws ModelException if the model came as a program, or there are no cases to judge or to calibrate by
    public static Model run(CompressionPlan plan, Progress progress) throws ModelException, IOException {
        ModelCard card = plan.model().card();
        if (card.program().isPresent()) throw new ModelException("model '" + card.id() + "' came as a program, which is run as it is. Only networks that Maskwright draws can be compressed.");
        List<TrainingCase> judging = judging(plan);
        if (judging.size() == plan.data().cases().size()) {
            throw new ModelException("every case of the data judges and none is left to calibrate by. Give the cases that model '" + card.id() + "' learnt from, too.");
        }
        return new Compression(plan, judging).run(progress);
    }

    /// Cases that the model never saw; else, where it is only about numbers, the last fifth.
    private static List<TrainingCase> judging(CompressionPlan plan) throws ModelException {
        List<TrainingCase> all = plan.data().cases();
        boolean knowsAll = plan.model().card().data().trainingCases().containsAll(all.stream().map(TrainingCase::id).toList());
        if (knowsAll && plan.prune().isEmpty() && all.size() > 1) return all.subList(all.size() - Math.max(1, all.size() / 5), all.size());
        return Tuning.judging(plan.model().card(), all);
    }

    private Model run(Progress progress) throws ModelException, IOException {
        var candidates = new ArrayList<Candidate>();
        candidates.add(candidate(Forms.Measured.WHOLE, card, plan.model().weights(), progress.part(0, 0.05)));
        int pruned = plan.prune().size();
        for (int i = 0; i < pruned; i++) candidates.add(pruned(plan.prune().get(i), progress.part(0.05 + 0.75 * i / pruned, 0.05 + 0.75 * (i + 1) / pruned)));
        List<Forms.Measured> measured = measure(candidates, progress.part(pruned == 0 ? 0.05 : 0.8, 1));
        Forms.Measured best = Forms.quickestThatCostsNothing(measured);
        Candidate chosen = candidates.stream().filter(one -> one.name().equals(best.network())).findFirst().orElseThrow();
        var forms = new Forms(best.network(), best.arithmetic(), words(), measured, chosen.ranges());
        if (plan.out().isEmpty()) return ModelFolder.write(plan.model(), card.withForms(Optional.of(forms)));
        Path out = plan.out().get();
        return ModelFolder.write(out, chosen.weights(), sha256 -> chosen.card().named(TrainingPlan.of(plan.data(), out).id(), card.name(), sha256).withForms(Optional.of(forms)));
    }

    private String words() {
        String span = judging.size() == 1 ? judging.getFirst().id() : judging.getFirst().id() + " to " + judging.getLast().id();
        return judging.size() + (judging.size() == 1 ? " case: " : " cases: ") + span
                + (card.data().trainingCases().contains(judging.getFirst().id()) ? ", from which it learnt" : "") + "; " + torch.description();
    }

    private Candidate candidate(String name, ModelCard its, Weights weights, Progress progress) throws ModelException, IOException {
        boolean bytes = Arithmetic.INT8.isOfferedBy(torch);
        List<TrainingCase> some = teaching.subList(0, Math.min(CALIBRATING, teaching.size()));
        return new Candidate(name, its, weights, bytes ? Calibration.ranges(its, weights, some, reader, progress) : Map.of());
    }

    /// The network with so many channels less, trained on; from where it was stopped, if it was.
    private Candidate pruned(double share, Progress progress) throws ModelException, IOException {
        String name = String.format(Locale.ROOT, PRUNED + "%.0f", 100 * share);
        Path folder = plan.out().orElseThrow().resolve(name);
        Recipe recipe = card.recipe().withWidths(card.recipe().widths().stream().map(width -> narrowed(width, share)).toList());
        String id = card.id().substring(0, Math.min(card.id().length(), 50)) + "-" + name;
        Model start = ModelFolder.write(folder.resolve("start"), prune(recipe), sha256 -> card.withRecipe(recipe).named(id, card.name(), sha256));
        TrainingPlan training = TrainingPlan.of(plan.data(), folder).withArchitecture(card.architecture()).withStartFrom(start).withEpochs(plan.epochs())
                .withResume(true).withValidation(judging.stream().map(TrainingCase::id).toList()).withName(id, card.name()).withCommand(plan.command());
        ModelCard trained = TrainingLoop.run(training, progress.part(0, 0.95));
        return candidate(name, trained, Models.read(folder).weights(), progress.part(0.95, 1));
    }

    /// Whether a folder is where a pruned network learns.
    public static boolean isPruned(Path folder) {
        return Files.isDirectory(folder) && String.valueOf(folder.getFileName()).startsWith(PRUNED);
    }

    private Weights prune(Recipe recipe) throws ModelException {
        Graph wide = ModelFolder.graph(card);
        Graph narrow = ModelFolder.graph(card.withRecipe(recipe));
        try {
            return Pruning.of(wide, plan.model().weights(), narrow);
        } catch (IllegalArgumentException e) {
            throw new ModelException("model '" + card.id() + "' cannot lose channels: " + e.getMessage() + ". Compress it without pruning.", e);
        }
    }

    static int narrowed(int width, double share) {
        int together = Math.min(CHANNELS_TOGETHER, width);
        return Math.max(together, (int) Math.rint(width * (1 - share) / together) * together);
    }

    /// Each form proposes each case in turn, so that what else the machine does meets all alike.
    private List<Forms.Measured> measure(List<Candidate> candidates, Progress progress) throws ModelException, IOException {
        var rows = new ArrayList<Row>();
        try {
            for (Candidate one : candidates) {
                for (Arithmetic arithmetic : Arithmetic.offeredBy(torch)) rows.add(new Row(one, arithmetic));
            }
            for (Row row : rows) row.propose(reader.read(judging.getFirst())); // the engine's first look prepares much
            for (int i = 0; i < judging.size(); i++) {
                progress.at((double) i / judging.size(), "measuring case " + (i + 1) + " of " + judging.size());
                for (Row row : rows) row.score(judging.get(i), i);
            }
            return rows.stream().map(Row::measured).toList();
        } finally {
            rows.forEach(Row::close);
        }
    }

    /// One line of the table in the making.
    private final class Row implements AutoCloseable {
        private final Candidate candidate;
        private final Arithmetic arithmetic;
        private final Proposer proposer;
        private final List<CaseScore> scores = new ArrayList<>();
        private final double[] seconds = new double[judging.size()];

        Row(Candidate candidate, Arithmetic arithmetic) throws ModelException {
            this.candidate = candidate;
            this.arithmetic = arithmetic;
            this.proposer = Proposer.open(candidate.card(), candidate.weights(), torch, _ -> arithmetic, candidate.ranges());
        }

        Labels propose(TrainingCase.Content content) throws ModelException {
            return proposer.propose(content.volume(), ProposeOptions.DEFAULT.withAnyScan(true), Progress.NONE).labels();
        }

        void score(TrainingCase one, int index) throws ModelException, IOException {
            TrainingCase.Content content = reader.read(one);
            long begin = System.nanoTime();
            Labels proposed = propose(content);
            seconds[index] = (System.nanoTime() - begin) / 1e9;
            scores.add(CaseScore.of(one.id(), content.counted(content.labels()), content.counted(proposed)));
        }

        Forms.Measured measured() {
            double[] sorted = seconds.clone();
            Arrays.sort(sorted);
            return new Forms.Measured(candidate.name(), arithmetic, Tuning.means(scores, card.classes().labels()), rounded(sorted[sorted.length / 2], 1e4),
                    rounded(bytes() / 1e6, 1e2));
        }

        /// What the weights take in the engine.
        private double bytes() {
            double bytes = 0;
            for (Tensor tensor : candidate.weights().tensors()) {
                boolean kernel = tensor.shape().size() > 1;
                boolean eight = arithmetic == Arithmetic.INT8 && candidate.ranges().keySet().stream().anyMatch(name -> tensor.name().equals(name + ".weight"));
                bytes += tensor.count() * (eight ? 1.0 : kernel && arithmetic != Arithmetic.FLOAT32 ? 2.0 : 4.0);
            }
            return bytes;
        }

        @Override
        public void close() {
            proposer.close();
        }
    }

    private static double rounded(double value, double parts) {
        return Math.max(1, Math.rint(value * parts)) / parts;
    }
}
