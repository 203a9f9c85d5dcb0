package org.maskwright.cli;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.maskwright.workflow.ScoreFiles;
import org.maskwright.workflow.ScoreReport;
import org.maskwright.workflow.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `maskwright score --reference PATH --candidate PATH [--json] [--csv FILE]`
@Command(name = "score", description = "Measure how well label maps agree: Dice, Jaccard and volumes for each case and label.",
        footer = {"", "A label that neither map holds has no Dice: it is not defined, and means say of how many scores they are.",
            "", "Example:", "  maskwright score --reference expert/ --candidate proposals/ --csv scores.csv"})
final class ScoreCommand extends TypedCommand {
    @Option(names = "--reference", paramLabel = "PATH", required = true, description = "What is taken for right: a label map, or a folder of them.")
    private Path reference = Path.of("");

    @Option(names = "--candidate", paramLabel = "PATH", required = true, description = "What is judged: a label map, or a folder whose files have the same names.")
    private Path candidate = Path.of("");

    @Option(names = "--json", description = "Print JSON: per case and label, and means.")
    private boolean json;

    @Option(names = "--csv", paramLabel = "FILE", description = "Also write a table, one line a case and label.")
    private @Nullable Path csv;

    ScoreCommand(Console console, Supplier<Workbench> workbench) {
        super(console, workbench);
    }

    @Override
    public Integer call() throws Exception {
        ScoreReport report;
        try (TerminalProgress progress = console.progress("Scoring")) {
            report = ScoreFiles.score(reference, candidate, progress);
        }
        if (json) console.out().println(report.json());
        else if (!report.isEmpty()) console.out().println(report.text());
        console.out().flush();
        if (csv != null) ScoreFiles.writeCsv(report, csv);
        return console.done(report.problems());
    }
}
