package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.maskwright.format.FormatException;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelEdit;
import org.maskwright.label.LabelTable;
import org.maskwright.label.LabelVolume;
import org.maskwright.label.OpenEdit;
import org.maskwright.label.PaintRule;
import org.maskwright.store.CaseFile;
import org.maskwright.store.CaseLayer;
import org.maskwright.store.CaseStore;
import org.maskwright.store.Project;
import org.maskwright.store.ProjectFile;
import org.maskwright.workflow.gate.Fix;
import org.maskwright.workflow.gate.LabelMend;

/// Mends what the gate found. What changes voxels is an ordinary edit: journaled, and undone like any stroke.
public final class MendFindings {
    private final JobRunner jobs;
    private final DiskLane disk;
    private final OpenProjects projects;

    MendFindings(JobRunner jobs, OpenProjects projects) {
        this.jobs = jobs;
        this.disk = new DiskLane(jobs);
        this.projects = projects;
    }

    // ---- the case that is open

    /// What is to be painted in one layer of an open case.
    public record Prepared(Layer layer, LabelMend mend) {}

    /// Works out what `fixes` would paint in an open case, one after another as if each had been painted.
    public Job<List<Prepared>> prepare(CaseSession session, List<Fix.OfLabels> fixes) {
        Map<Layer, LabelVolume> scratch = new LinkedHashMap<>();
        for (Layer layer : session.layers()) scratch.put(layer, new LabelVolume(layer.labels().snapshot()));
        LabelTable table = session.table();
        return jobs.submit(JobRunner.Lane.COMPUTE, "Mending " + session.caseId(), progress -> {
            List<Prepared> prepared = new ArrayList<>();
            for (int i = 0; i < fixes.size(); i++) {
                progress.at((double) i / fixes.size(), "mending " + session.caseId());
                for (var of : scratch.entrySet()) {
                    LabelMend mend = LabelMend.of(fixes.get(i), of.getValue().snapshot(), table, progress.part((double) i / fixes.size(), (i + 1.0) / fixes.size()));
                    if (paint(of.getValue(), mend, PaintRule.EVERYWHERE).isPresent()) prepared.add(new Prepared(of.getKey(), mend));
                }
            }
            return prepared;
        });
    }

    /// Paints them, one edit each; locked labels stay. To be called on the labels' writing thread.
    ///
    /// @return what changed; nothing for one that a lock kept from changing anything
    public List<LabelEdit> take(CaseSession session, List<Prepared> prepared) {
        return prepared.stream().map(one -> paint(one.layer().labels(), one.mend(), PaintRule.EVERYWHERE.withLocked(session.locked()))).flatMap(Optional::stream).toList();
    }

    /// Changes the list of labels of an open case, and so of its project. To be called on the labels' writing thread.
    public void take(CaseSession session, Fix.OfTable fix) {
        session.keepTable(changed(session.table(), fix));
    }

    private static Optional<LabelEdit> paint(LabelVolume volume, LabelMend mend, PaintRule rule) {
        OpenEdit edit = volume.open(rule);
        for (LabelMend.Step step : mend.steps()) edit.fill(step.mask(), step.label());
        return edit.commit(mend.title());
    }

    private static LabelTable changed(LabelTable table, Fix.OfTable fix) {
        return switch (fix) {
            case Fix.Rename(int value, String name) -> table.with(new LabelTable.Entry(value, name, table.rgb(value), table.find(value).flatMap(LabelTable.Entry::terms)));
            case Fix.RemoveName(int value) -> table.without(value);
        };
    }

    // ---- cases that are not open

    /// Mends a project none of whose cases named by `fixes` is open in a session. Choices for an export change nothing here.
    ///
    /// The job fails with a sentence if the project may not be written to; what was mended before stays mended.
    ///
    /// @return how many fixes changed something
    public Job<Integer> mend(Path folder, List<Fix> fixes) {
        return jobs.submit(JobRunner.Lane.COMPUTE, "Mending", progress -> {
            Project project = disk.run("Opening the project", _ -> projects.acquire(folder));
            try {
                return mend(project, fixes, progress);
            } finally {
                disk.run("Closing the project", _ -> {
                    projects.release(project);
                    return project;
                });
            }
        });
    }

    private int mend(Project project, List<Fix> fixes, Progress progress) throws Exception {
        if (project.readOnlyReason().isPresent())
            throw FormatException.unexpected(project.file().name(), "", "a project that may be written to", "one that may not", project.readOnlyReason().get());
        int done = 0;
        Map<String, List<Fix.OfLabels>> byCase = new LinkedHashMap<>();
        for (Fix fix : fixes) {
            switch (fix) {
                case Fix.OfLabels ofLabels -> byCase.computeIfAbsent(ofLabels.caseId(), _ -> new ArrayList<>()).add(ofLabels);
                case Fix.OfTable ofTable -> {
                    done++;
                    disk.run("Mending the list of labels", _ -> {
                        ProjectFile file = project.file();
                        project.write(file.withTable(changed(file.table(), ofTable)));
                        return file;
                    });
                }
                case Fix.SnapGrid(String caseId) -> {
                    done++;
                    CaseFile about = disk.run("Reading the case", _ -> project.readCase(caseId));
                    ScanReader.Scan scan = ScanReader.read(about.source(), progress);
                    disk.run("Keeping the grid", _ -> {
                        project.writeCase(about.withGeometry(scan.volume().geometry()));
                        return about;
                    });
                }
                case Fix.OfExport _ -> { /* the plan's, not the project's */ }
            }
        }
        int cases = 0;
        for (var of : byCase.entrySet()) {
            progress.at((double) cases++ / byCase.size(), "mending " + of.getKey());
            done += disk.run("Mending " + of.getKey(), p -> mend(project, of.getKey(), of.getValue(), p));
        }
        return done;
    }

    private static int mend(Project project, String caseId, List<Fix.OfLabels> fixes, Progress progress) throws IOException, FormatException {
        CaseFile about = project.readCase(caseId);
        int done = 0;
        for (CaseLayer layer : project.layers(about)) {
            try (CaseStore store = project.layerStore(about, layer)) {
                LabelVolume labels = store.open(progress).labels();
                for (Fix.OfLabels fix : fixes) {
                    Optional<LabelEdit> edit = paint(labels, LabelMend.of(fix, labels.snapshot(), project.file().table(), progress), PaintRule.EVERYWHERE);
                    if (edit.isEmpty()) continue;
                    store.append(edit.get());
                    done++;
                }
            }
        }
        return done;
    }
}
