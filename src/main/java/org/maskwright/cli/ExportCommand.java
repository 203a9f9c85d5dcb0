package org.maskwright.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.maskwright.workflow.ExportDataset;
import org.maskwright.workflow.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `maskwright export --project DIR --format nnunet|msd --out DIR`
@Command(name = "export", description = "Write a project's corrected labels as training data, with scores against what the model had proposed.",
        footer = {"", "Example:", "  maskwright export --project my-project --format nnunet --out Dataset001_Mine"})
final class ExportCommand implements Callable<Integer> {
    private final Console console;
    private final Supplier<Workbench> workbench;

    @Mixin private Help help = new Help();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--project", paramLabel = "DIR", required = true, description = "The project's folder, which holds project.json.")
    private Path project = Path.of("");

    @Option(names = "--format", paramLabel = "nnunet|msd", required = true, description = "nnU-Net v2 raw, or Medical Segmentation Decathlon.")
    private String format = "";

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "A new or empty folder.")
    private Path out = Path.of("");

    ExportCommand(Console console, Supplier<Workbench> workbench) {
        this.console = console;
        this.workbench = workbench;
    }

    @Override
    public Integer call() throws Exception {
        ExportDataset.Kind kind = switch (format.toLowerCase(Locale.ROOT)) {
            case "nnunet" -> ExportDataset.Kind.NNUNET;
            case "msd" -> ExportDataset.Kind.MSD;
            default -> throw new ParameterException(spec.commandLine(), "--format is nnunet or msd, got '" + format + "'.");
        };
        ExportDataset.Exported exported = console.await(workbench.get().exportDataset().export(project, kind, out));
        console.out().println(exported.cases().size() + (exported.cases().size() == 1 ? " case is in " : " cases are in ") + exported.folder() + ".");
        exported.renumbered().forEach((from, to) -> console.out().println("Label " + from + " became " + to + ", for nnU-Net counts 1, 2, 3 …"));
        console.out().flush();
        int exit = Console.GOOD;
        for (String problem : exported.leftOut()) exit = console.fail(problem);
        return exit;
    }
}
