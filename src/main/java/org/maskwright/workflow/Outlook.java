package org.maskwright.workflow;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.maskwright.format.FormatException;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.label.Proposal;
import org.maskwright.learn.active.LearningForecast;
import org.maskwright.learn.active.PowerLaw;
import org.maskwright.measure.CaseScore;
import org.maskwright.measure.Score;
import org.maskwright.store.CaseFile;
import org.maskwright.store.CaseLayer;
import org.maskwright.store.CaseStore;
import org.maskwright.store.Project;
import org.maskwright.store.Recovery;

/// What a project's corrected cases say of the models that proposed for them, and what further labels would bring.
///
/// A case counts once its proposal was answered: the last answered one is held against the labels as they stand now. A model is put at the number
/// of cases of earlier models, for those are what it can have learnt from; it is the project's turn of the loop.
///
/// @param corrected cases that count
/// @param turns a model each, in the order in which they came
/// @param words what another 20 cases would bring and when to stop; or what is missing to tell
public record Outlook(int corrected, List<Turn> turns, String words) {
    /// How one model's proposals fared.
    ///
    /// @param learnt corrected cases that there were when it first proposed
    /// @param cases that it proposed for
    /// @param dice mean over these; NaN if it is defined for none
    public record Turn(String model, int learnt, int cases, double dice) {}

    public Outlook {
        turns = List.copyOf(turns);
    }

    /// @param dice NaN where neither proposal nor labels hold anything
    private record Case(String model, String sha256, Instant made, double dice) {}

    static Outlook of(Project project, DiskLane disk, List<String> problems, Progress progress) throws Exception {
        List<CaseFile> files = disk.run("Reading the cases", _ -> project.readCases(problems));
        List<Case> cases = new ArrayList<>();
        for (CaseFile file : files) {
            progress.at((double) files.indexOf(file) / files.size(), file.id());
            try {
                disk.run("Reading " + file.id(), one -> read(project, file, one)).ifPresent(cases::add);
            } catch (FormatException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        cases.sort(Comparator.comparing(Case::made));
        Map<String, List<Case>> ofModel = new LinkedHashMap<>();
        for (Case one : cases) ofModel.computeIfAbsent(one.sha256(), _ -> new ArrayList<>()).add(one);
        List<Turn> turns = new ArrayList<>();
        List<PowerLaw.Point> points = new ArrayList<>();
        for (List<Case> own : ofModel.values()) {
            int learnt = cases.indexOf(own.getFirst());
            double[] dice = own.stream().mapToDouble(Case::dice).filter(Double::isFinite).toArray();
            for (double one : dice) points.add(new PowerLaw.Point(Math.max(1, learnt), one));
            turns.add(new Turn(own.getFirst().model(), learnt, own.size(), java.util.Arrays.stream(dice).average().orElse(Double.NaN)));
        }
        return new Outlook(cases.size(), turns, words(cases.size(), turns.size(), LearningForecast.ifEnough(points)));
    }

    private static Optional<Case> read(Project project, CaseFile file, Progress progress) throws IOException, FormatException {
        CaseStore store = project.caseStore(file);
        int answered = 0;
        for (int number : store.proposalNumbers()) if (!store.answer(number).isEmpty()) answered = number;
        if (answered == 0) return Optional.empty();
        List<Labels> layers = new ArrayList<>();
        for (CaseLayer layer : project.layers(file)) layers.add(Recovery.recover(layer.folder(), file.geometry(), progress).labels().snapshot());
        Labels labels = FlatLabels.of(layers).labels();
        if (labels.counts().isEmpty()) return Optional.empty();
        Proposal proposal = store.readProposal(answered, progress);
        List<Integer> values = proposal.table().entries().stream().map(LabelTable.Entry::value).toList();
        double dice = CaseScore.of(file.id(), labels, proposal.labels()).dice(values).mean() instanceof Score.Defined(double mean) ? mean : Double.NaN;
        return Optional.of(new Case(proposal.modelId(), proposal.modelSha256(), proposal.made(), dice));
    }

    private static String words(int corrected, int models, Optional<LearningForecast> forecast) {
        if (forecast.isPresent()) {
            String words = forecast.get().words(corrected);
            return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
        }
        return (corrected == 0 ? "No proposal was answered yet." : (models == 1 ? "One model has" : models + " models have") + " proposed for cases that were then corrected.")
                + " What more labels would bring can be told after " + LearningForecast.FEWEST + " turns of the loop: correct, train, propose with the new model.";
    }
}
