package org.maskwright.cli;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.maskwright.workflow.Workbench;
import org.maskwright.workflow.gallery.SeeAugmentation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `maskwright augment --data DIR --out DIR [--case ID] [--architecture ID] [--seed N]`
@Command(name = "augment", description = "Show what a training would vary, before it runs: each augmentation alone on a case, and the patches of the first step. Writes one page.",
        footer = {"", "Example:", "  maskwright augment --data export --out gallery"})
final class AugmentCommand extends TypedCommand {
    @Option(names = "--data", paramLabel = "DIR", required = true, description = "A folder of labelled cases as for train; or phantom:N for N digital torsos.")
    private String data = "";

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The folder to write augmentation.html into; it is made if need be.")
    private Path out = Path.of("");

    @Option(names = "--case", paramLabel = "ID", description = "The case to vary; else the first that would be learnt from.")
    private String caseId = "";

    @Option(names = "--architecture", paramLabel = "ID", description = "The kind of network, as for train: one for slices varies slices.")
    private String architecture = "";

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of every draw; the last row is what train with the same seed begins with.")
    private long seed = 1;

    AugmentCommand(Console console, Supplier<Workbench> workbench) {
        super(console, workbench);
    }

    @Override
    public Integer call() throws Exception {
        SeeAugmentation.Written written = console.await(new SeeAugmentation(workbench().jobs()).write(new SeeAugmentation.Request(data, caseId, architecture, out, seed)));
        written.gallery().rows().forEach(row -> console.out().println(row.title() + ": " + row.strength() + "; " + row.use()));
        console.out().println("Open " + written.page() + " to see it.");
        return console.done(written.leftOut());
    }
}
