package org.maskwright.workflow.finetune;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.maskwright.measure.PairedComparison;
import org.maskwright.measure.Score;
import org.maskwright.workflow.page.Page;

/// A report card as one page that needs nothing beside it.
///
/// @param remarks whole sentences on what was left out, and why
/// @param reasons why the settings are as they are, a sentence each
public record ReportCardPage(ReportCard card, List<String> remarks, List<String> reasons) {
    public static final String FILE = "report.html";

    public ReportCardPage {
        remarks = List.copyOf(remarks);
        reasons = List.copyOf(reasons);
    }

    public String html() {
        StringBuilder out = new StringBuilder(Page.begin(card.after() + " – report card"));
        out.append("<h1>").append(Page.text(card.after())).append("</h1><p class=\"lead\">beside ").append(Page.text(card.before())).append(", from which it came</p><p><b>")
                .append(Page.text(card.verdict())).append("</b></p>");
        PairedComparison all = card.comparison();
        out.append("<p>Case by case: ").append(all.higher()).append(" better, ").append(all.lower()).append(" worse of ").append(all.cases())
                .append(String.format(Locale.ROOT, "; mean difference %+.4f (95 %% interval %+.4f … %+.4f), p = %.4f (two-sided Wilcoxon signed-rank test).", all.meanDifference(), all.interval().low(), all.interval().high(), all.p()));
        card.gainOnCorrected().ifPresent(gain -> out.append(String.format(Locale.ROOT, " Corrected cases %+.4f.", gain)));
        card.gainOnOld().ifPresent(gain -> out.append(String.format(Locale.ROOT, " Old data %+.4f.", gain)));
        out.append(String.format(Locale.ROOT, " Voxels to correct a case: %.0f before, %.0f after.", card.meanEditsBefore(), card.meanEditsAfter()));
        out.append("</p><p>").append(Page.text(card.minutes())).append("</p>");
        labels(out);
        cases(out);
        list("Remarks", remarks, out);
        list("Why these settings", reasons, out);
        out.append("<h2>What the numbers mean</h2><dl><dt>Dice</dt><dd>2TP/(2TP+FP+FN) on the case's own grid. A dash: the label is nowhere, and nothing was found;"
                + " beside a model that did find something this counts as 1.</dd><dt>Missed, false</dt><dd>26-connected pieces of the truth that the proposal has no voxel of,"
                + " and of the proposal that the truth has none of.</dd><dt>Edit minutes</dt><dd>Time between changes of the case's labels while it was open, up to the last edit; a gap of more"
                + " than a minute counts nothing, nor does the time that a model took. A dash: not measured from the first edit on, labels came from a file, or old data.</dd></dl>");
        return out.append(Page.END).toString();
    }

    private static void list(String title, List<String> sentences, StringBuilder out) {
        if (sentences.isEmpty()) return;
        out.append("<h2>").append(title).append("</h2><ul>");
        for (String sentence : sentences) out.append("<li>").append(Page.text(sentence)).append("</li>");
        out.append("</ul>");
    }

    private void labels(StringBuilder out) {
        out.append("<h2>Labels</h2><div class=\"wide\"><table><thead><tr><th>Label</th><th class=\"n\">Cases</th><th class=\"n\">Dice before</th><th class=\"n\">after</th>"
                + "<th class=\"n\">Difference</th><th class=\"n\">95 % interval</th><th class=\"n\">Missed before</th><th class=\"n\">after</th><th class=\"n\">False before</th><th class=\"n\">after</th></tr></thead><tbody>");
        card.labels().forEach((label, name) -> card.comparison(label).ifPresent(paired -> {
            List<ReportCard.Pair> pairs = card.pairs(label);
            double before = pairs.stream().mapToDouble(pair -> pair.before().value()).average().orElse(0);
            out.append("<tr><th>").append(Page.text(name)).append("</th>").append(cell(String.valueOf(paired.cases()))).append(cell(number(before)))
                    .append(cell("<b>" + number(before + paired.meanDifference()) + "</b>")).append(cell(String.format(Locale.ROOT, "%+.3f", paired.meanDifference())))
                    .append(cell(String.format(Locale.ROOT, "%+.3f … %+.3f", paired.interval().low(), paired.interval().high())));
            out.append(cell(String.valueOf(pairs.stream().mapToInt(pair -> pair.before().parts().missed()).sum())))
                    .append(cell(String.valueOf(pairs.stream().mapToInt(pair -> pair.after().parts().missed()).sum())))
                    .append(cell(String.valueOf(pairs.stream().mapToInt(pair -> pair.before().parts().falseFinds()).sum())))
                    .append(cell(String.valueOf(pairs.stream().mapToInt(pair -> pair.after().parts().falseFinds()).sum()))).append("</tr>");
        }));
        out.append("</tbody></table></div>");
    }

    private void cases(StringBuilder out) {
        out.append("<h2>Cases</h2><div class=\"wide\"><table><thead><tr><th>Case</th><th></th><th class=\"n\">Mean Dice</th><th class=\"n\">Voxels to correct</th><th class=\"n\">Edit minutes</th>");
        card.labels().values().forEach(name -> out.append("<th class=\"n\">").append(Page.text(name)).append("</th>"));
        out.append("</tr></thead><tbody>");
        for (ReportCard.Row row : card.rows()) {
            out.append("<tr><th>").append(Page.text(row.caseId())).append("</th><td>").append(row.corrected() ? "corrected" : "old data").append("</td>")
                    .append(cell(number(row.meanBefore()) + " → <b>" + number(row.meanAfter()) + "</b>")).append(cell(row.editsBefore() + " → " + row.editsAfter()))
                    .append(cell(minutes(row)));
            for (int label : card.labels().keySet()) {
                ReportCard.Pair pair = row.labels().get(label);
                out.append(cell(pair == null ? "–" : score(pair.before()) + " → " + score(pair.after())));
            }
            out.append("</tr>");
        }
        out.append("</tbody></table></div>");
    }

    private String minutes(ReportCard.Row row) {
        OptionalDouble minutes = row.corrected() ? card.time().minutes(row.caseId()) : OptionalDouble.empty();
        return minutes.isPresent() ? String.format(Locale.ROOT, "%.1f", minutes.getAsDouble()) : "–";
    }

    private static String cell(String html) {
        return "<td class=\"n\">" + html + "</td>";
    }

    private static String score(ReportCard.One one) {
        return one.dice() instanceof Score.Defined(double value) ? number(value) : "–";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
