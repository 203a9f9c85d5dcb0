package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.maskwright.format.Contents;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.Item;
import org.maskwright.geometry.Size;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.store.CaseFile;
import org.maskwright.store.CaseStore;
import org.maskwright.store.DataHome;
import org.maskwright.store.Fingerprint;
import org.maskwright.store.Project;
import org.maskwright.store.ProjectFile;
import org.maskwright.store.Recovery;
import org.maskwright.store.Source;
import org.maskwright.volume.Volume;

/// Opens a scan together with every stroke that was ever made on it.
public final class OpenCase {
    /// How far, in mm, the corners of a scan's grid may have moved and still be the same grid.
    private static final double TOLERANCE_MM = 0.05;

    /// One thing that can be opened, for the user to choose.
    ///
    /// @param detail such as "MR · 256 × 256 × 128"
    public record Choice(CaseSource source, String title, String detail) {}

    private final JobRunner jobs;
    private final OpenProjects projects;
    private final DataHome home;
    private final Clock clock;

    OpenCase(JobRunner jobs, OpenProjects projects, DataHome home, Clock clock) {
        this.jobs = jobs;
        this.projects = projects;
        this.home = home;
        this.clock = clock;
    }

    /// What `path`, a file, a folder or a project, holds: one choice can be opened at once, several are the user's to choose from.
    public Job<List<Choice>> look(Path path) {
        return jobs.submit(JobRunner.Lane.COMPUTE, "Looking into " + FormatException.name(path), progress -> {
            List<Choice> choices = new ArrayList<>();
            if (Project.isProject(path)) {
                Project project = inDiskLane("Reading the project", _ -> projects.acquire(path));
                try {
                    for (CaseFile one : project.readCases(new ArrayList<>()))
                        choices.add(new Choice(new CaseSource.InProject(project.folder(), one.id()), one.title(), detail(one.modality(), one.geometry().size())));
                } finally {
                    inDiskLane("Closing the project", _ -> {
                        projects.release(project);
                        return project;
                    });
                }
                return choices;
            }
            Contents contents = Formats.describe(path, progress);
            boolean several = contents.items().size() > 1;
            for (Item item : contents.items()) {
                CaseSource source = several ? new CaseSource.Series(path, item.id()) : new CaseSource.Scan(path);
                choices.add(new Choice(source, item.title(), detail(item.header().info().modality(), item.header().size())));
            }
            if (choices.isEmpty()) Formats.open(path, progress); // says what it holds instead
            return choices;
        });
    }

    private static String detail(String modality, Size size) {
        return modality.isEmpty() ? size.toString() : modality + " · " + size;
    }

    /// Opens a case: reads the scan, finds its project or makes one, and recovers every finished stroke.
    public Job<CaseSession> open(CaseSource source) {
        return jobs.submit(JobRunner.Lane.COMPUTE, "Opening " + name(source), progress -> switch (source) {
            case CaseSource.Scan(Path path) -> openOnDisk(new Source.OnDisk(real(path), ""), progress);
            case CaseSource.Series(Path folder, String item) -> openOnDisk(new Source.OnDisk(real(folder), item), progress);
            case CaseSource.Phantom(long seed, Size size) -> openOnDisk(new Source.Phantom(seed, size), progress);
            case CaseSource.InProject(Path folder, String caseId) -> openInProject(folder, caseId, progress);
        });
    }

    private static String name(CaseSource source) {
        return switch (source) {
            case CaseSource.Scan(Path path) -> FormatException.name(path);
            case CaseSource.Series(Path folder, _) -> FormatException.name(folder);
            case CaseSource.Phantom _ -> "the torso phantom";
            case CaseSource.InProject(_, String caseId) -> caseId;
        };
    }

    private static Path real(Path path) throws IOException {
        return Files.exists(path) ? path.toRealPath() : path;
    }

    private record Scanned(Volume volume, String fingerprint, LabelTable table, List<String> remarks) {}

    private static Scanned read(Source source, Progress progress) throws IOException, FormatException {
        switch (source) {
            case Source.OnDisk(Path path, String item) -> {
                Item image = find(path, item, progress.part(0, 0.1));
                Volume volume = image.volume(progress.part(0.1, 0.8));
                progress.at(0.8, "checking the voxels");
                return new Scanned(volume, Fingerprint.of(volume), LabelTable.EMPTY, image.remarks());
            }
            case Source.Phantom(long seed, Size size) -> {
                BuiltInCase made = BuiltInCase.make(seed, size, progress.part(0, 0.8));
                return new Scanned(made.volume(), Fingerprint.of(made.volume()), made.table(), List.of());
            }
        }
    }

    private static Item find(Path path, String id, Progress progress) throws IOException, FormatException {
        Contents contents = Formats.describe(path, progress);
        List<Item> items = contents.items();
        if (items.isEmpty()) return Formats.open(path, progress); // says what it holds instead
        if (id.isEmpty() && items.size() == 1) return items.getFirst();
        for (Item item : items) if (item.id().equals(id)) return item;
        String names = String.join(", ", items.stream().map(Item::title).toList());
        throw id.isEmpty()
                ? FormatException.unexpected(FormatException.name(path), "", "one scan", items.size() + ": " + names, "Choose one of them.")
                : FormatException.unexpected(FormatException.name(path), "", "the scan that this case was made from", names, "Put the missing files back.");
    }

    private CaseSession openOnDisk(Source source, Progress progress) throws Exception {
        Scanned scan = read(source, progress);
        return inDiskLane("Opening the strokes", _ -> {
            for (int n = 1; ; n++) {
                Path plain = home.projectOf(source);
                Path folder = n == 1 ? plain : plain.resolveSibling(plain.getFileName() + "-" + n);
                Project project;
                try {
                    project = Project.isProject(folder) ? projects.acquire(folder)
                            : projects.create(folder, new ProjectFile(DataHome.title(source), startTable(scan), "", List.of()));
                } catch (IOException e) {
                    return withoutPlace(folder, newCase("case-001", source, scan), scan, DiskTrouble.reason(e));
                }
                boolean taken = false;
                try {
                    CaseFile about = project.file().caseIds().isEmpty() ? newCase(project.nextCaseId(), source, scan) : project.readCase(project.file().caseIds().getFirst());
                    // another scan has taken the file's place since: its strokes stay where they are, this one gets a project of its own
                    if (!about.geometry().sameGrid(scan.volume().geometry(), TOLERANCE_MM)) continue;
                    CaseSession session = session(project, about, scan, progress.part(0.85, 1));
                    taken = true;
                    return session;
                } finally {
                    if (!taken) projects.release(project);
                }
            }
        });
    }

    private CaseSession openInProject(Path folder, String caseId, Progress progress) throws Exception {
        Project project = inDiskLane("Opening the project", _ -> projects.acquire(folder));
        boolean taken = false;
        try {
            CaseFile about = inDiskLane("Reading the case", _ -> project.readCase(caseId));
            if (about.source() instanceof Source.OnDisk(Path path, String _) && !Files.exists(path))
                throw FormatException.unexpected(project.file().name() + ", " + caseId, "", "its scan at " + path, "nothing there",
                        "Put the scan back, or tell the case where it went.");
            Scanned scan = read(about.source(), progress);
            if (!about.geometry().sameGrid(scan.volume().geometry(), TOLERANCE_MM))
                throw FormatException.unexpected(about.title(), "grid", about.geometry().size() + " voxels, as when its labels were made", scan.volume().geometry().size() + " voxels, or another place",
                        "Put back the scan that was labelled, or add this one as a case of its own.");
            CaseSession session = inDiskLane("Opening the strokes", _ -> session(project, about, scan, progress.part(0.85, 1)));
            taken = true;
            return session;
        } finally {
            if (!taken) inDiskLane("Closing the project", _ -> {
                projects.release(project);
                return project;
            });
        }
    }

    private CaseFile newCase(String id, Source source, Scanned scan) {
        return new CaseFile(id, DataHome.title(source), source, scan.volume().info().modality(), scan.volume().geometry(), scan.fingerprint(), clock.instant());
    }

    private static LabelTable startTable(Scanned scan) {
        return scan.table().entries().isEmpty() ? LabelTable.EMPTY.covering(List.of(1)) : scan.table();
    }

    /// The case with nowhere to write: shown all the same, and the user is told.
    private CaseSession withoutPlace(Path folder, CaseFile about, Scanned scan, String why) {
        CaseFiles files = new CaseFiles(about, folder, "No place to keep strokes (" + why + "), so nothing is saved. Free the folder, or set MASKWRIGHT_HOME to another.");
        org.maskwright.label.LabelVolume labels = new org.maskwright.label.LabelVolume(scan.volume().geometry());
        return new CaseSession(jobs, files, clock, scan.volume(), labels, new org.maskwright.label.EditHistory(labels, Long.MAX_VALUE), startTable(scan), null, scan.remarks());
    }

    private CaseSession session(Project project, CaseFile about, Scanned scan, Progress progress) throws IOException {
        List<String> findings = new ArrayList<>(scan.remarks());
        boolean writable = project.readOnlyReason().isEmpty();
        if (!about.fingerprint().equals(scan.fingerprint()))
            findings.add("The voxels of " + about.title() + " changed since it was labelled on " + about.added().toString().substring(0, 10) + "; check that the labels still fit.");
        if (writable && !project.file().caseIds().contains(about.id())) project.writeCase(about);
        CaseStore store = project.caseStore(about);
        Recovery.Recovered recovered = store.open(progress.part(0, 0.6));
        if (recovered.editsSinceSave() > 0)
            findings.add(recovered.editsSinceSave() == 1 ? "One stroke since the last save was brought back." : recovered.editsSinceSave() + " strokes since the last save were brought back.");
        findings.addAll(recovered.findings());
        CaseFiles files = new CaseFiles(about, new CaseFiles.Shelf(project, projects), store);
        CaseSession.Numbered proposal = files.newestProposal(findings, progress.part(0.6, 1)).orElse(null);
        LabelTable table = project.file().table().covering(recovered.labels().snapshot().counts().keySet());
        return new CaseSession(jobs, files, clock, scan.volume(), recovered.labels(), recovered.history(), table, proposal, findings);
    }

    /// Does `work` in the disk lane, after what waits there, and waits for it; projects are touched nowhere else.
    private <T> T inDiskLane(String name, Job.Task<T> work) throws Exception {
        try {
            return jobs.submit(JobRunner.Lane.DISK, name, work).await();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) throw cause;
            throw e;
        }
    }
}
