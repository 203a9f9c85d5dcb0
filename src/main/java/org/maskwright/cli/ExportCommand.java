package org.maskwright.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.maskwright.workflow.ExportDataset;
import org.maskwright.workflow.ExportGate;
import org.maskwright.workflow.Workbench;
import org.maskwright.workflow.gate.Finding;
import org.maskwright.workflow.gate.Fix;
import org.maskwright.workflow.gate.Plan;
import org.maskwright.workflow.gate.Severity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `maskwright export --project DIR --format nnunet|msd|bids|coco|coco-rle --out DIR`
@Command(name = "export", description = "Write a project's corrected labels as training data, with scores against what the model had proposed.",
        footer = {"", "Every case is checked first (see maskwright check). What stops an export must be mended or left out;", "the rest goes along with --accept, and is written into findings.json.",
            "", "Examples:", "  maskwright export --project my-project --format nnunet --out Dataset001_Mine", "  maskwright export --project my-project --format nnunet --out Dataset001_Mine --fix islands,holes --accept"})
final class ExportCommand extends TypedCommand {
    @Mixin private GateOptions gate = new GateOptions();

    @Option(names = "--project", paramLabel = "DIR", required = true, description = "The project's folder, which holds project.json.")
    private Path project = Path.of("");

    @Option(names = "--format", paramLabel = "nnunet|msd|bids|coco|coco-rle", required = true,
            description = "nnU-Net v2 raw, Medical Segmentation Decathlon, BIDS derivatives (labels alone), or COCO (PNG slices and annotations).")
    private String format = "";

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "A new or empty folder.")
    private Path out = Path.of("");

    @Option(names = "--accept", description = "Go on in spite of findings that do not stop an export.")
    private boolean accept;

    @Option(names = "--fix", paramLabel = "KIND", split = ",", description = "Mend first: islands, holes, gaps, sides, names, grid, splits, leave-out. Each is a step that the window can undo.")
    private List<String> fix = List.of();

    ExportCommand(Console console, Supplier<Workbench> workbench) {
        super(console, workbench);
    }

    @Override
    public Integer call() throws Exception {
        Set<Fix.Kind> kinds = Set.copyOf(fix.stream().map(this::kind).toList());
        Workbench bench = workbench();
        ExportGate.Report report = gate.check(console, bench, project, gate.kind(format), gate.plan());
        List<Fix> fixes = report.findings().stream().flatMap(finding -> finding.fix().stream()).filter(one -> kinds.contains(one.kind())).distinct().toList();
        if (!fixes.isEmpty()) {
            Plan plan = report.plan();
            for (Fix one : fixes) if (one instanceof Fix.OfExport choice) plan = plan.with(choice);
            int mended = console.await(bench.mendFindings().mend(project, fixes));
            console.out().println(mended == 1 ? "One thing was mended." : mended + " things were mended.");
            report = gate.check(console, bench, project, gate.kind(format), plan);
        }
        Set<Finding> accepted = accept ? Set.copyOf(report.of(Severity.LOOK)) : Set.of();
        if (!report.findings().isEmpty()) console.out().println(report.text());
        console.out().flush();
        if (report.obstacle(accepted).isPresent()) return console.fail("nothing was exported. " + report.obstacle(accepted).get() + (report.of(Severity.BLOCKS).isEmpty() ? " --accept accepts them." : ""));
        ExportDataset.Exported exported = console.await(bench.exportDataset().export(project, report.clear(accepted), out));
        console.out().println(exported.cases().size() + (exported.cases().size() == 1 ? " case is in " : " cases are in ") + exported.folder() + ".");
        exported.renumbered().forEach((from, to) -> console.out().println("Label " + from + " became " + to + ", for nnU-Net counts 1, 2, 3 …"));
        return console.done(exported.leftOut());
    }

    private Fix.Kind kind(String id) {
        return Fix.Kind.of(id).orElseThrow(() -> {
            List<String> known = new ArrayList<>();
            for (Fix.Kind kind : Fix.Kind.values()) known.add(kind.id());
            return wrong("--fix is one or more of " + String.join(", ", known) + "; got '" + id + "'.");
        });
    }
}
