package org.maskwright.workflow.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maskwright.format.json.JsonValue;
import org.maskwright.measure.Interval;
import org.maskwright.measure.Metric;
import org.maskwright.measure.Overlap;
import org.maskwright.measure.Score;
import org.maskwright.measure.Summary;
import org.maskwright.workflow.Csv;

/// An evaluation as JSON and CSV: counts from which anybody can recompute the scores, the definition of each, and no number where there is none.
record ScoreTables(Evaluation evaluation) {
    String json() {
        Map<String, Object> tree = new LinkedHashMap<>();
        Map<String, Object> conventions = new LinkedHashMap<>();
        for (Metric metric : evaluation.metrics()) conventions.put(metric.id(), metric.convention());
        tree.put("conventions", conventions);
        Map<String, Object> labels = new LinkedHashMap<>();
        for (int label : evaluation.labels()) labels.put(String.valueOf(label), summaries(label));
        tree.put("labels", labels);
        tree.put("cases", evaluation.cases().stream().map(this::one).toList());
        if (!evaluation.problems().isEmpty()) tree.put("errors", evaluation.problems());
        return JsonValue.lines(tree);
    }

    private Map<String, Object> summaries(int label) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", evaluation.name(label));
        for (int m = 0; m < evaluation.metrics().size(); m++) {
            Summary summary = evaluation.summary(label, m);
            Map<String, @Nullable Object> of = new LinkedHashMap<>();
            of.put("mean", number(summary.mean()));
            of.put("median", number(summary.median()));
            of.put("least", number(summary.least()));
            of.put("greatest", number(summary.greatest()));
            if (summary.defined() > 0) {
                Interval interval = Interval.ofMean(evaluation.values(label, m));
                of.put("meanInterval95", List.of(interval.low(), interval.high()));
            }
            of.put("defined", summary.defined());
            of.put("of", summary.all());
            tree.put(evaluation.metrics().get(m).id(), of);
        }
        return tree;
    }

    private Map<String, Object> one(Evaluation.Case one) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("case", one.id());
        tree.put("pixelAccuracy", one.whole().pixelAccuracy());
        Map<String, @Nullable Object> labels = new LinkedHashMap<>();
        for (Map.Entry<Integer, List<Score>> entry : one.labels().entrySet()) {
            Map<String, @Nullable Object> of = new LinkedHashMap<>();
            Overlap overlap = one.overlaps().getOrDefault(entry.getKey(), Overlap.NONE);
            of.put("referenceVoxels", overlap.reference());
            of.put("candidateVoxels", overlap.candidate());
            of.put("truePositives", overlap.truePositives());
            for (int m = 0; m < evaluation.metrics().size(); m++) of.put(evaluation.metrics().get(m).id(), number(entry.getValue().get(m)));
            labels.put(String.valueOf(entry.getKey()), of);
        }
        Map<String, @Nullable Object> whole = new LinkedHashMap<>(tree);
        whole.put("meanIou", number(one.whole().meanIou()));
        whole.put("labels", labels);
        return new LinkedHashMap<>(whole);
    }

    private static @Nullable Double number(Score score) {
        return score instanceof Score.Defined(double value) ? value : null;
    }

    /// One line a case and label; an undefined score is an empty field.
    String csv() {
        List<Object> head = new ArrayList<>(List.of("case", "label", "name", "reference_voxels", "candidate_voxels", "true_positives"));
        for (Metric metric : evaluation.metrics()) head.add(metric.unit().isEmpty() ? metric.id() : metric.id() + "_" + metric.unit());
        Csv out = new Csv().row(head.toArray());
        for (Evaluation.Case one : evaluation.cases()) {
            for (int label : evaluation.labels()) {
                Overlap o = one.overlaps().getOrDefault(label, Overlap.NONE);
                List<Object> row = new ArrayList<>(List.of(one.id(), label, evaluation.name(label), o.reference(), o.candidate(), o.truePositives()));
                for (int m = 0; m < evaluation.metrics().size(); m++) row.add(evaluation.score(one, label, m));
                out.row(row.toArray());
            }
        }
        return out.toString();
    }
}
