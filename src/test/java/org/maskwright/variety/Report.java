package org.maskwright.variety;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes what came of every file of the collections: `index.html` and `report.md` to read, `report.jsonl` to count with.
///
/// Ends with status 1 if a disagreement stands in no table.
public final class Report {
    private final List<Disagreement> table = Disagreement.load();
    private final Map<String, List<Finding>> findings = new LinkedHashMap<>();

    private Report() throws IOException {}

    /// @param arguments the folder to write to; `target/variety` if none
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments.length > 0 ? arguments[0] : "target/variety"));
        Report report = new Report();
        for (Collection collection : Collection.ALL) report.read(collection);
        Files.writeString(folder.resolve("report.jsonl"), report.json());
        Files.writeString(folder.resolve("report.md"), report.markdown());
        Files.writeString(folder.resolve("index.html"), report.html());
        System.out.println(report.counts() + "\n" + folder.toAbsolutePath().resolve("index.html"));
        System.exit(report.isExplained() ? 0 : 1);
    }

    private void read(Collection collection) throws Exception {
        if (!collection.isPresent()) {
            System.out.println(collection.name() + " is not there; -Dmaskwright.shared=FOLDER names where it is");
            return;
        }
        List<Finding> found = new ArrayList<>();
        for (Collection.Line line : collection.lines()) found.add(collection.check(line));
        findings.put(collection.name(), found);
    }

    private boolean isExplained() {
        return all().stream().allMatch(f -> f.differences().stream().allMatch(d -> table.stream().anyMatch(row -> row.covers(f, d))));
    }

    private List<Finding> all() {
        return findings.values().stream().flatMap(List::stream).toList();
    }

    private static long count(List<Finding> found, Finding.Outcome outcome) {
        return found.stream().filter(f -> f.outcome() == outcome).count();
    }

    /// The summary: one row a collection.
    private String counts() {
        StringBuilder text = new StringBuilder("| collection | files | as listed | refused as expected | disagreement | statements compared |\n|---|--:|--:|--:|--:|--:|\n");
        findings.forEach((name, found) -> row(text, name, found));
        row(text, "together", all());
        return text.toString();
    }

    private static void row(StringBuilder text, String name, List<Finding> found) {
        text.append("| ").append(name).append(" | ").append(found.size());
        for (Finding.Outcome outcome : Finding.Outcome.values()) text.append(" | ").append(count(found, outcome));
        text.append(" | ").append(found.stream().mapToInt(Finding::facts).sum()).append(" |\n");
    }

    private String right(Finding finding, Finding.Difference difference) {
        return table.stream().filter(row -> row.covers(finding, difference)).map(row -> row.right() + ": " + row.reason()).findFirst().orElse("NOBODY HAS SAID YET");
    }

    private String markdown() {
        StringBuilder text = new StringBuilder("# What was read\n\n" + counts() + "\n## Disagreements\n\n| file | what | the list | we | who is right |\n|---|---|---|---|---|\n");
        for (Finding f : all()) {
            for (Finding.Difference d : f.differences())
                text.append("| ").append(f.file()).append(" | ").append(d.what()).append(" | ").append(cell(d.listed())).append(" | ").append(cell(d.read())).append(" | ").append(cell(right(f, d))).append(" |\n");
        }
        text.append("\n## Refused as expected\n\n| file | the sentence |\n|---|---|\n");
        for (Finding f : all()) if (f.outcome() == Finding.Outcome.REFUSED) text.append("| ").append(f.file()).append(" | ").append(cell(f.refusal())).append(" |\n");
        return text.toString();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }

    private String json() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        StringBuilder lines = new StringBuilder();
        for (Finding f : all()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("collection", f.collection());
            line.put("file", f.file());
            line.put("outcome", f.outcome().title());
            line.put("statements", f.facts());
            line.put("refusal", f.refusal());
            line.put("differences", f.differences().stream().map(d -> Map.of("what", d.what(), "listed", d.listed(), "read", d.read(), "right", right(f, d))).toList());
            lines.append(mapper.writeValueAsString(line)).append('\n');
        }
        return lines.toString();
    }

    private String html() {
        StringBuilder rows = new StringBuilder();
        for (Finding f : all()) {
            String said = f.differences().isEmpty() ? escaped(f.refusal())
                    : f.differences().stream().map(d -> "<b>" + escaped(d.what()) + "</b>: listed “" + escaped(d.listed()) + "”, read “" + escaped(d.read()) + "”. <i>" + escaped(right(f, d)) + "</i>")
                    .collect(Collectors.joining("<br>"));
            rows.append("<tr class=\"").append(f.outcome()).append("\"><td>").append(f.collection()).append("<td>").append(escaped(f.file())).append("<td>").append(f.outcome().title())
                    .append("<td>").append(f.facts()).append("<td>").append(said).append("\n");
        }
        return """
                <!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>What was read</title>
                <style>body{font:14px/1.4 sans-serif;margin:2em;color:#222}table{border-collapse:collapse}td,th{border-bottom:1px solid #ddd;padding:3px 8px;text-align:left;vertical-align:top}
                tr.MATCH td:nth-child(3){color:#176b2c}tr.REFUSED td:nth-child(3){color:#6b5a17}tr.DISAGREEMENT{background:#fdf1e3}pre{background:#f5f5f5;padding:1em}</style>
                <h1>What was read</h1><pre>%s</pre><table><tr><th>collection<th>file<th>outcome<th>statements<th>why
                %s</table></html>
                """.formatted(escaped(counts()), rows);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
