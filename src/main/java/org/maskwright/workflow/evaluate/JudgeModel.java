package org.maskwright.workflow.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.maskwright.format.FormatException;
import org.maskwright.job.Job;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.learn.Model;
import org.maskwright.learn.ModelException;
import org.maskwright.learn.ProposeOptions;
import org.maskwright.learn.Proposer;
import org.maskwright.learn.TrainingCase;
import org.maskwright.measure.Metric;
import org.maskwright.measure.Metrics;
import org.maskwright.measure.Tolerance;
import org.maskwright.workflow.LabelPairs;
import org.maskwright.workflow.ModelShelf;
import org.maskwright.workflow.NewFolder;
import org.maskwright.workflow.TrainingData;
import org.maskwright.workflow.TrainingTurn;

/// Judges a model by labelled cases that it never learnt from: it proposes on each as a user would have it, and the proposals are held against the labels.
public final class JudgeModel {
    private static final ProposeOptions AS_A_USER = ProposeOptions.DEFAULT.withAnyScan(true);

    /// What shall be judged.
    ///
    /// @param model its id, or its folder
    /// @param data labelled cases, see [TrainingData]
    /// @param about a `dataset.json` that says what the data is, instead of the folder's own
    /// @param toleranceMm of the surface Dice, above 0
    /// @param labelToleranceMm of labels that have one of their own, by their value
    /// @param out folder of the report, new or empty
    public record Request(String model, String data, Optional<Path> about, double toleranceMm, SortedMap<Integer, Double> labelToleranceMm, Path out) {}

    private final TrainingTurn turn;
    private final ModelShelf models;

    public JudgeModel(TrainingTurn turn, ModelShelf models) {
        this.turn = turn;
        this.models = models;
    }

    /// Judges in the background. Cases that the model learnt from are left out, and the problems say how many.
    public Job<Evaluation> judge(Request request) {
        return turn.submit("Judging " + request.model(), progress -> run(request, progress));
    }

    private Evaluation run(Request request, Progress progress) throws IOException, FormatException, ModelException {
        NewFolder.require(request.out(), "Choose another folder for the report.");
        Model model = models.get(request.model());
        TrainingData data = TrainingData.read(request.data(), request.about(), progress.part(0, 0.05));
        TrainingData.requireJudges(data.set());
        List<String> problems = new ArrayList<>(data.problems());
        Map<String, TrainingCase> unseen = unseen(model, data, problems);
        List<Metric> metrics = Metrics.all(new Tolerance(request.toleranceMm(), request.labelToleranceMm()));
        SortedMap<Integer, String> names = names(model, data.set().labels());
        try (Proposer proposer = Proposer.open(model)) {
            List<Evaluation.Case> cases = new ArrayList<>();
            for (TrainingCase one : unseen.values()) {
                progress.part(0.05, 0.9).at((double) cases.size() / unseen.size(), "case " + (cases.size() + 1) + " of " + unseen.size());
                cases.add(Evaluation.Case.of(one.id(), shown(proposer, one).maps(), metrics));
            }
            Evaluation evaluation = new Evaluation(metrics, cases, names, problems);
            Evaluate.write(model.card().id(), evaluation, Optional.empty(), id -> shown(proposer, Objects.requireNonNull(unseen.get(id))), request.out(), progress.part(0.9, 1));
            return evaluation;
        }
    }

    /// Those of the data, and for labels that nobody named there those of the model.
    ///
    /// @throws ModelException if no label is the same thing to both
    private static SortedMap<Integer, String> names(Model model, LabelTable data) throws ModelException {
        SortedMap<Integer, String> names = new TreeMap<>();
        boolean shared = false;
        for (LabelTable.Entry entry : data.entries()) {
            Optional<LabelTable.Entry> own = model.card().labels().find(entry.value());
            boolean named = !entry.name().equals("Label " + entry.value());
            names.put(entry.value(), named ? entry.name() : own.map(LabelTable.Entry::name).orElse(entry.name()));
            shared |= own.isPresent() && (!named || own.get().name().equalsIgnoreCase(entry.name()));
        }
        if (!shared) throw new ModelException("model '" + model.card().id() + "' knows " + words(model.card().labels()) + ", the data " + words(data) + ": no label means the same to both. Give cases with its labels.");
        return names;
    }

    private static String words(LabelTable table) {
        return table.entries().stream().map(entry -> entry.value() + " " + entry.name()).collect(Collectors.joining(", "));
    }

    private static Map<String, TrainingCase> unseen(Model model, TrainingData data, List<String> problems) throws ModelException {
        String id = model.card().id();
        if (model.card().images().size() > 1) throw new ModelException("model '" + id + "' takes several images of a case, and labelled cases have one. Propose with it, and judge the proposals.");
        Set<String> learnt = new HashSet<>(model.card().data().trainingCases());
        Map<String, TrainingCase> unseen = new LinkedHashMap<>();
        for (TrainingCase one : data.set().cases()) if (one.judges() && !learnt.contains(one.id())) unseen.put(one.id(), one);
        if (unseen.isEmpty()) throw new ModelException("model '" + id + "' learnt from every case of the data: what it knows by heart cannot tell how good it is. Give cases that it never saw.");
        int left = data.set().cases().size() - unseen.size();
        if (left > 0) problems.add("Left out " + (left == 1 ? "is 1 case" : "are " + left + " cases") + " that the model learnt from, or for whose labels nobody vouches.");
        return unseen;
    }

    private static Evaluate.Shown shown(Proposer proposer, TrainingCase one) throws IOException, ModelException {
        TrainingCase.Content content = one.load();
        var proposed = proposer.propose(content.volume(), AS_A_USER, Progress.NONE).labels();
        return new Evaluate.Shown(new LabelPairs.Maps(content.counted(content.labels()), content.counted(proposed)), Optional.of(content.volume()));
    }
}
