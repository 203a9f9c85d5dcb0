package org.maskwright.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.maskwright.workflow.Workbench;
import org.maskwright.workflow.course.CompareRuns;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `maskwright runs FOLDER… --out DIR`
@Command(name = "runs", description = "Put trainings side by side, ended or under way: curves in one plot, the settings that differ, and scores case by case.",
        footer = {"", "runs.html opens in any browser and needs no network; runs.csv holds every score.", "", "Example:", "  maskwright runs models/first models/second --out compared"})
final class RunsCommand extends TypedCommand {
    @Parameters(paramLabel = "FOLDER", arity = "1..*", description = "Folders of trainings, or folders that hold several.")
    private List<Path> folders = List.of();

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "A new or empty folder.")
    private Path out = Path.of("");

    RunsCommand(Console console, Supplier<Workbench> workbench) {
        super(console, workbench);
    }

    @Override
    public Integer call() throws Exception {
        CompareRuns.write(folders, out).forEach(console.out()::println);
        console.out().println("The comparison is in " + out.resolve(CompareRuns.PAGE) + ".");
        return console.done();
    }
}
