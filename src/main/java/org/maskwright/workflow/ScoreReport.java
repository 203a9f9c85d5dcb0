package org.maskwright.workflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.maskwright.format.json.JsonValue;
import org.maskwright.measure.CaseScore;
import org.maskwright.measure.Dice;
import org.maskwright.measure.Jaccard;
import org.maskwright.measure.LabelSummary;
import org.maskwright.measure.Metric;
import org.maskwright.measure.Overlap;
import org.maskwright.measure.Score;
import org.maskwright.measure.Summary;

/// Scores of cases as JSON, CSV and text: every count from which anybody can recompute them, no number where there is none,
/// and no mean that does not say of how many it is.
///
/// @param cases in the order of the report
/// @param names of labels by value; a label without one is called by its number
/// @param problems a sentence for each pair that could not be scored
public record ScoreReport(List<CaseScore> cases, Map<Integer, String> names, List<String> problems) {
    private static final List<Metric> METRICS = List.of(new Dice(), new Jaccard());

    public ScoreReport {
        cases = List.copyOf(cases);
        names = Map.copyOf(names);
        problems = List.copyOf(problems);
    }

    /// Every label that any map of any case holds; label 1 if none does, so that "not defined" is said and not left out.
    public List<Integer> labels() {
        TreeSet<Integer> labels = new TreeSet<>();
        for (CaseScore one : cases) labels.addAll(one.overlaps().keySet());
        if (labels.isEmpty() && !cases.isEmpty()) labels.add(1);
        return List.copyOf(labels);
    }

    /// Whether no case could be scored.
    public boolean isEmpty() {
        return cases.isEmpty();
    }

    private String name(int label) {
        return names.getOrDefault(label, String.valueOf(label));
    }

    /// The report as a tree of maps, lists, texts and numbers; undefined scores are null, with the reason beside them.
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("softwareVersion", SoftwareVersion.text());
        tree.put("cases", cases.stream().map(this::caseTree).toList());
        Map<String, Object> means = new LinkedHashMap<>();
        for (int label : labels()) {
            Map<String, Object> of = new LinkedHashMap<>();
            if (names.containsKey(label)) of.put("name", name(label));
            of.put("dice", summaryTree(dice(List.of(label))));
            of.put("jaccard", summaryTree(jaccard(List.of(label))));
            of.put("referenceMl", mean(c -> c.referenceMl(label)));
            of.put("candidateMl", mean(c -> c.candidateMl(label)));
            LabelSummary counts = LabelSummary.of(label, cases);
            of.put("correctRejections", counts.correctRejections());
            of.put("falseAlarms", counts.falseAlarms());
            of.put("falseAlarmMl", counts.falseAlarmMl());
            means.put(String.valueOf(label), of);
        }
        tree.put("means", means);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("dice", summaryTree(dice(labels())));
        all.put("jaccard", summaryTree(jaccard(labels())));
        tree.put("meanOfAll", all);
        Map<String, Object> conventions = new LinkedHashMap<>();
        for (Metric metric : METRICS) conventions.put(metric.id(), metric.convention());
        tree.put("conventions", conventions);
        if (!problems.isEmpty()) tree.put("errors", problems);
        return tree;
    }

    private Map<String, Object> caseTree(CaseScore one) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("case", one.caseId());
        tree.put("voxelMm3", one.voxelMm3());
        Map<String, Object> labels = new LinkedHashMap<>();
        for (int label : labels()) {
            Overlap o = one.overlap(label);
            Map<String, @Nullable Object> of = new LinkedHashMap<>();
            if (names.containsKey(label)) of.put("name", name(label));
            Score dice = Dice.of(o);
            of.put("dice", number(dice));
            of.put("jaccard", number(Jaccard.of(o)));
            if (dice instanceof Score.Undefined(Score.Reason reason)) of.put("notDefined", reason.words());
            of.put("referenceMl", one.referenceMl(label));
            of.put("candidateMl", one.candidateMl(label));
            of.put("referenceVoxels", o.reference());
            of.put("candidateVoxels", o.candidate());
            of.put("truePositives", o.truePositives());
            of.put("falsePositives", o.falsePositives());
            of.put("falseNegatives", o.falseNegatives());
            labels.put(String.valueOf(label), of);
        }
        tree.put("labels", labels);
        return tree;
    }

    private Summary dice(List<Integer> labels) {
        return summary(labels, Dice::of);
    }

    private Summary jaccard(List<Integer> labels) {
        return summary(labels, Jaccard::of);
    }

    private Summary summary(List<Integer> labels, java.util.function.Function<Overlap, Score> metric) {
        List<Score> scores = new ArrayList<>();
        for (CaseScore one : cases) for (int label : labels) scores.add(metric.apply(one.overlap(label)));
        return Summary.of(scores);
    }

    private double mean(ToDoubleFunction<CaseScore> volume) {
        return cases.stream().mapToDouble(volume).average().orElse(0);
    }

    private static Map<String, @Nullable Object> summaryTree(Summary summary) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("mean", number(summary.mean()));
        tree.put("defined", summary.defined());
        tree.put("of", summary.all());
        tree.put("text", summary.toString());
        return tree;
    }

    private static @Nullable Double number(Score score) {
        return score instanceof Score.Defined(double value) ? value : null;
    }

    public String json() {
        return JsonValue.lines(tree());
    }

    /// One line a case and label, RFC 4180; an undefined score is an empty field.
    public String csv() {
        Csv out = new Csv().row("case", "label", "name", "dice", "jaccard", "reference_ml", "candidate_ml",
                "reference_voxels", "candidate_voxels", "true_positives", "false_positives", "false_negatives");
        for (CaseScore one : cases) {
            for (int label : labels()) {
                Overlap o = one.overlap(label);
                out.row(one.caseId(), label, names.getOrDefault(label, ""), Dice.of(o), Jaccard.of(o), one.referenceMl(label), one.candidateMl(label),
                        o.reference(), o.candidate(), o.truePositives(), o.falsePositives(), o.falseNegatives());
            }
        }
        return out.toString();
    }

    /// A table for people.
    public String text() {
        StringBuilder out = new StringBuilder(String.format(Locale.ROOT, "%-28s %-22s %8s %8s %12s %12s", "case", "label", "Dice", "Jaccard", "reference ml", "candidate ml"));
        for (CaseScore one : cases) {
            for (int label : labels()) {
                Overlap o = one.overlap(label);
                out.append(String.format(Locale.ROOT, "%n%-28s %-22s %8s %8s %12.3f %12.3f", one.caseId(), name(label), cell(Dice.of(o)), cell(Jaccard.of(o)),
                        one.referenceMl(label), one.candidateMl(label)));
            }
        }
        for (int label : labels()) out.append(String.format(Locale.ROOT, "%nmean Dice of label %s: %s", name(label), dice(List.of(label))));
        out.append(String.format(Locale.ROOT, "%nmean Dice of all: %s", dice(labels())));
        for (int label : labels()) {
            LabelSummary counts = LabelSummary.of(label, cases);
            if (counts.correctRejections() + counts.falseAlarms() > 0)
                out.append(String.format(Locale.ROOT, "%ncases whose reference lacks label %s: correctly rejected %d, false alarms %d, of %.3f ml together", name(label), counts.correctRejections(),
                        counts.falseAlarms(), counts.falseAlarmMl()));
        }
        for (Metric metric : METRICS) out.append(String.format(Locale.ROOT, "%n%s: %s", metric.title(), metric.convention()));
        return out.toString();
    }

    private static String cell(Score score) {
        return score instanceof Score.Defined(double value) ? String.format(Locale.ROOT, "%.4f", value) : "–";
    }
}
