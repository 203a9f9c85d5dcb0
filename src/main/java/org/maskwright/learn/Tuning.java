package org.maskwright.learn;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.maskwright.job.Progress;
import org.maskwright.label.Labels;
import org.maskwright.learn.post.Chooser;
import org.maskwright.learn.post.PostProcessing;
import org.maskwright.measure.CaseScore;
import org.maskwright.measure.Score;
import org.maskwright.measure.Summary;

/// Judges a model on labelled cases as a user would meet it, each on its own grid, and chooses there whether it looks mirrored, too, and how its labels are mended.
///
/// @param mirroring whether mirrored looks pay; empty where they mean nothing to the model, or no case judges
/// @param postProcessing what was chosen
/// @param dice of each label after it, the mean over the cases in which it is defined; labels defined in none are left out
/// @param scores of each case after it
public record Tuning(Optional<Mirroring> mirroring, PostProcessing postProcessing, Map<Integer, Double> dice, List<CaseScore> scores) {
    /// Label maps of truth and proposal, plain and mirrored, are kept while steps are tried, each up to this share of the memory.
    private static final int SHARE_OF_MEMORY = 8;

    public Tuning {
        scores = List.copyOf(scores);
    }

    /// Tunes a model at hand, and writes what was chosen into its card. The weights stay as they are.
    ///
    /// @param cases those that the card names for validation, if there are any among them; else those that it did not learn from
    /// @throws ModelException if it learnt from all of them: what it knows by heart says nothing
    public static ModelCard write(Model model, List<TrainingCase> cases, Progress progress) throws ModelException, IOException {
        ModelCard card = model.card();
        List<TrainingCase> judging = judging(card, cases);
        Tuning tuning;
        try (Proposer proposer = Proposer.open(model)) {
            tuning = of(proposer, judging, new CaseReader(), progress);
        }
        boolean same = new HashSet<>(judging.stream().map(TrainingCase::id).toList()).equals(new HashSet<>(card.data().validationCases()));
        if (same) ValidationScores.write(model.folder(), tuning.scores());
        ModelCard tuned = card.withPostProcessing(tuning.postProcessing(), same ? new ModelCard.Validation(tuning.dice()) : card.validation()).withMirroring(tuning.mirroring());
        return ModelFolder.write(model, tuned).card();
    }

    /// The cases by which a model may be judged.
    static List<TrainingCase> judging(ModelCard card, List<TrainingCase> cases) throws ModelException {
        List<TrainingCase> validating = cases.stream().filter(one -> card.data().validationCases().contains(one.id())).toList();
        if (!validating.isEmpty()) return validating;
        List<TrainingCase> unseen = cases.stream().filter(one -> !card.data().trainingCases().contains(one.id())).toList();
        if (unseen.isEmpty()) {
            throw new ModelException("model '" + card.id() + "' learnt from every case of the data: what it knows by heart cannot tell what it would miss."
                    + " Give cases that it never saw.");
        }
        return unseen;
    }

    static Tuning of(Proposer proposer, List<TrainingCase> cases, CaseReader reader, Progress progress) throws ModelException, IOException {
        List<Integer> labels = proposer.card().classes().labels();
        Looked looked = looked(proposer, cases, reader, false, progress.part(0, 0.2));
        Optional<Mirroring> mirroring = Optional.empty();
        if (proposer.card().mirroredLooks() > 1 && !cases.isEmpty()) {
            Looked mirrored = looked(proposer, cases, reader, true, progress.part(0.2, 0.8));
            mirroring = Optional.of(Mirroring.of(words(looked.kept, cases.size()), caseMeans(looked.scores, labels), caseMeans(mirrored.scores, labels)));
            if (mirroring.get().pays()) looked = mirrored;
        }
        boolean pays = mirroring.map(Mirroring::pays).orElse(false);
        List<Chooser.Case> kept = looked.kept;
        var scores = new ArrayList<>(looked.scores);
        PostProcessing chosen = Chooser.choose(words(kept, cases.size()), labels, kept, progress.part(0.8, 1));
        for (int i = 0; i < cases.size() && !chosen.isEmpty(); i++) {
            Chooser.Case one = i < kept.size() ? kept.get(i) : look(proposer, cases.get(i), reader, pays);
            scores.set(i, CaseScore.of(one.id(), one.truth(), chosen.apply(one.proposed())));
        }
        return new Tuning(mirroring, chosen, means(scores, labels), scores);
    }

    /// Proposals for all cases: their scores, and as many of the label maps, from the first, as there is room for.
    private record Looked(List<Chooser.Case> kept, List<CaseScore> scores) {}

    private static Looked looked(Proposer proposer, List<TrainingCase> cases, CaseReader reader, boolean mirrored, Progress progress) throws ModelException, IOException {
        var kept = new ArrayList<Chooser.Case>();
        var scores = new ArrayList<CaseScore>();
        long bytesLeft = Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY;
        for (int i = 0; i < cases.size(); i++) {
            progress.at((double) i / cases.size(), "scoring case " + (i + 1) + " of " + cases.size() + (mirrored ? ", mirrored" : ""));
            Chooser.Case one = look(proposer, cases.get(i), reader, mirrored);
            scores.add(CaseScore.of(one.id(), one.truth(), one.proposed()));
            bytesLeft -= 2L * Short.BYTES * one.truth().geometry().size().voxels();
            if (bytesLeft > 0 || kept.isEmpty()) kept.add(one);
        }
        return new Looked(kept, scores);
    }

    private static Chooser.Case look(Proposer proposer, TrainingCase one, CaseReader reader, boolean mirrored) throws ModelException, IOException {
        TrainingCase.Content content = reader.read(one);
        ProposeOptions options = ProposeOptions.DEFAULT.withMirrored(mirrored).withAnyScan(true).withPostProcessed(false);
        Labels proposed = proposer.propose(content.volume(), options, Progress.NONE).labels();
        return new Chooser.Case(one.id(), content.counted(content.labels()), content.counted(proposed));
    }

    /// Of each case the mean over its labels; a case without any that is defined counts as right, for nothing was asked and nothing said.
    private static double[] caseMeans(List<CaseScore> scores, List<Integer> labels) {
        return scores.stream().mapToDouble(score -> labels.stream().map(score::dice).filter(Score::isDefined).mapToDouble(dice -> dice.orElse(0)).average().orElse(1)).toArray();
    }

    private static String words(List<Chooser.Case> kept, int all) {
        if (kept.isEmpty()) return "";
        String span = kept.size() == 1 ? kept.getFirst().id() : kept.getFirst().id() + " to " + kept.getLast().id();
        return kept.size() + (kept.size() < all ? " of " + all : "") + (kept.size() == 1 ? " case: " : " cases: ") + span;
    }

    static Map<Integer, Double> means(List<CaseScore> scores, List<Integer> labels) {
        var means = new TreeMap<Integer, Double>();
        for (int label : labels) {
            if (Summary.of(scores.stream().map(score -> score.dice(label)).toList()).mean() instanceof Score.Defined(double mean)) means.put(label, mean);
        }
        return means;
    }
}
