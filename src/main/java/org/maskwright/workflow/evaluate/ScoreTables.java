package org.maskwright.workflow.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maskwright.format.json.JsonValue;
import org.maskwright.geometry.Point;
import org.maskwright.measure.Interval;
import org.maskwright.measure.LabelSummary;
import org.maskwright.measure.Metric;
import org.maskwright.measure.Overlap;
import org.maskwright.measure.Score;
import org.maskwright.measure.Summary;
import org.maskwright.measure.WholeMap;
import org.maskwright.workflow.Csv;
import org.maskwright.workflow.SoftwareVersion;

/// An evaluation as JSON and CSV: counts from which anybody can recompute the scores, the definition of each, and no number where there is none.
record ScoreTables(String name, Evaluation evaluation, Optional<Rival> rival) {
    String json() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("softwareVersion", SoftwareVersion.text());
        Map<String, Object> conventions = new LinkedHashMap<>();
        for (Metric metric : evaluation.metrics()) conventions.put(metric.id(), metric.convention());
        conventions.put("pixelAccuracy", WholeMap.PIXEL_ACCURACY_CONVENTION);
        conventions.put("meanIou", WholeMap.MEAN_IOU_CONVENTION);
        if (rival.isPresent()) conventions.put("comparison", Rival.CONVENTION);
        tree.put("conventions", conventions);
        tree.put("candidate", name);
        tree.putAll(scores(evaluation));
        rival.ifPresent(other -> {
            Map<String, Object> its = new LinkedHashMap<>();
            its.put("candidate", other.name());
            its.putAll(scores(other.evaluation()));
            tree.put("rival", its);
            tree.put("comparison", other.rows().stream().map(this::compared).toList());
        });
        return JsonValue.lines(tree);
    }

    private static Map<String, Object> scores(Evaluation of) {
        Map<String, Object> tree = new LinkedHashMap<>(), labels = new LinkedHashMap<>();
        for (int label : of.labels()) labels.put(String.valueOf(label), summaries(of, label));
        tree.put("labels", labels);
        tree.put("cases", of.cases().stream().map(one -> one(of, one)).toList());
        if (!of.problems().isEmpty()) tree.put("errors", of.problems());
        return tree;
    }

    private static Map<String, Object> summaries(Evaluation evaluation, int label) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", evaluation.name(label));
        evaluation.toleranceMm(label).ifPresent(mm -> tree.put("toleranceMm", mm));
        LabelSummary counts = evaluation.counts(label);
        tree.put("correctRejections", counts.correctRejections());
        tree.put("falseAlarms", counts.falseAlarms());
        tree.put("falseAlarmMl", counts.falseAlarmMl());
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

    private static Map<String, @Nullable Object> one(Evaluation evaluation, Evaluation.Case one) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("case", one.id());
        Point spacing = one.spacingMm();
        tree.put("spacingMm", List.of(spacing.x(), spacing.y(), spacing.z()));
        tree.put("pixelAccuracy", one.whole().pixelAccuracy());
        put(tree, Map.of("meanIou", one.whole().meanIou()));
        Map<String, Object> labels = new LinkedHashMap<>();
        for (int label : evaluation.labels()) {
            Map<String, @Nullable Object> of = new LinkedHashMap<>();
            Overlap overlap = one.counts().overlap(label);
            of.put("referenceVoxels", overlap.reference());
            of.put("candidateVoxels", overlap.candidate());
            of.put("truePositives", overlap.truePositives());
            of.put("falsePositives", overlap.falsePositives());
            of.put("falseNegatives", overlap.falseNegatives());
            of.put("correctRejection", overlap.isEmpty());
            of.put("falseAlarmMl", one.counts().falseAlarmMl(label));
            Map<String, Score> scores = new LinkedHashMap<>();
            for (int m = 0; m < evaluation.metrics().size(); m++) scores.put(evaluation.metrics().get(m).id(), evaluation.score(one, label, m));
            put(of, scores);
            labels.put(String.valueOf(label), of);
        }
        tree.put("labels", labels);
        return tree;
    }

    /// Each score as its number; those that are not defined as null, and why under `notDefined`.
    private static void put(Map<String, @Nullable Object> tree, Map<String, Score> scores) {
        Map<String, Object> reasons = new LinkedHashMap<>();
        scores.forEach((id, score) -> {
            tree.put(id, number(score));
            if (score instanceof Score.Undefined(Score.Reason reason)) reasons.put(id, reason.words());
        });
        if (!reasons.isEmpty()) tree.put("notDefined", reasons);
    }

    private static @Nullable Double number(Score score) {
        return score instanceof Score.Defined(double value) ? value : null;
    }

    private Map<String, Object> compared(Rival.Row row) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("label", row.label());
        tree.put("name", evaluation.name(row.label()));
        tree.put("metric", row.metric().id());
        tree.put("n", row.paired().cases());
        tree.put("meanDifference", row.paired().meanDifference());
        tree.put("interval95", List.of(row.paired().interval().low(), row.paired().interval().high()));
        tree.put("higher", row.paired().higher());
        tree.put("lower", row.paired().lower());
        tree.put("p", row.paired().p());
        return tree;
    }

    /// One line a candidate, case and label; an undefined score is an empty field.
    String csv() {
        List<Object> head = new ArrayList<>(List.of("candidate"));
        head.addAll(evaluation.head());
        Csv out = new Csv().row(head.toArray());
        rows(name, evaluation, out);
        rival.ifPresent(other -> rows(other.name(), other.evaluation(), out));
        return out.toString();
    }

    private static void rows(String candidate, Evaluation evaluation, Csv out) {
        for (Evaluation.Case one : evaluation.cases()) {
            for (int label : evaluation.labels()) {
                List<Object> row = new ArrayList<>(List.of(candidate));
                row.addAll(evaluation.row(one, label));
                out.row(row.toArray());
            }
        }
    }

    /// One line a label and metric: the rival minus the candidate.
    static String comparisonCsv(Evaluation evaluation, Rival rival) {
        Csv out = new Csv().row("label", "name", "metric", "n", "mean_difference", "interval95_low", "interval95_high", "higher", "lower", "p");
        for (Rival.Row row : rival.rows())
            out.row(row.label(), evaluation.name(row.label()), row.metric().id(), row.paired().cases(), row.paired().meanDifference(), row.paired().interval().low(),
                    row.paired().interval().high(), row.paired().higher(), row.paired().lower(), row.paired().p());
        return out.toString();
    }
}
