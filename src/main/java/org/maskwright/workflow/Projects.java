package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.maskwright.format.FormatException;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.store.CaseFile;
import org.maskwright.store.DataHome;
import org.maskwright.store.Project;
import org.maskwright.store.ProjectFile;
import org.maskwright.store.Source;

/// Projects of the user's own: several cases that share one label table, in a folder that they chose.
public final class Projects {
    /// One case of a project.
    ///
    /// @param title its scan's file name
    /// @param detail such as "MR · 35 × 51 × 35"
    public record Row(String id, String title, String detail, CaseSource source) {}

    /// A project as it was when it was looked at.
    ///
    /// @param readOnlyReason a whole sentence, if it may not be written to
    /// @param problems a sentence for each case that cannot be read
    public record View(Path folder, String name, LabelTable table, List<Row> cases, Optional<String> readOnlyReason, List<String> problems) {
        public View {
            cases = List.copyOf(cases);
            problems = List.copyOf(problems);
        }
    }

    private final JobRunner jobs;
    private final DiskLane disk;
    private final OpenProjects projects;
    private final Clock clock;

    Projects(JobRunner jobs, OpenProjects projects, Clock clock) {
        this.jobs = jobs;
        this.disk = new DiskLane(jobs);
        this.projects = projects;
        this.clock = clock;
    }

    /// Makes a project in a new or empty folder.
    ///
    /// @param table the labels to begin with
    public Job<View> create(Path folder, String name, LabelTable table) {
        return jobs.submit(JobRunner.Lane.DISK, "Making the project", _ -> {
            Project project = projects.create(folder, new ProjectFile(name, table, "", List.of()));
            try {
                return view(project);
            } finally {
                projects.release(project);
            }
        });
    }

    /// Looks at a project.
    public Job<View> look(Path folder) {
        return jobs.submit(JobRunner.Lane.READ, "Reading the project", _ -> {
            Project project = projects.acquire(folder);
            try {
                return view(project);
            } finally {
                projects.release(project);
            }
        });
    }

    /// The ids of a project's cases in an order of [Worklist], the one to do next in front. Proposals are read for it, so it may take a while.
    public Job<List<String>> order(Path folder, String order) {
        return jobs.submit(JobRunner.Lane.COMPUTE, "Ordering the cases", progress -> list(folder, order, new ArrayList<>(), progress).stream().map(Worklist.Row::id).toList());
    }

    /// As above, with what is known of each case.
    ///
    /// @param problems a sentence is added for each case that cannot be read
    public Job<List<Worklist.Row>> worklist(Path folder, String order, List<String> problems) {
        return jobs.submit(JobRunner.Lane.COMPUTE, "Ordering the cases", progress -> list(folder, order, problems, progress));
    }

    private List<Worklist.Row> list(Path folder, String order, List<String> problems, Progress progress) throws Exception {
        Project project = disk.run("Opening the project", _ -> projects.acquire(folder));
        try {
            return Worklist.of(project, order, problems, progress);
        } finally {
            release(project);
        }
    }

    /// How each model's proposals fared in the project, and what further labels would bring. Labels and proposals are read for it.
    public Job<Outlook> outlook(Path folder) {
        return jobs.submit(JobRunner.Lane.COMPUTE, "Looking ahead", progress -> {
            Project project = disk.run("Opening the project", _ -> projects.acquire(folder));
            try {
                return Outlook.of(project, disk, new ArrayList<>(), progress);
            } finally {
                release(project);
            }
        });
    }

    /// Adds scans to a project; it refers to them and does not copy them. A scan that cannot be read is named in the view's
    /// problems, and the others are added.
    public Job<View> add(Path folder, List<CaseSource> scans) {
        return jobs.submit(JobRunner.Lane.COMPUTE, "Adding cases", progress -> {
            Project project = disk.run("Opening the project", _ -> projects.acquire(folder));
            List<String> problems = new ArrayList<>();
            try {
                for (int i = 0; i < scans.size(); i++) {
                    progress.at((double) i / scans.size(), "case " + (i + 1) + " of " + scans.size());
                    Source source = OpenCase.stored(scans.get(i));
                    try {
                        ScanReader.Scan scan = ScanReader.read(source, progress.part((double) i / scans.size(), (i + 1.0) / scans.size()));
                        disk.run("Adding a case", _ -> {
                            project.writeCase(new CaseFile(project.nextCaseId(), DataHome.title(source), scan.source(),
                                    scan.volume().info().modality(), scan.volume().geometry(), scan.fingerprint(), clock.instant()));
                            return project;
                        });
                    } catch (FormatException e) {
                        problems.add(String.valueOf(e.getMessage()));
                    }
                }
                return disk.run("Reading the project", _ -> {
                    View view = view(project);
                    List<String> all = new ArrayList<>(view.problems());
                    all.addAll(problems);
                    return new View(view.folder(), view.name(), view.table(), view.cases(), view.readOnlyReason(), all);
                });
            } finally {
                release(project);
            }
        });
    }

    /// Tells a case where its scan went.
    ///
    /// The job fails with a sentence if the scan found there does not hold the voxels that were labelled.
    public Job<View> relocate(Path folder, String caseId, CaseSource moved) {
        return jobs.submit(JobRunner.Lane.COMPUTE, "Looking for the scan", progress -> {
            Project project = disk.run("Opening the project", _ -> projects.acquire(folder));
            try {
                CaseFile about = disk.run("Reading the case", _ -> project.readCase(caseId));
                Source source = OpenCase.stored(moved);
                ScanReader.Scan scan = ScanReader.read(source, progress);
                if (!scan.fingerprint().equals(about.fingerprint()))
                    throw FormatException.unexpected(DataHome.title(source), "", "the voxels of " + about.title() + " that were labelled",
                            "others", "Choose the scan that " + caseId + " was made from.");
                return disk.run("Keeping the place", _ -> {
                    project.writeCase(about.withSource(scan.source()));
                    return view(project);
                });
            } finally {
                release(project);
            }
        });
    }

    private void release(Project project) throws Exception {
        disk.run("Closing the project", _ -> {
            projects.release(project);
            return project;
        });
    }

    private static View view(Project project) throws IOException {
        List<String> problems = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (CaseFile one : project.readCases(problems))
            rows.add(new Row(one.id(), one.title(), Choice.detail(one.modality(), one.geometry().size()),
                    new CaseSource.InProject(project.folder(), one.id())));
        return new View(project.folder(), project.file().name(), project.file().table(), rows, project.readOnlyReason(), problems);
    }
}
