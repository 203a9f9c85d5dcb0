package org.maskwright.workflow.course;

import static org.maskwright.workflow.course.Cells.cell;
import static org.maskwright.workflow.course.Cells.head;
import static org.maskwright.workflow.course.Cells.number;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.maskwright.format.FormatException;
import org.maskwright.learn.LearningCurves;
import org.maskwright.learn.ModelException;
import org.maskwright.measure.CaseScore;
import org.maskwright.measure.Interval;
import org.maskwright.measure.PairedComparison;
import org.maskwright.workflow.Csv;
import org.maskwright.workflow.NewFolder;
import org.maskwright.workflow.page.LinePlot;
import org.maskwright.workflow.page.Page;

/// Trainings side by side, also such as are under way: their curves in one plot, the settings in which they differ, and where the same cases judge
/// them, which is better.
public final class CompareRuns {
    public static final String PAGE = "runs.html", TABLE = "runs.csv", CURVES = "runs.png";

    private final List<Run> runs;

    private CompareRuns(List<Run> runs) {
        this.runs = List.copyOf(runs);
    }

    /// Compares the trainings in `folders`, each a training's or one that holds several, and writes page, table and picture into `out`.
    ///
    /// @return a line a training
    /// @throws FormatException if a folder holds no training, or `out` holds other files
    public static List<String> write(List<Path> folders, Path out) throws IOException, FormatException, ModelException {
        NewFolder.require(out, "Choose another folder for the comparison.");
        var compared = new CompareRuns(Run.read(folders));
        CompareNetworks.text(out.resolve(PAGE), compared.html());
        CompareNetworks.text(out.resolve(TABLE), compared.csv());
        CompareNetworks.picture(out.resolve(CURVES), compared.curves());
        return compared.runs.stream().map(CompareRuns::line).toList();
    }

    private static String line(Run run) {
        String dice = Double.isNaN(mean(run)) ? "" : String.format(Locale.ROOT, ", mean Dice %.3f on %d cases", mean(run), run.scores().size());
        return run.name() + ": " + run.curve().size() + (run.curve().size() == 1 ? " epoch" : " epochs") + (run.card().isPresent() ? dice : ", under way");
    }

    private static double mean(Run run) {
        return Arrays.stream(CaseDice.values(run.scores(), Optional.empty())).average().orElse(Double.NaN);
    }

    private List<LinePlot> curves() {
        var loss = new ArrayList<LinePlot.Line>();
        var dice = new ArrayList<LinePlot.Line>();
        for (Run run : runs) {
            double[] epochs = run.curve().stream().mapToDouble(LearningCurves.Point::epoch).toArray();
            loss.add(new LinePlot.Line(run.name(), epochs, run.curve().stream().mapToDouble(LearningCurves.Point::loss).toArray()));
            dice.add(new LinePlot.Line(run.name(), epochs, run.curve().stream().mapToDouble(LearningCurves.Point::dice).toArray()));
        }
        return RankingPage.plots(loss, dice);
    }

    private String html() {
        var out = new StringBuilder(Page.begin("Trainings compared"));
        out.append("<h1>Trainings compared</h1><p class=\"lead\">").append(runs.size()).append(runs.size() == 1 ? " training" : " trainings")
                .append(". The Dice of a training that has ended is that of its best epoch, on the cases' own grids.</p>");
        table(out);
        out.append("<h2>Learning curves</h2>");
        for (LinePlot plot : curves()) if (!plot.isEmpty()) out.append("<figure>").append(plot.svg()).append("</figure>");
        differences(out);
        scores(out);
        return out.append(Page.END).toString();
    }

    private void table(StringBuilder out) {
        out.append("<div class=\"wide\"><table><thead><tr><th>Training</th>").append(head("Epochs")).append(head("Best epoch")).append(head("Last loss")).append(head("Mean Dice")).append(head("Cases"))
                .append(head("Minutes")).append("</tr></thead><tbody>");
        for (Run run : runs) {
            out.append("<tr><th>").append(Page.text(run.name())).append("</th>").append(cell(String.valueOf(run.curve().size())))
                    .append(cell(run.card().map(card -> String.valueOf(card.training().bestEpoch())).orElse("under way")))
                    .append(cell(run.curve().isEmpty() ? "–" : number(run.curve().getLast().loss()))).append(cell("<b>" + number(mean(run)) + "</b>"))
                    .append(cell(run.scores().isEmpty() ? "–" : String.valueOf(run.scores().size())))
                    .append(cell(String.format(Locale.ROOT, "%.1f", run.curve().stream().mapToDouble(LearningCurves.Point::seconds).sum() / 60))).append("</tr>");
        }
        out.append("</tbody></table></div>");
    }

    private void differences(StringBuilder out) {
        Map<String, List<String>> differences = Run.differences(runs);
        out.append("<h2>Settings that differ</h2>");
        if (differences.isEmpty()) {
            out.append("<p>None, as far as the cards say.</p>");
            return;
        }
        out.append("<div class=\"wide\"><table><thead><tr><th></th>");
        for (Run run : runs) out.append("<th>").append(Page.text(run.name())).append("</th>");
        out.append("</tr></thead><tbody>");
        differences.forEach((name, values) -> {
            out.append("<tr><th>").append(Page.text(name)).append("</th>");
            for (String value : values) out.append("<td>").append(Page.text(value)).append("</td>");
            out.append("</tr>");
        });
        out.append("</tbody></table></div>");
    }

    /// The one that all others are compared with: of those with scores the best.
    private Optional<Run> best() {
        return runs.stream().filter(run -> !Double.isNaN(mean(run))).max(Comparator.comparingDouble(CompareRuns::mean));
    }

    private void scores(StringBuilder out) {
        if (best().isEmpty()) return;
        Run best = best().get();
        out.append("<h2>Case by case</h2><p>Against ").append(Page.text(best.name())).append(", on the ").append(best.scores().size()).append(" cases that judged it: the other's Dice minus its. Interval by bootstrap over cases;"
                + " p of the two-sided Wilcoxon signed-rank test, not corrected for the number of rows.</p><div class=\"wide\"><table><thead><tr><th>Training</th><th>Dice</th>").append(head("Mean"))
                .append(head("Difference")).append(head("95 % interval")).append(head("Higher / lower")).append(head("p")).append("</tr></thead><tbody>");
        List<String> others = new ArrayList<>();
        for (Run run : runs) {
            if (run.scores().isEmpty()) continue;
            if (!run.judges().equals(best.judges())) {
                others.add(run.name());
                continue;
            }
            row(run, best, "mean", Optional.empty(), out);
            labels().forEach((label, name) -> row(run, best, name, Optional.of(label), out));
        }
        out.append("</tbody></table></div>");
        if (!others.isEmpty()) out.append("<p>Judged by other cases, and so not compared: ").append(Page.text(String.join(", ", others))).append(".</p>");
    }

    private static void row(Run run, Run best, String name, Optional<Integer> label, StringBuilder out) {
        double[] values = CaseDice.values(run.scores(), label);
        if (values.length == 0) return;
        Optional<PairedComparison> paired = run == best ? Optional.empty() : CaseDice.paired(best.scores(), run.scores(), label);
        Interval interval = Interval.ofMean(values);
        out.append("<tr><th>").append(label.isEmpty() ? Page.text(run.name()) : "").append("</th><td>").append(Page.text(name)).append("</td>")
                .append(cell("<b>" + number(Arrays.stream(values).average().orElse(0)) + "</b>"));
        out.append(paired.map(one -> cell(String.format(Locale.ROOT, "%+.4f", one.meanDifference())) + cell(String.format(Locale.ROOT, "%+.4f … %+.4f", one.interval().low(), one.interval().high()))
                + cell(one.higher() + " / " + one.lower()) + cell(Page.text(RankingTables.p(one).replaceFirst("^p = ", "").replaceFirst("^p ", ""))))
                .orElse(cell("–") + cell(number(interval.low()) + " … " + number(interval.high())) + cell("–").repeat(2))).append("</tr>");
    }

    /// Names of labels by value, as the first card that has one calls it.
    private Map<Integer, String> labels() {
        var labels = new TreeMap<Integer, String>();
        for (Run run : runs) {
            run.scores().forEach(score -> score.overlaps().keySet().forEach(label -> labels.putIfAbsent(label, run.card().flatMap(card -> card.labels().find(label))
                    .map(entry -> entry.name()).orElse(String.valueOf(label)))));
        }
        return labels;
    }

    /// One line a training, case and label.
    private String csv() {
        Csv out = new Csv().row("training", "case", "label", "name", "dice");
        Map<Integer, String> names = labels();
        for (Run run : runs) {
            for (CaseScore score : run.scores()) score.overlaps().keySet().forEach(label -> out.row(run.name(), score.caseId(), label, names.getOrDefault(label, ""), score.dice(label)));
        }
        return out.toString();
    }
}
