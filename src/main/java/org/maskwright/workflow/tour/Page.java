package org.maskwright.workflow.tour;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.maskwright.disk.AtomicFile;
import org.maskwright.measure.CaseScore;
import org.maskwright.measure.Score;
import org.maskwright.workflow.ScoreReport;

/// The page that shows what the tour did: one file, no script, nothing fetched.
final class Page {
    private static final String HEAD = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>Maskwright: the tour</title>
            <style>
            body { background: #14161a; color: #d7dae0; font: 16px/1.55 system-ui, sans-serif; margin: 0 auto; max-width: 76rem; padding: 2.5rem 1.5rem 5rem; }
            h1 { font-weight: 600; letter-spacing: -.02em; } h2 { color: #fff; font-size: 1.1rem; margin: 2.4rem 0 .3rem; }
            h2 span { color: #f2a541; margin-right: .6rem; } p { margin: .2rem 0 .8rem; max-width: 52rem; }
            img { border-radius: 8px; display: block; max-width: 100%; } code { background: #23262d; border-radius: 4px; padding: .1rem .35rem; }
            table { border-collapse: collapse; } td, th { border-bottom: 1px solid #2b2f37; padding: .3rem 1rem .3rem 0; text-align: right; }
            td:first-child, th:first-child { text-align: left; } small { color: #8d939e; }
            </style></head><body>
            """;

    private Page() {}

    static void write(Path folder, List<Tour.Step> steps, ScoreReport scores) throws IOException {
        StringBuilder page = new StringBuilder(HEAD).append("<h1>The tour</h1>\n<p>The whole loop on a digital patient: a model proposes, a hand corrects, the correction becomes training data.</p>\n");
        int n = 1;
        for (Tour.Step step : steps) {
            page.append("<h2><span>").append(n++).append("</span>").append(escaped(step.title())).append("</h2>\n<p>").append(escaped(step.text())).append("</p>\n");
            if (!step.picture().isEmpty()) page.append("<img src=\"").append(step.picture()).append("\" alt=\"").append(escaped(step.title())).append(": axial, coronal and sagittal plane\">\n");
        }
        table(page, scores);
        page.append("<p><small>For research and teaching. Not a medical device. The patient is digital: nobody's data is in these pictures.</small></p>\n</body></html>\n");
        AtomicFile.write(folder.resolve("index.html"), out -> out.write(page.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static void table(StringBuilder page, ScoreReport scores) {
        page.append("<h2>Dice against the truth</h2>\n<table><tr><th>organ</th>");
        for (CaseScore one : scores.cases()) page.append("<th>").append(one.caseId()).append("</th>");
        page.append("</tr>\n");
        for (int label : scores.labels()) {
            page.append("<tr><td>").append(escaped(scores.names().getOrDefault(label, "Label " + label))).append("</td>");
            for (CaseScore one : scores.cases()) page.append("<td>").append(one.dice(label) instanceof Score.Defined(double dice) ? String.format(Locale.ROOT, "%.3f", dice) : "–").append("</td>");
            page.append("</tr>\n");
        }
        page.append("</table>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
