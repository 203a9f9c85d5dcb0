package org.maskwright.workflow.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.maskwright.measure.Dice;
import org.maskwright.measure.LabelSummary;
import org.maskwright.measure.Metric;
import org.maskwright.measure.Overlap;
import org.maskwright.measure.PairedComparison;
import org.maskwright.measure.Score;
import org.maskwright.measure.Summary;
import org.maskwright.measure.Tolerance;
import org.maskwright.measure.WholeMap;
import org.maskwright.workflow.SoftwareVersion;
import org.maskwright.workflow.page.Page;

/// An evaluation as one page that needs nothing beside it: no script, no font, no network.
///
/// @param rival a second candidate judged on the same cases, if there is one
/// @param pictures of the worst cases, the worst first
record HtmlReport(String candidateName, Evaluation evaluation, Optional<Rival> rival, List<WorstCase> pictures) {
    /// Shown for each label; the whole of it stands in the tables beside the page.
    private static final List<String> SHOWN = List.of("dice", "sensitivity", "precision", "nsd", "hd95", "assd", "volume-difference", "lesion-f1");
    private static final List<String> PLOTTED = List.of("dice", "nsd", "hd95", "volume-difference");
    private static final List<String> COMPARED = List.of("dice", "nsd", "hd95");

    String html() {
        StringBuilder out = new StringBuilder(Page.begin(candidateName + " – evaluation"));
        out.append("<h1>").append(Page.text(candidateName)).append("</h1><p class=\"lead\">").append(evaluation.cases().size())
                .append(evaluation.cases().size() == 1 ? " case" : " cases").append(", ").append(evaluation.labels().size())
                .append(evaluation.labels().size() == 1 ? " label" : " labels").append(". Mean with its 95 % interval (bootstrap over cases), and of how many cases it is defined.</p>");
        summary(out);
        counts(out);
        plots(out);
        rival.ifPresent(other -> compare(other, out));
        worst(out);
        cases(out);
        problems(out);
        conventions(out);
        return out.append(Page.END).toString();
    }

    private List<Integer> shown() {
        return SHOWN.stream().map(evaluation::metric).toList();
    }

    private void summary(StringBuilder out) {
        out.append("<div class=\"wide\"><table><thead><tr><th>Label</th>");
        for (int m : shown()) out.append("<th class=\"n\">").append(MetricText.heading(evaluation.metrics().get(m))).append("</th>");
        out.append("</tr></thead><tbody>");
        for (int label : evaluation.labels()) {
            out.append("<tr><th>").append(Page.text(evaluation.name(label))).append(tolerance(label)).append("</th>");
            for (int m : shown()) out.append("<td class=\"n\">").append(MetricText.mean(evaluation, label, m)).append("</td>");
            out.append("</tr>");
        }
        out.append("</tbody></table></div>");
        double accuracy = evaluation.cases().stream().mapToDouble(c -> c.whole().pixelAccuracy()).average().orElse(0);
        int all = evaluation.cases().size();
        out.append("<p>Pixel accuracy <b>").append(String.format(Locale.ROOT, "%.4f", accuracy)).append("</b> (").append(MetricText.defined(all, all)).append(") <small>")
                .append(Page.text(WholeMap.PIXEL_ACCURACY_CONVENTION)).append("</small><br>Mean IoU <b>")
                .append(Page.text(Summary.of(evaluation.cases().stream().map(c -> c.whole().meanIou()).toList()).toString())).append("</b> <small>").append(Page.text(WholeMap.MEAN_IOU_CONVENTION)).append("</small></p>");
    }

    /// The label's own tolerance, where labels differ in it.
    private String tolerance(int label) {
        long different = evaluation.labels().stream().map(evaluation::toleranceMm).distinct().count();
        return different < 2 ? "" : "<br><small style=\"white-space:nowrap\">τ " + Tolerance.of(evaluation.toleranceMm(label).orElseThrow()) + "</small>";
    }

    /// What means of overlaps do not tell: voxels right and wrong, and what was found in cases that have nothing to find.
    private void counts(StringBuilder out) {
        out.append("<h2>Counts, and cases whose reference lacks the label</h2><p>Voxels over all cases: TP right, FP found where they are not, FN missed. A correct rejection is a case in which neither map holds the label;"
                + " in a false alarm the candidate alone does.</p><div class=\"wide\"><table><thead><tr><th>Label</th>");
        for (String title : List.of("TP", "FP", "FN", "Cases without it", "Correct rejections", "False alarms", "False alarms, ml")) out.append("<th class=\"n\">").append(title).append("</th>");
        out.append("</tr></thead><tbody>");
        for (int label : evaluation.labels()) {
            List<Overlap> overlaps = evaluation.cases().stream().map(one -> one.counts().overlap(label)).toList();
            LabelSummary counts = evaluation.counts(label);
            out.append("<tr><th>").append(Page.text(evaluation.name(label))).append("</th>");
            for (Object cell : List.of(overlaps.stream().mapToLong(Overlap::truePositives).sum(), overlaps.stream().mapToLong(Overlap::falsePositives).sum(),
                    overlaps.stream().mapToLong(Overlap::falseNegatives).sum(), counts.correctRejections() + counts.falseAlarms() + " of " + overlaps.size(),
                    counts.correctRejections(), counts.falseAlarms(), MetricText.number(counts.falseAlarmMl()))) out.append("<td class=\"n\">").append(cell).append("</td>");
            out.append("</tr>");
        }
        out.append("</tbody></table></div>");
    }

    private void plots(StringBuilder out) {
        for (String id : PLOTTED) {
            int m = evaluation.metric(id);
            List<StripPlot.Row> rows = new ArrayList<>();
            for (int label : evaluation.labels()) rows.add(new StripPlot.Row(evaluation.name(label), evaluation.values(label, m)));
            double[] all = rows.stream().flatMapToDouble(row -> Arrays.stream(row.values())).toArray();
            if (all.length == 0) continue;
            double low = Arrays.stream(all).min().orElse(0), high = Arrays.stream(all).max().orElse(1);
            boolean ratio = evaluation.metrics().get(m).unit().isEmpty();
            double margin = (high - low) * 0.04;
            Metric metric = evaluation.metrics().get(m);
            out.append("<h2>").append(Page.text(MetricText.title(metric))).append("</h2>")
                    .append(new StripPlot(rows, ratio ? Math.max(0, low - margin) : Math.min(0, low - margin), ratio ? 1 : high + margin, MetricText.inFull(metric)).svg());
        }
    }

    private void compare(Rival other, StringBuilder out) {
        String name = Page.text(other.name());
        out.append("<h2>").append(name).append(" against ").append(Page.text(candidateName)).append("</h2><p>On the cases in which both are defined. A difference is ").append(name)
                .append(" minus ").append(Page.text(candidateName)).append("; p is that of the two-sided Wilcoxon signed-rank test, not corrected for the number of rows.</p>")
                .append("<div class=\"wide\"><table><thead><tr><th>Label</th><th>Metric</th><th class=\"n\">Cases</th><th class=\"n\">Mean difference</th><th class=\"n\">95 % interval</th><th class=\"n\">Higher / lower</th><th class=\"n\">p</th></tr></thead><tbody>");
        for (Rival.Row row : other.rows()) {
            if (!COMPARED.contains(row.metric().id())) continue;
            PairedComparison paired = row.paired();
            out.append("<tr><th>").append(Page.text(evaluation.name(row.label()))).append("</th><td>").append(MetricText.heading(row.metric())).append("</td><td class=\"n\">").append(paired.cases())
                    .append(" of ").append(evaluation.cases().size()).append("</td><td class=\"n\"><b>").append(String.format(Locale.ROOT, "%+.4f", paired.meanDifference()))
                    .append("</b></td><td class=\"n\">").append(String.format(Locale.ROOT, "%+.4f … %+.4f", paired.interval().low(), paired.interval().high()))
                    .append("</td><td class=\"n\">").append(paired.higher()).append(" / ").append(paired.lower())
                    .append("</td><td class=\"n\">").append(paired.p() < 0.0001 ? "&lt; 0.0001" : String.format(Locale.ROOT, "%.4f", paired.p())).append("</td></tr>");
        }
        out.append("</tbody></table></div>");
    }

    private void worst(StringBuilder out) {
        if (pictures.isEmpty()) return;
        out.append("<h2>The worst cases</h2><p>In each plane the slice on which the two differ most: the reference filled, ").append(Page.text(candidateName)).append(" as a line.</p>");
        for (WorstCase one : pictures)
            out.append("<figure><img alt=\"\" src=\"data:image/png;base64,").append(Base64.getEncoder().encodeToString(one.png())).append("\"><figcaption>")
                    .append(Page.text(one.id())).append(": ").append(MetricText.number(one.dice().orElse(0))).append(", mean over the labels of ").append(Page.text(MetricText.inFull(new Dice()))).append("</figcaption></figure>");
    }

    private void cases(StringBuilder out) {
        int dice = evaluation.metric("dice"), nsd = evaluation.metric("nsd"), hd95 = evaluation.metric("hd95");
        out.append("<h2>All cases</h2><p>The lowest mean Dice first: ").append(Stream.of(dice, nsd, hd95).map(m -> Page.text(MetricText.inFull(evaluation.metrics().get(m)))).collect(Collectors.joining(" · "))).append(".</p><div class=\"wide\"><table><thead><tr><th>Case</th><th class=\"n\">Mean Dice</th>");
        for (int label : evaluation.labels()) out.append("<th class=\"n\">").append(Page.text(evaluation.name(label))).append("</th>");
        out.append("</tr></thead><tbody>");
        evaluation.cases().stream().sorted(Comparator.comparingDouble(one -> evaluation.mean(one, dice).orElse(2))).forEach(one -> {
            out.append("<tr><th>").append(Page.text(one.id())).append("</th><td class=\"n\">").append(cell(evaluation.mean(one, dice))).append("</td>");
            for (int label : evaluation.labels())
                out.append("<td class=\"n\">").append(cell(evaluation.score(one, label, dice))).append(" · ").append(cell(evaluation.score(one, label, nsd)))
                        .append(" · ").append(cell(evaluation.score(one, label, hd95))).append("</td>");
            out.append("</tr>");
        });
        out.append("</tbody></table></div>");
    }

    private void problems(StringBuilder out) {
        if (evaluation.problems().isEmpty()) return;
        out.append("<h2>Left out</h2><ul>");
        for (String problem : evaluation.problems()) out.append("<li>").append(Page.text(problem)).append("</li>");
        out.append("</ul>");
    }

    private void conventions(StringBuilder out) {
        out.append("<h2>What the numbers mean</h2><dl>");
        for (Metric metric : evaluation.metrics())
            out.append("<dt>").append(Page.text(MetricText.title(metric))).append("</dt><dd>").append(Page.text(metric.convention())).append("</dd>");
        out.append("</dl><p>Every metric of every case stands in scores.csv and scores.json beside this page. Measured by Maskwright ").append(Page.text(SoftwareVersion.text())).append(".</p>");
    }

    private static String cell(Score score) {
        return score instanceof Score.Defined(double value) ? MetricText.number(value) : "–";
    }
}
