package org.maskwright.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.maskwright.workflow.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `maskwright tour --out DIR`
@Command(name = "tour", description = "Walk the whole loop on the built-in case without a window: pictures, labels, scores.",
        footer = {"", "Example:", "  maskwright tour --out tour"})
final class TourCommand implements Callable<Integer> {
    private final Console console;
    private final Supplier<Workbench> workbench;

    @Mixin private Help help = new Help();

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The folder to write into; it is made if need be.")
    private Path out = Path.of("");

    TourCommand(Console console, Supplier<Workbench> workbench) {
        this.console = console;
        this.workbench = workbench;
    }

    @Override
    public Integer call() throws Exception {
        return run(out);
    }

    int run(Path folder) throws Exception {
        return console.fail("the tour into " + folder + " is not built yet " + workbench.getClass().getSimpleName());
    }
}
