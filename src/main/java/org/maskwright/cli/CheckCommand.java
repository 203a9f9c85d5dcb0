package org.maskwright.cli;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.maskwright.workflow.ExportGate;
import org.maskwright.workflow.Workbench;
import org.maskwright.workflow.gate.Severity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `maskwright check --project DIR [--json]`
@Command(name = "check", description = "Look a project over as before an export: grids, values, names, sides, strays, gaps, splits. Writes nothing.",
        footer = {"", "Exit code 1 if a finding would stop an export.", "", "Example:", "  maskwright check --project my-project"})
final class CheckCommand extends TypedCommand {
    @Mixin private GateOptions gate = new GateOptions();

    @Option(names = "--project", paramLabel = "DIR", required = true, description = "The project's folder, which holds project.json.")
    private Path project = Path.of("");

    @Option(names = "--format", paramLabel = "nnunet|msd|bids|coco|coco-rle", description = "The data set that is meant: nnU-Net v2 (if not given), Medical Segmentation Decathlon, BIDS or COCO.")
    private String format = "nnunet";

    @Option(names = "--json", description = "Print JSON: every finding with its case, label and voxel.")
    private boolean json;

    CheckCommand(Console console, Supplier<Workbench> workbench) {
        super(console, workbench);
    }

    @Override
    public Integer call() throws Exception {
        ExportGate.Report report = gate.check(console, workbench(), project, gate.kind(format), gate.plan());
        console.out().println(json ? report.json() : report.text());
        console.out().flush();
        return report.of(Severity.BLOCKS).isEmpty() ? Console.GOOD : Console.SOME_FAILED;
    }
}
