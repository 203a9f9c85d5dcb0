package org.maskwright.workflow.course;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maskwright.format.json.JsonValue;
import org.maskwright.measure.Dice;
import org.maskwright.measure.Interval;
import org.maskwright.measure.LabelSummary;
import org.maskwright.measure.Metric;
import org.maskwright.measure.PairedComparison;
import org.maskwright.measure.Score;
import org.maskwright.measure.SurfaceDistance;
import org.maskwright.workflow.Csv;
import org.maskwright.workflow.SoftwareVersion;

/// A ranking as CSV (a row a case, label and network), JSON (all of it) and Markdown (the table that stands in the docs).
record RankingTables(Ranking ranking) {
    private List<Metric> metrics() {
        return ranking.best().evaluation().metrics();
    }

    /// Every score of every case.
    String csv() {
        List<Object> head = new ArrayList<>(List.of("network"));
        head.addAll(ranking.best().evaluation().head());
        Csv out = new Csv().row(head.toArray());
        for (Standing one : ranking.standings()) {
            one.evaluation().cases().forEach(judged -> ranking.labels().forEach(label -> {
                List<Object> row = new ArrayList<>(List.of(one.title()));
                row.addAll(one.evaluation().row(judged, label));
                out.row(row.toArray());
            }));
        }
        return out.toString();
    }

    String json() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("softwareVersion", SoftwareVersion.text());
        tree.put("data", ranking.data());
        tree.put("learnt", ranking.learning());
        tree.put("judging", ranking.judging());
        Map<String, Object> conventions = new LinkedHashMap<>();
        for (Metric metric : metrics()) conventions.put(metric.id(), metric.convention());
        tree.put("conventions", conventions);
        tree.put("networks", ranking.standings().stream().map(this::one).toList());
        return JsonValue.lines(tree);
    }

    private Map<String, Object> one(Standing one) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("title", one.title());
        tree.put("paper", one.paper());
        tree.put("meanDice", one.meanDice());
        ranking.againstBest(one).ifPresent(paired -> tree.put("againstTheBest", paired(paired)));
        Map<String, Object> labels = new LinkedHashMap<>();
        for (int label : ranking.labels()) labels.put(String.valueOf(label), label(one, label));
        tree.put("labels", labels);
        tree.put("secondsPerCase", one.secondsPerCase());
        one.training().ifPresent(training -> tree.put("training", training(training)));
        return tree;
    }

    private static Map<String, Object> paired(PairedComparison paired) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("meanDifference", paired.meanDifference());
        tree.put("interval95", List.of(paired.interval().low(), paired.interval().high()));
        tree.put("higher", paired.higher());
        tree.put("lower", paired.lower());
        tree.put("cases", paired.cases());
        tree.put("p", paired.p());
        return tree;
    }

    private Map<String, Object> label(Standing one, int label) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", ranking.name(label));
        one.evaluation().toleranceMm(label).ifPresent(mm -> tree.put("toleranceMm", mm));
        LabelSummary counts = one.evaluation().counts(label);
        tree.put("correctRejections", counts.correctRejections());
        tree.put("falseAlarms", counts.falseAlarms());
        tree.put("falseAlarmMl", counts.falseAlarmMl());
        for (Metric metric : metrics()) {
            double[] values = Ranking.values(one, label, metric.id());
            Map<String, @Nullable Object> of = new LinkedHashMap<>();
            of.put("mean", one.evaluation().summary(label, one.evaluation().metric(metric.id())).mean() instanceof Score.Defined(double mean) ? (Double) mean : null);
            if (values.length > 0) {
                Interval interval = Interval.ofMean(values);
                of.put("meanInterval95", List.of(interval.low(), interval.high()));
            }
            of.put("defined", values.length);
            of.put("of", one.evaluation().cases().size());
            tree.put(metric.id(), of);
        }
        return tree;
    }

    private static Map<String, Object> training(Standing.Training training) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("architecture", training.card().architecture());
        tree.put("widths", training.card().recipe().widths());
        tree.put("parameters", training.parameters());
        tree.put("bytes", training.bytes());
        tree.put("patch", training.patch());
        tree.put("spacingMm", List.of(training.card().spacingMm().x(), training.card().spacingMm().y(), training.card().spacingMm().z()));
        tree.put("epochs", training.card().training().epochs());
        tree.put("bestEpoch", training.card().training().bestEpoch());
        tree.put("patches", training.patches());
        tree.put("minutes", training.card().training().minutes());
        tree.put("coreMinutes", training.coreMinutes());
        tree.put("precision", training.card().training().precision());
        tree.put("command", training.card().training().command());
        return tree;
    }

    String markdown() {
        var out = new StringBuilder("| network | ").append(ranking.labels().stream().map(label -> "Dice " + cell(ranking.name(label))).collect(Collectors.joining(" | ")))
                .append(" | mean Dice | ").append(ranking.labels().stream().map(label -> "HD95 " + cell(ranking.name(label)) + ", mm").collect(Collectors.joining(" | ")))
                .append(" | against the best | parameters | MB | patches learnt from | minutes (core-minutes) | ms a case |\n|---|").append("---|".repeat(2 * ranking.labels().size() + 7)).append('\n');
        for (Standing one : ranking.standings()) {
            out.append("| ").append(cell(one.title()));
            for (int label : ranking.labels()) out.append(" | ").append(mean(one, label, "dice", 3));
            out.append(String.format(Locale.ROOT, " | **%.3f** (%d of %d)", one.meanDice(), one.definedDice(), one.evaluation().cases().size()));
            for (int label : ranking.labels()) out.append(" | ").append(mean(one, label, "hd95", 2));
            out.append(" | ").append(ranking.againstBest(one).map(paired -> String.format(Locale.ROOT, "%+.3f, %s", paired.meanDifference(), p(paired))).orElse("–"));
            out.append(one.training().map(training -> String.format(Locale.ROOT, " | %,d | %.1f | %,d | %.1f (%.1f)", training.parameters(), training.megabytes(), training.patches(),
                    training.card().training().minutes(), training.coreMinutes())).orElse(" | – | – | – | –"));
            out.append(String.format(Locale.ROOT, " | %.0f |\n", 1000 * one.secondsPerCase()));
        }
        return out.append("\nData: ").append(ranking.data()).append("; ").append(ranking.learning()).append(" cases learnt from, ").append(ranking.judging().size())
                .append(" judged. In brackets 95 % intervals of the mean (bootstrap over cases), and in how many cases it is defined; Dice is " + new Dice().conventionName() + ", HD95 that of "
                        + SurfaceDistance.HD95.conventionName() + "; against the best: mean difference of the cases' mean Dice, p of the two-sided Wilcoxon"
                        + " signed-rank test, not corrected for the number of rows.\n").toString();
    }

    private static String mean(Standing one, int label, String metric, int decimals) {
        if (!(one.evaluation().summary(label, one.evaluation().metric(metric)).mean() instanceof Score.Defined(double mean))) return "–";
        Interval interval = Interval.ofMean(Ranking.values(one, label, metric));
        String number = "%." + decimals + "f";
        int all = one.evaluation().cases().size(), defined = Ranking.values(one, label, metric).length;
        return String.format(Locale.ROOT, number + " [" + number + ", " + number + "]", mean, interval.low(), interval.high()) + " (" + defined + " of " + all + ")";
    }

    static String p(PairedComparison paired) {
        return paired.p() < 0.0001 ? "p < 0.0001" : String.format(Locale.ROOT, "p = %.4f", paired.p());
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
