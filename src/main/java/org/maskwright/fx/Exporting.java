package org.maskwright.fx;

import java.nio.file.Path;
import java.util.Set;
import org.maskwright.fx.desk.CaseModel;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.project.ExportSheet;
import org.maskwright.fx.project.Places;
import org.maskwright.job.Job;
import org.maskwright.workflow.Clearance;
import org.maskwright.workflow.ExportDataset;
import org.maskwright.workflow.ExportGate;
import org.maskwright.workflow.Workbench;
import org.maskwright.workflow.gate.Plan;
import org.maskwright.workflow.gate.Severity;

/// Sending labels out: what, where to, and saying what was written.
final class Exporting {
    private final MainWindow window;
    private final Workbench bench;
    private final Places places;
    private final Deeds deeds;
    private String lastExport = "EXPORT-FOLDER";

    Exporting(MainWindow window, Workbench bench, Places places, Deeds deeds) {
        this.window = window;
        this.bench = bench;
        this.places = places;
        this.deeds = deeds;
    }

    /// The folder exported to last; a word in its place while there is none.
    String lastExport() {
        return lastExport;
    }

    void export() {
        window.openCase().ifPresent(m -> {
            ExportSheet sheet = new ExportSheet(m.session().caseId(), exportFolder(m), places, this::export);
            window.sheets().lay("export-sheet", "Export as training data", sheet, 640, Buttons.soft("Cancel", window.sheets()::close), sheet.button());
        });
    }

    private static Path exportFolder(CaseModel m) {
        return Places.freeFolder(m.title() + "-export");
    }

    private void export(ExportDataset.Kind kind, Path folder) {
        window.sheets().close();
        window.openCase().ifPresent(m -> {
            m.tools().cancel();
            Job<ExportGate.Report> check = bench.exportGate().check(m.session().projectFolder(), kind, Plan.ALL);
            window.status().jobs().watch(check);
            check.onFailed(deeds::fail);
            check.onDone(report -> {
                if (report.of(Severity.BLOCKS).isEmpty()) write(report.clear(Set.copyOf(report.of(Severity.LOOK))), folder);
                else window.banner().alarm(report.obstacle(Set.of()).orElse(""), report.text());
            });
        });
    }

    private void write(Clearance clearance, Path folder) {
        window.openCase().ifPresent(m -> {
            Job<ExportDataset.Exported> job = bench.exportDataset().export(m.session().projectFolder(), clearance, folder);
            window.status().jobs().watch(job);
            job.onFailed(deeds::fail);
            job.onDone(done -> {
                lastExport = done.folder().toString();
                String cases = done.cases().size() == 1 ? "1 case" : done.cases().size() + " cases";
                String leftOut = done.leftOut().isEmpty() ? "" : "  Left out: " + String.join("  ", done.leftOut());
                window.banner().tell("Exported " + cases + " with scores to " + done.folder() + "." + leftOut);
            });
        });
    }
}
