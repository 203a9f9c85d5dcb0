package org.maskwright.fx;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.maskwright.fx.desk.CaseModel;
import org.maskwright.fx.export.DatasetDesk;
import org.maskwright.fx.export.DatasetPage;
import org.maskwright.fx.export.DeidentifyPage;
import org.maskwright.fx.export.ExportPage;
import org.maskwright.fx.export.ExportSheet;
import org.maskwright.fx.export.LabelsPage;
import org.maskwright.fx.export.LedgerPage;
import org.maskwright.fx.project.Places;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.job.JobState;
import org.maskwright.workflow.CaseSession;
import org.maskwright.workflow.Clearance;
import org.maskwright.workflow.ExportDataset;
import org.maskwright.workflow.ExportGate;
import org.maskwright.workflow.ExportLabels;
import org.maskwright.workflow.MendFindings;
import org.maskwright.workflow.Workbench;
import org.maskwright.workflow.gate.Finding;
import org.maskwright.workflow.gate.Fix;
import org.maskwright.workflow.gate.Plan;
import org.maskwright.workflow.gate.Rules;

/// Sending labels out: what, where to, what the gate found, and what was written.
final class Exporting implements DatasetPage.Verbs {
    private static final double WIDTH = 780;

    private final MainWindow window;
    private final Workbench bench;
    private final Places places;
    private final Deeds deeds;
    private String lastExport = "EXPORT-FOLDER", lastPage = "";
    private @Nullable DatasetDesk desk;
    private @Nullable Finding goingTo;

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
            m.tools().cancel();
            CaseSession session = m.session();
            if (desk == null || !desk.project().equals(session.projectFolder())) desk = new DatasetDesk(session.projectFolder(), Places.freeFolder(m.title() + "-export").toString());
            LabelsPage labels = new LabelsPage(stem(m.title()), painted(session), session.table()::name, Places.freeFolder("labels").resolveSibling(""), places,
                    kind -> ExportLabels.obstacle(session, kind), (kind, out) -> bench.exportLabels().export(session, kind, out));
            DeidentifyPage files = new DeidentifyPage(bench.deidentify(), bench.jobs(), Places.freeFolder("de-identified"), places);
            bench.deidentify().seriesOf(session).onDone(series -> {
                files.setCase(series);
                if (series.isEmpty()) labels.setWithoutSeries();
            }).onFailed(_ -> files.setCase(Optional.empty()));
            LedgerPage ledger = new LedgerPage(ZoneId.systemDefault(), () -> bench.jobs().submit(JobRunner.Lane.READ, "Reading what left", _ -> bench.ledger().entries()));
            List<ExportPage> pages = List.of(new DatasetPage(desk, places, this), labels, files, ledger);
            ExportPage first = pages.stream().filter(page -> page.title().equals(lastPage)).findFirst().orElse(pages.getFirst());
            ExportSheet sheet = new ExportSheet(pages, first, places, page -> lastPage = page.title(), window.sheets()::close);
            window.sheets().lay("export-sheet", "Export", sheet, WIDTH, sheet.foot());
        });
    }

    /// How many labels have voxels, in whatever layer.
    private static int painted(CaseSession session) {
        Set<Integer> values = new TreeSet<>();
        session.layers().forEach(layer -> values.addAll(layer.labels().snapshot().counts().keySet()));
        return values.size();
    }

    private static String stem(String title) {
        return title.replaceAll("[^A-Za-z0-9._-]+", "-");
    }

    // ---- the data set's page

    @Override
    public Job<ExportGate.Report> check(ExportDataset.Kind kind, Plan plan, Optional<ExportGate.Report> before) {
        CaseModel m = window.openCase().orElseThrow();
        return bench.exportGate().check(m.session().projectFolder(), kind, plan, Rules.ISLAND_MM3, before);
    }

    @Override
    public Job<ExportDataset.Exported> export(Clearance clearance, Path out) {
        Job<ExportDataset.Exported> job = bench.exportDataset().export(window.openCase().orElseThrow().session().projectFolder(), clearance, out);
        job.onDone(done -> {
            lastExport = done.folder().toString();
            desk = null; // the next one is checked anew
        });
        return job;
    }

    /// Opens the finding's case, lays the planes through the place, and draws the eye to it.
    @Override
    public void goTo(Finding finding) {
        window.sheets().close();
        goingTo = finding;
        CaseModel m = window.openCase().orElseThrow();
        if (m.session().caseId().equals(finding.caseId())) arrived(m);
        else deeds.openInProject(m.session().projectFolder(), finding.caseId());
    }

    /// A case is shown: perhaps the one that a finding is about.
    void arrived(CaseModel m) {
        Finding finding = goingTo;
        if (finding == null || !finding.caseId().equals(m.session().caseId())) return;
        goingTo = null;
        if (finding.label() != 0 && m.session().table().find(finding.label()).isPresent()) m.choose(finding.label());
        finding.voxel().ifPresent(voxel -> {
            m.slices().moveCrosshair(voxel);
            window.planes().flash();
        });
        window.banner().tell(finding.sentence() + "  Ctrl+E goes back to the list.");
    }

    @Override
    public void mend(List<Fix> fixes, Runnable then) {
        CaseSession session = window.openCase().orElseThrow().session();
        List<Fix.OfLabels> here = new ArrayList<>();
        List<Fix> elsewhere = new ArrayList<>();
        for (Fix fix : fixes) {
            switch (fix) {
                case Fix.OfTable ofTable -> bench.mendFindings().take(session, ofTable);
                case Fix.OfLabels ofLabels when ofLabels.caseId().equals(session.caseId()) -> here.add(ofLabels);
                case Fix.OfLabels _, Fix.SnapGrid _, Fix.OfExport _ -> elsewhere.add(fix);
            }
        }
        Runnable others = () -> {
            if (elsewhere.isEmpty()) then.run();
            else over(bench.mendFindings().mend(session.projectFolder(), elsewhere), then);
        };
        if (here.isEmpty()) {
            others.run();
            return;
        }
        Job<List<MendFindings.Prepared>> preparing = bench.mendFindings().prepare(session, here);
        preparing.onDone(prepared -> bench.mendFindings().take(session, prepared));
        over(preparing, others);
    }

    /// Shows a job at work, says if it failed, and goes on when it is over.
    private <T> void over(Job<T> job, Runnable then) {
        window.status().jobs().watch(job);
        job.onFailed(deeds::fail);
        job.onState(state -> {
            switch (state) {
                case JobState.Done<T> _, JobState.Failed<T> _, JobState.Cancelled<T> _ -> then.run();
                case JobState.Waiting<T> _, JobState.Running<T> _ -> { }
            }
        });
    }
}
