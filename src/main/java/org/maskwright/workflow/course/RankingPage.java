package org.maskwright.workflow.course;

import static org.maskwright.workflow.course.Cells.cell;
import static org.maskwright.workflow.course.Cells.head;
import static org.maskwright.workflow.course.Cells.number;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.maskwright.learn.LearningCurves;
import org.maskwright.measure.Dice;
import org.maskwright.measure.Metric;
import org.maskwright.measure.Score;
import org.maskwright.workflow.evaluate.MetricText;
import org.maskwright.workflow.evaluate.StripPlot;
import org.maskwright.workflow.page.LinePlot;
import org.maskwright.workflow.page.Page;

/// A ranking as one page that needs nothing beside it: the table, every case as a dot, the learning curves in one plot, and the same cases as each
/// method sees them.
///
/// @param lineups pictures; none while trainings are under way
record RankingPage(Ranking ranking, List<Lineup> lineups) {
    /// Dice so far below the best of a plot is of the first epochs alone, and would flatten the rest.
    private static final double SHOWN_BELOW_BEST = 0.25;

    /// The metrics of the table, by label.
    private static final List<String> COLUMNS = List.of("dice", "hd95");

    RankingPage {
        lineups = List.copyOf(lineups);
    }

    String html() {
        int count = ranking.standings().size();
        var out = new StringBuilder(Page.begin(ranking.data() + " – networks compared"));
        out.append("<h1>").append(Page.text(ranking.data())).append("</h1><p class=\"lead\">").append(count).append(count == 1 ? " method" : " methods").append(" given the same ")
                .append(ranking.learning()).append(" cases to learn from and judged by the same ").append(ranking.judging().size())
                .append(". Mean with its 95 % interval (bootstrap over cases). p is that of the two-sided Wilcoxon signed-rank test on the cases' mean Dice, against the best, not corrected for the number of rows.</p>");
        table(out);
        boolean learning = ranking.standings().stream().anyMatch(one -> one.training().isPresent());
        out.append("<p>");
        if (learning) out.append("The weights are those of the epoch that validated best, on the cases that judge here: all scores of networks are a little kind, and alike so. ");
        if (ranking.standings().stream().anyMatch(one -> one.training().isEmpty())) out.append("Methods without parameters chose their settings by cases to learn from, never by those that judge.");
        out.append("</p>");
        strips(out);
        if (learning) out.append("<h2>Learning curves</h2>");
        for (LinePlot plot : curves(ranking.standings())) if (!plot.isEmpty()) out.append("<figure>").append(plot.svg()).append("</figure>");
        for (Lineup lineup : lineups) lineup(lineup, out);
        networks(out);
        cases(out);
        out.append("<h2>What the numbers mean</h2><dl>");
        for (Metric metric : ranking.best().evaluation().metrics()) out.append("<dt>").append(Page.text(MetricText.title(metric))).append("</dt><dd>").append(Page.text(metric.convention())).append("</dd>");
        out.append("<dt>Core-minutes</dt><dd>Processor time of the training over all cores; minutes are those of the clock, which on a busy machine say less.</dd>")
                .append("<dt>ms a case</dt><dd>Median time of a proposal, the scan being in memory.</dd></dl>")
                .append("<p>Every score of every case stands in ").append(CompareNetworks.TABLE).append(" and ").append(CompareNetworks.JSON).append(" beside this page.</p>");
        return out.append(Page.END).toString();
    }

    /// Loss and validation Dice of every network, against the epoch.
    static List<LinePlot> curves(List<Standing> standings) {
        var loss = new ArrayList<LinePlot.Line>();
        var dice = new ArrayList<LinePlot.Line>();
        for (Standing one : standings) {
            one.training().ifPresent(training -> {
                double[] epochs = training.curve().stream().mapToDouble(LearningCurves.Point::epoch).toArray();
                loss.add(new LinePlot.Line(one.title(), epochs, training.curve().stream().mapToDouble(LearningCurves.Point::loss).toArray()));
                dice.add(new LinePlot.Line(one.title(), epochs, training.curve().stream().mapToDouble(LearningCurves.Point::dice).toArray()));
            });
        }
        return plots(loss, dice);
    }

    /// @param dice cut off far below the best
    static List<LinePlot> plots(List<LinePlot.Line> loss, List<LinePlot.Line> dice) {
        double best = dice.stream().flatMapToDouble(line -> Arrays.stream(line.y())).filter(Double::isFinite).max().orElse(1);
        return List.of(new LinePlot("epoch", MetricText.inFull(new Dice()) + " on the validation cases", dice, best - SHOWN_BELOW_BEST), new LinePlot("epoch", "training loss", loss, Double.NEGATIVE_INFINITY));
    }

    private void table(StringBuilder out) {
        out.append("<div class=\"wide\"><table><thead><tr><th>Method</th><th class=\"n\">Mean over the labels<br>" + MetricText.heading(metric(ranking.best(), "dice")) + "</th>");
        for (String id : COLUMNS) for (int label : ranking.labels()) out.append(head(Page.text(ranking.name(label)) + "<br>" + MetricText.heading(metric(ranking.best(), id))));
        out.append(head("Against the best")).append(head("Parameters")).append(head("MB")).append(head("Patches")).append(head("Minutes<br>(core-minutes)")).append(head("ms a case")).append("</tr></thead><tbody>");
        for (Standing one : ranking.standings()) {
            out.append("<tr><th>").append(Page.text(one.title())).append("</th>").append(cell("<b>" + number(one.meanDice()) + "</b><br><small>" + MetricText.defined(one.definedDice(), one.evaluation().cases().size()) + "</small>"));
            for (String id : COLUMNS) for (int label : ranking.labels()) out.append(cell(MetricText.mean(one.evaluation(), label, one.evaluation().metric(id))));
            out.append(cell(ranking.againstBest(one).map(paired -> String.format(Locale.ROOT, "%+.4f<br><small>%+.4f … %+.4f<br>%s</small>", paired.meanDifference(), paired.interval().low(),
                    paired.interval().high(), Page.text(RankingTables.p(paired)))).orElse("–")));
            out.append(one.training().map(training -> cell(String.format(Locale.ROOT, "%,d", training.parameters())) + cell(String.format(Locale.ROOT, "%.1f", training.megabytes()))
                    + cell(String.format(Locale.ROOT, "%,d", training.patches())) + cell(String.format(Locale.ROOT, "%.1f<br><small>(%.1f)</small>", training.card().training().minutes(), training.coreMinutes())))
                    .orElse(cell("–").repeat(4)));
            out.append(cell(String.format(Locale.ROOT, "%.0f", 1000 * one.secondsPerCase()))).append("</tr>");
        }
        out.append("</tbody></table></div>");
    }

    private static Metric metric(Standing one, String id) {
        return one.evaluation().metrics().get(one.evaluation().metric(id));
    }

    private void strips(StringBuilder out) {
        List<StripPlot.Row> rows = ranking.standings().stream().map(one -> new StripPlot.Row(one.title(), ranking.judging().stream().map(one::dice).filter(Score::isDefined)
                .mapToDouble(score -> score.orElse(0)).toArray())).toList();
        double low = rows.stream().flatMapToDouble(row -> Arrays.stream(row.values())).min().orElse(0);
        out.append("<h2>Mean Dice of each case</h2>").append(new StripPlot(rows, Math.max(0, low - 0.02), 1, "mean over the labels of " + MetricText.inFull(new Dice())).svg());
    }

    private void lineup(Lineup lineup, StringBuilder out) {
        out.append("<h2>").append(Page.text(lineup.caseId())).append("</h2><p>").append(Page.text(lineup.words()))
                .append(" Filled: the expert. Line: what is proposed. Above an axial slice, below a sagittal one, where all together err most.</p><div style=\"display:flex;flex-wrap:wrap;gap:.8rem\">");
        for (Map.Entry<String, byte[]> one : lineup.pictures().entrySet()) {
            String dice = ranking.standings().stream().filter(standing -> standing.title().equals(one.getKey())).findFirst()
                    .map(standing -> standing.dice(lineup.caseId()) instanceof Score.Defined(double value) ? ", Dice " + number(value) : "").orElse("");
            out.append("<figure style=\"margin:0\"><img alt=\"\" src=\"data:image/png;base64,").append(Base64.getEncoder().encodeToString(one.getValue())).append("\"><figcaption>")
                    .append(Page.text(one.getKey())).append(dice).append("</figcaption></figure>");
        }
        out.append("</div>");
    }

    private void networks(StringBuilder out) {
        out.append("<h2>The methods</h2><dl>");
        for (Standing one : ranking.standings()) {
            out.append("<dt>").append(Page.text(one.title())).append("</dt><dd>").append(Page.text(one.paper()));
            one.training().ifPresent(training -> out.append(". Widths ").append(training.card().recipe().widths().stream().map(String::valueOf).collect(Collectors.joining(", "))).append("; patches of ")
                    .append(training.patch()).append(" at ").append(String.format(Locale.ROOT, "%.2f × %.2f × %.2f mm", training.card().spacingMm().x(), training.card().spacingMm().y(), training.card().spacingMm().z()))
                    .append("; epoch ").append(training.card().training().bestEpoch()).append(" of ").append(training.card().training().epochs()).append("; ").append(training.card().training().precision()).append('.'));
            out.append("</dd>");
        }
        out.append("</dl>");
    }

    private void cases(StringBuilder out) {
        out.append("<h2>All cases</h2><p>The hardest first: mean over the labels of " + MetricText.inFull(new Dice()) + ".</p><div class=\"wide\"><table><thead><tr><th>Case</th>");
        for (Standing one : ranking.standings()) out.append(head(Page.text(one.title())));
        out.append("</tr></thead><tbody>");
        for (String id : ranking.hardestFirst()) {
            out.append("<tr><th>").append(Page.text(id)).append("</th>");
            for (Standing one : ranking.standings()) out.append(cell(one.dice(id) instanceof Score.Defined(double value) ? number(value) : "–"));
            out.append("</tr>");
        }
        out.append("</tbody></table></div>");
    }
}
