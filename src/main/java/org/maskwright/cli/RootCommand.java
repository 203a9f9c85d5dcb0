package org.maskwright.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.maskwright.workflow.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `maskwright [PATH…]`
@Command(name = "maskwright", versionProvider = Version.class, subcommandsRepeatable = false,
        description = "Annotate and segment medical images: let a model propose, correct it by hand, learn from the correction.",
        footer = {"", "Without a command it opens the window.", "", "Examples:", "  maskwright scan.nii.gz", "  maskwright tour --out tour", "  maskwright info --help"})
final class RootCommand extends TypedCommand {
    static final Path TOUR_FOLDER = Path.of("maskwright-tour");

    private final WindowOpener window;
    private final TourCommand tour;

    @Option(names = {"-V", "--version"}, versionHelp = true, description = "Show the version.")
    private boolean version;

    @Parameters(paramLabel = "PATH", arity = "0..*", description = "Scans, DICOM folders or projects to open in the window.")
    private List<Path> paths = List.of();

    private boolean opened;

    RootCommand(Console console, Supplier<Workbench> workbench, WindowOpener window, TourCommand tour) {
        super(console, workbench);
        this.window = window;
        this.tour = tour;
    }

    @Override
    public Integer call() throws Exception {
        for (Path path : paths) {
            if (Files.exists(path)) continue;
            console.err().println("maskwright: " + path + " is neither a command nor a file or folder. maskwright --help lists the commands.");
            return Console.WRONG_USAGE;
        }
        try {
            window.open(paths);
            opened = true;
            return Console.GOOD;
        } catch (WindowOpener.NoDisplay e) {
            console.err().println("maskwright: no window can be shown here (" + e.getMessage() + "); the tour goes into ./" + TOUR_FOLDER + " instead.");
            console.err().flush();
            return tour.run(TOUR_FOLDER);
        }
    }

    /// Whether the window was opened.
    boolean hasOpenedWindow() {
        return opened;
    }
}
