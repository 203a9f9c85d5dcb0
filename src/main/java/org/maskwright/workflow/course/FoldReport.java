package org.maskwright.workflow.course;

import static org.maskwright.workflow.course.Cells.cell;
import static org.maskwright.workflow.course.Cells.head;
import static org.maskwright.workflow.course.Cells.number;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.maskwright.label.LabelTable;
import org.maskwright.learn.LearningCurves;
import org.maskwright.learn.ModelCard;
import org.maskwright.measure.CaseScore;
import org.maskwright.measure.Dice;
import org.maskwright.measure.Interval;
import org.maskwright.measure.Overlap;
import org.maskwright.measure.Score;
import org.maskwright.workflow.Csv;
import org.maskwright.workflow.evaluate.MetricText;
import org.maskwright.workflow.evaluate.StripPlot;
import org.maskwright.workflow.page.LinePlot;
import org.maskwright.workflow.page.Page;

/// What the models of all folds come to: mean and spread over folds, and every case as the one model judged it that never saw it.
record FoldReport(String title, LabelTable labels, List<Fold> folds) {
    /// @param scores of the cases that judge in it
    record Fold(ModelCard card, List<CaseScore> scores, List<LearningCurves.Point> curve) {
        Fold {
            scores = List.copyOf(scores);
            curve = List.copyOf(curve);
        }

        /// The mean over its cases; NaN if none has a Dice.
        double mean(Optional<Integer> label) {
            return Arrays.stream(CaseDice.values(scores, label)).average().orElse(Double.NaN);
        }
    }

    FoldReport {
        folds = List.copyOf(folds);
    }

    private List<CaseScore> all() {
        return folds.stream().flatMap(fold -> fold.scores().stream()).toList();
    }

    private double mean(Optional<Integer> label) {
        return Arrays.stream(CaseDice.values(all(), label)).average().orElse(Double.NaN);
    }

    /// The standard deviation of the folds' means (of a sample: over n − 1); NaN of fewer than two.
    double spread(Optional<Integer> label) {
        double[] means = folds.stream().mapToDouble(fold -> fold.mean(label)).filter(Double::isFinite).toArray();
        double mean = Arrays.stream(means).average().orElse(0);
        return means.length < 2 ? Double.NaN : Math.sqrt(Arrays.stream(means).map(one -> (one - mean) * (one - mean)).sum() / (means.length - 1));
    }

    String words() {
        return String.format(Locale.ROOT, "%d folds: mean Dice %.3f (standard deviation over folds %.3f), each of %d cases judged by the one model that never saw it", folds.size(),
                mean(Optional.empty()), spread(Optional.empty()), all().size());
    }

    List<LinePlot> curves() {
        var loss = new ArrayList<LinePlot.Line>();
        var dice = new ArrayList<LinePlot.Line>();
        for (int i = 0; i < folds.size(); i++) {
            double[] epochs = folds.get(i).curve().stream().mapToDouble(LearningCurves.Point::epoch).toArray();
            loss.add(new LinePlot.Line("fold " + (i + 1), epochs, folds.get(i).curve().stream().mapToDouble(LearningCurves.Point::loss).toArray()));
            dice.add(new LinePlot.Line("fold " + (i + 1), epochs, folds.get(i).curve().stream().mapToDouble(LearningCurves.Point::dice).toArray()));
        }
        return RankingPage.plots(loss, dice);
    }

    String html() {
        var out = new StringBuilder(Page.begin(title + " – " + folds.size() + " folds"));
        out.append("<h1>").append(Page.text(title)).append("</h1><p class=\"lead\">").append(Page.text(words())).append(".</p><p>All cases of a patient judge in the same fold, where patients are known. In each fold the epoch,"
                + " and how labels are mended, were chosen on the cases that judge in it: scores are a little kind.</p>");
        summary(out);
        List<StripPlot.Row> rows = new ArrayList<>();
        for (int i = 0; i < folds.size(); i++) rows.add(new StripPlot.Row("fold " + (i + 1), CaseDice.values(folds.get(i).scores(), Optional.empty())));
        double low = rows.stream().flatMapToDouble(row -> Arrays.stream(row.values())).min().orElse(0);
        out.append("<h2>Mean Dice of each case</h2>").append(new StripPlot(rows, Math.max(0, low - 0.02), 1, "mean over the labels of " + MetricText.inFull(new Dice())).svg()).append("<h2>Learning curves</h2>");
        for (LinePlot plot : curves()) if (!plot.isEmpty()) out.append("<figure>").append(plot.svg()).append("</figure>");
        cases(out);
        return out.append(Page.END).toString();
    }

    private void summary(StringBuilder out) {
        out.append("<div class=\"wide\"><table><thead><tr><th>" + MetricText.heading(new Dice()) + "</th>").append(head("All cases<br>95 % interval"));
        out.append(head("Spread<br>over folds"));
        for (int i = 0; i < folds.size(); i++) out.append(head("Fold " + (i + 1) + "<br>" + folds.get(i).scores().size() + " cases"));
        out.append("</tr></thead><tbody>");
        row("mean", Optional.empty(), out);
        for (LabelTable.Entry label : labels.entries()) row(label.name(), Optional.of(label.value()), out);
        out.append("</tbody></table></div>");
    }

    private void row(String name, Optional<Integer> label, StringBuilder out) {
        double[] values = CaseDice.values(all(), label);
        if (values.length == 0) return;
        Interval interval = Interval.ofMean(values);
        out.append("<tr><th>").append(Page.text(name)).append("</th>").append(cell("<b>" + number(mean(label)) + "</b><br><small>" + number(interval.low()) + " … " + number(interval.high())
                + "<br>" + MetricText.defined(values.length, all().size()) + "</small>")).append(cell(number(spread(label))));
        for (Fold fold : folds) out.append(cell(number(fold.mean(label))));
        out.append("</tr>");
    }

    private void cases(StringBuilder out) {
        record Judged(int fold, CaseScore score) {}
        List<Judged> judged = new ArrayList<>();
        for (int i = 0; i < folds.size(); i++) for (CaseScore score : folds.get(i).scores()) judged.add(new Judged(i + 1, score));
        judged.sort(Comparator.comparingDouble(one -> CaseDice.mean(one.score()).orElse(2)));
        out.append("<h2>All cases</h2><p>The lowest mean Dice first.</p><div class=\"wide\"><table><thead><tr><th>Case</th>").append(head("Fold")).append(head("Mean Dice"));
        labels.entries().forEach(label -> out.append(head(Page.text(label.name()))));
        out.append("</tr></thead><tbody>");
        for (Judged one : judged) {
            out.append("<tr><th>").append(Page.text(one.score().caseId())).append("</th>").append(cell(String.valueOf(one.fold()))).append(cell(text(CaseDice.mean(one.score()))));
            labels.entries().forEach(label -> out.append(cell(text(one.score().dice(label.value())))));
            out.append("</tr>");
        }
        out.append("</tbody></table></div>");
    }

    private static String text(Score score) {
        return score instanceof Score.Defined(double value) ? number(value) : "–";
    }

    /// One line a case and label.
    String csv() {
        Csv out = new Csv().row("fold", "case", "label", "name", "dice", "reference_voxels", "candidate_voxels", "true_positives");
        for (int i = 0; i < folds.size(); i++) {
            for (CaseScore score : folds.get(i).scores()) {
                for (LabelTable.Entry label : labels.entries()) {
                    Overlap overlap = score.overlap(label.value());
                    out.row(i + 1, score.caseId(), label.value(), label.name(), score.dice(label.value()), overlap.reference(), overlap.candidate(), overlap.truePositives());
                }
            }
        }
        return out.toString();
    }
}
