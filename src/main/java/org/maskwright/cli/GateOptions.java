package org.maskwright.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.maskwright.workflow.ExportDataset;
import org.maskwright.workflow.ExportGate;
import org.maskwright.workflow.Workbench;
import org.maskwright.workflow.gate.Plan;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Model.CommandSpec;

/// What `check` and `export` ask of the gate alike.
final class GateOptions {
    @Spec(Spec.Target.MIXEE) private CommandSpec spec = CommandSpec.create();

    @Option(names = "--leave-out", paramLabel = "CASE", split = ",", description = "Cases that stay here, such as case-003,case-007.")
    private List<String> leaveOut = List.of();

    @Option(names = "--islands-below", paramLabel = "MM3", defaultValue = "100", description = "Parts of a label under this volume count as strays; 100 if not given.")
    private double islandMm3;

    /// The kind that `format` names.
    ExportDataset.Kind kind(String format) {
        return ExportDataset.Kind.of(format.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> new ParameterException(spec.commandLine(), "--format is nnunet, msd, bids, coco or coco-rle, got '" + format + "'."));
    }

    Plan plan() {
        return new Plan(Set.copyOf(leaveOut), List.of());
    }

    ExportGate.Report check(Console console, Workbench workbench, Path project, ExportDataset.Kind kind, Plan plan) throws Exception {
        if (!(islandMm3 >= 0)) throw new ParameterException(spec.commandLine(), "--islands-below is a volume in mm³, got " + islandMm3 + ".");
        return console.await(workbench.exportGate().check(project, kind, plan, islandMm3, Optional.empty()));
    }
}
