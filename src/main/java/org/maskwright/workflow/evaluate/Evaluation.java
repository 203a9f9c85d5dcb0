package org.maskwright.workflow.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.maskwright.geometry.Point;
import org.maskwright.measure.CaseScore;
import org.maskwright.measure.Comparison;
import org.maskwright.measure.Metric;
import org.maskwright.measure.LabelSummary;
import org.maskwright.measure.Overlap;
import org.maskwright.measure.Score;
import org.maskwright.measure.Summary;
import org.maskwright.measure.SurfaceDice;
import org.maskwright.measure.WholeMap;
import org.maskwright.workflow.LabelPairs;
import org.maskwright.workflow.SoftwareVersion;

/// Every metric of every label in every case.
///
/// @param metrics in the order of the columns
/// @param names of labels by value; a label without one is called by its number
/// @param problems a sentence for each pair that could not be compared
public record Evaluation(List<Metric> metrics, List<Case> cases, SortedMap<Integer, String> names, List<String> problems) {
    /// One case.
    ///
    /// @param counts of each label that either map holds
    /// @param spacingMm of the grid on which the two were compared
    /// @param labels the scores of each label that either map holds, in the order of the metrics
    public record Case(CaseScore counts, Point spacingMm, SortedMap<Integer, List<Score>> labels, WholeMap whole) {
        /// Measures one pair of maps.
        public static Case of(String id, LabelPairs.Maps maps, List<Metric> metrics) {
            CaseScore counts = CaseScore.of(id, maps.reference(), maps.candidate());
            SortedMap<Integer, List<Score>> labels = new TreeMap<>();
            counts.overlaps().forEach((label, overlap) -> {
                Comparison comparison = new Comparison(maps.reference(), maps.candidate(), label, overlap);
                labels.put(label, metrics.stream().map(metric -> metric.of(comparison)).toList());
            });
            return new Case(counts, maps.reference().geometry().spacingMm(), labels, WholeMap.of(maps.reference(), maps.candidate(), counts.overlaps()));
        }

        public String id() {
            return counts.caseId();
        }
    }

    public Evaluation {
        metrics = List.copyOf(metrics);
        cases = List.copyOf(cases);
        names = new TreeMap<>(names);
        problems = List.copyOf(problems);
    }

    /// Every label that any map of any case holds; label 1 if none does, so that "not defined" is said and not left out.
    public SortedSet<Integer> labels() {
        SortedSet<Integer> labels = new TreeSet<>();
        for (Case one : cases) labels.addAll(one.labels().keySet());
        if (labels.isEmpty() && !cases.isEmpty()) labels.add(1);
        return labels;
    }

    public String name(int label) {
        return names.getOrDefault(label, String.valueOf(label));
    }

    /// What metric number `metric` says of `label` in a case; a label that neither of its maps holds is not defined.
    public Score score(Case one, int label, int metric) {
        List<Score> scores = one.labels().get(label);
        return scores == null ? new Score.Undefined(Score.Reason.BOTH_EMPTY) : scores.get(metric);
    }

    /// The metric over all cases.
    public Summary summary(int label, int metric) {
        return Summary.of(cases.stream().map(one -> score(one, label, metric)).toList());
    }

    /// How the label fared as counts over all cases: those that rightly lack it, and those in which it was found where there is none.
    public LabelSummary counts(int label) {
        return LabelSummary.of(label, cases.stream().map(Case::counts).toList());
    }

    /// At what distance surfaces of `label` still agree; nothing if no metric asks for it.
    public OptionalDouble toleranceMm(int label) {
        return metrics.stream().filter(SurfaceDice.class::isInstance).mapToDouble(metric -> ((SurfaceDice) metric).tolerance().mm(label)).findFirst();
    }

    /// The columns of [#row].
    public List<String> head() {
        List<String> head = new ArrayList<>(List.of("case", "label", "name", "reference_voxels", "candidate_voxels", "true_positives", "false_positives", "false_negatives", "correct_rejection",
                "false_alarm_ml", "spacing_x_mm", "spacing_y_mm", "spacing_z_mm", "tolerance_mm", "software_version"));
        for (Metric metric : metrics) head.add(metric.unit().isEmpty() ? metric.id() : metric.id() + "_" + metric.unit());
        return head;
    }

    /// A case's line of a label for [Csv][org.maskwright.workflow.Csv]: from what the scores can be recomputed, then the scores.
    public List<Object> row(Case one, int label) {
        Overlap o = one.counts().overlap(label);
        List<Object> row = new ArrayList<>(List.of(one.id(), label, name(label), o.reference(), o.candidate(), o.truePositives(), o.falsePositives(), o.falseNegatives(), o.isEmpty(),
                one.counts().falseAlarmMl(label), one.spacingMm().x(), one.spacingMm().y(), one.spacingMm().z()));
        OptionalDouble tolerance = toleranceMm(label);
        row.add(tolerance.isPresent() ? (Object) tolerance.getAsDouble() : "");
        row.add(SoftwareVersion.text());
        for (int m = 0; m < metrics.size(); m++) row.add(score(one, label, m));
        return row;
    }

    /// For people: a line a label with an overlap, a boundary and a distance, and one that says by whose convention they are.
    public String text() {
        return labels().stream().map(label -> name(label) + ": " + Stream.of("dice", "nsd", "hd95").map(id -> {
            Metric metric = metrics.get(metric(id));
            return metric.title() + " " + summary(label, metric(id)) + (metric.unit().isEmpty() ? "" : " " + metric.unit());
        }).collect(Collectors.joining(", "))).collect(Collectors.joining("\n"))
                + Stream.of("dice", "nsd", "hd95").map(id -> metrics.get(metric(id))).map(metric -> metric.title() + ": " + metric.conventionName()).collect(Collectors.joining("; ", "\n", "."));
    }

    /// The defined scores of all cases, in their order.
    public double[] values(int label, int metric) {
        return cases.stream().map(one -> score(one, label, metric)).filter(Score::isDefined).mapToDouble(s -> s.orElse(0)).toArray();
    }

    /// A case's mean over its labels of metric number `metric`, of those that are defined.
    public Score mean(Case one, int metric) {
        List<Score> scores = new ArrayList<>();
        for (List<Score> of : one.labels().values()) scores.add(of.get(metric));
        return Summary.of(scores).mean();
    }

    /// The number of the metric with this id.
    ///
    /// @throws IllegalArgumentException if it was not measured
    public int metric(String id) {
        for (int i = 0; i < metrics.size(); i++) if (metrics.get(i).id().equals(id)) return i;
        throw new IllegalArgumentException("not measured: " + id + " of " + metrics.stream().map(Metric::id).toList());
    }

    /// The case of this id, if there is one.
    public Map<String, Case> byId() {
        Map<String, Case> found = new TreeMap<>();
        for (Case one : cases) found.put(one.id(), one);
        return found;
    }
}
