package org.maskwright.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.maskwright.workflow.Workbench;
import org.maskwright.workflow.tour.Tour;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `maskwright tour --out DIR`
@Command(name = "tour", description = "Walk the whole loop on the built-in case without a window: pictures, labels, scores.",
        footer = {"", "Example:", "  maskwright tour --out tour"})
final class TourCommand extends TypedCommand {
    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The folder to write into; it is made if need be.")
    private Path out = Path.of("");

    TourCommand(Console console, Supplier<Workbench> workbench) {
        super(console, workbench);
    }

    @Override
    public Integer call() throws Exception {
        return run(out);
    }

    int run(Path folder) throws Exception {
        List<Tour.Step> steps;
        try (TerminalProgress progress = console.progress("Tour")) {
            steps = Tour.walk(folder, workbench().models(), Tour.Length.WHOLE, progress);
        }
        for (Tour.Step step : steps) console.out().println(step.title() + ": " + step.text());
        console.out().println("Open " + folder.resolve("index.html") + " to see it.");
        return console.done();
    }
}
