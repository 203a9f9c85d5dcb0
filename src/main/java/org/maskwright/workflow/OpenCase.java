package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.maskwright.format.Contents;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Item;
import org.maskwright.format.Section;
import org.maskwright.geometry.Size;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.job.Progress;
import org.maskwright.label.EditHistory;
import org.maskwright.label.LabelDeeds;
import org.maskwright.label.LabelTable;
import org.maskwright.label.LabelVolume;
import org.maskwright.store.CaseFile;
import org.maskwright.store.CaseLayer;
import org.maskwright.store.CaseStore;
import org.maskwright.store.DataHome;
import org.maskwright.store.Project;
import org.maskwright.store.ProjectFile;
import org.maskwright.store.RecentList;
import org.maskwright.store.Recovery;
import org.maskwright.store.Source;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens a scan together with every stroke that was ever made on it.
public final class OpenCase {
    /// How far, in mm, the corners of a scan's grid may have moved and still be the same grid.
    private static final double TOLERANCE_MM = 0.05;

    /// What was found.
    ///
    /// @param choices the one to open first in front
    /// @param remarks whole sentences on what was left out, and why
    public record Look(List<Choice> choices, List<String> remarks) {
        public Look {
            choices = List.copyOf(choices);
            remarks = List.copyOf(remarks);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(OpenCase.class);

    private final JobRunner jobs;
    private final DiskLane disk;
    private final OpenProjects projects;
    private final RecentList recent;
    private final DataHome home;
    private final Clock clock;
    private final LongSupplier freeMemory;

    /// @param freeMemory how many bytes may be allocated now
    OpenCase(JobRunner jobs, OpenProjects projects, RecentList recent, DataHome home, Clock clock, LongSupplier freeMemory) {
        this.jobs = jobs;
        this.disk = new DiskLane(jobs);
        this.projects = projects;
        this.recent = recent;
        this.home = home;
        this.clock = clock;
        this.freeMemory = freeMemory;
    }

    /// What `path`, a file, a folder or a project, holds: one choice can be opened at once, several are the user's to choose from.
    public Job<Look> look(Path path) {
        return jobs.submit(JobRunner.Lane.COMPUTE, "Looking into " + FormatException.name(path), progress -> {
            List<Choice> choices = new ArrayList<>();
            if (Project.isProject(path)) {
                Project project = disk.run("Reading the project", _ -> projects.acquire(path));
                try {
                    for (CaseFile one : project.readCases(new ArrayList<>()))
                        choices.add(new Choice(new CaseSource.InProject(project.folder(), one.id()), one.title(), one.modality(), one.geometry(), freeMemory));
                } finally {
                    disk.run("Closing the project", _ -> {
                        projects.release(project);
                        return project;
                    });
                }
                return new Look(choices, List.of());
            }
            Contents contents = Formats.describe(path, progress);
            long scans = contents.items().stream().filter(item -> item.isOwn() || item.header().kind() != ImageHeader.Kind.LABELS).count();
            for (Item item : contents.items()) { // labels that lie over an image, too
                CaseSource source = scans > 1 || !item.isOwn() ? new CaseSource.Series(path, item.id()) : new CaseSource.Scan(path);
                choices.add(new Choice(source, item, freeMemory));
            }
            if (choices.isEmpty()) Formats.open(path, progress); // says what it holds instead
            return new Look(choices, contents.remarks().stream().filter(remark -> !remark.endsWith("choose one.")).toList()); // that much is plain
        });
    }

    /// Opens a case: reads the scan, finds its project or makes one, and recovers every finished stroke.
    public Job<CaseSession> open(CaseSource source) {
        return open(source, Optional.empty(), _ -> {});
    }

    /// As [#open(CaseSource)], and shows slices of the scan while the rest is read.
    ///
    /// @param show told of a slice, on the listeners' executor, as soon as it is there
    public Job<CaseSession> open(CaseSource source, Consumer<Glimpse> show) {
        return open(source, Optional.empty(), show);
    }

    /// Opens what [#look] found, in one of its ways, without looking for it again.
    public Job<CaseSession> open(Choice choice, Way way, Consumer<Glimpse> show) {
        return open(choice.source(way), choice.item(way), show);
    }

    private Job<CaseSession> open(CaseSource source, Optional<Item> found, Consumer<Glimpse> show) {
        return jobs.submit(JobRunner.Lane.COMPUTE, "Opening " + name(source), progress -> {
            ScanReader reader = new ScanReader(found, glimpse -> jobs.listenerExecutor().execute(() -> show.accept(glimpse)));
            CaseSession session = source instanceof CaseSource.InProject(Path folder, String caseId) ? openInProject(folder, caseId, reader, progress)
                    : openOnDisk(stored(source), reader, progress);
            remember(source);
            return session;
        });
    }

    /// The source as projects keep it.
    static Source stored(CaseSource source) throws IOException {
        return switch (source) {
            case CaseSource.Scan(Path path) -> new Source.OnDisk(real(path), "");
            case CaseSource.Series(Path folder, String item) -> new Source.OnDisk(real(folder), item);
            case CaseSource.Phantom(long seed, Size size) -> new Source.Phantom(seed, size);
            case CaseSource.InProject inProject -> throw new IllegalArgumentException(inProject + " is in a project already");
        };
    }

    /// What was opened last, the newest first: files, folders, projects.
    public Job<List<Path>> recent() {
        return jobs.submit(JobRunner.Lane.READ, "Reading the recent list", _ -> recent.paths());
    }

    private void remember(CaseSource source) throws Exception {
        @Nullable Path path = switch (source) {
            case CaseSource.Scan(Path file) -> file;
            case CaseSource.Series(Path folder, _) -> folder;
            case CaseSource.InProject(Path folder, _) -> folder;
            case CaseSource.Phantom _ -> null;
        };
        if (path == null) return;
        disk.run("Keeping the recent list", _ -> {
            try {
                recent.add(path);
            } catch (IOException e) {
                LOG.warn("the recent list could not be written: {}", DiskTrouble.reason(e)); // a convenience, no reason to fail
            }
            return path;
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

    private CaseSession openOnDisk(Source asked, ScanReader reader, Progress progress) throws Exception {
        ScanReader.Scan scan = reader.readShowing(asked, progress.part(0, 0.85));
        Source source = scan.source();
        return disk.run("Opening the strokes", _ -> {
            if (source instanceof Source.OnDisk(Path _, String id) && Section.ofId(id).step() > 1)
                return withoutPlace(home.projectOf(source), newCase("case-001", source, scan), scan, "Only " + Section.ofId(id).words(1)
                        + " is shown, to look at: labels drawn here are not kept, for they would not lie on the scan's own voxels. Open a slab to draw.");
            for (int n = 1; ; n++) {
                Path plain = home.projectOf(source);
                Path folder = n == 1 ? plain : plain.resolveSibling(plain.getFileName() + "-" + n);
                Project project;
                try {
                    project = Project.isProject(folder) ? projects.acquire(folder)
                            : projects.create(folder, new ProjectFile(DataHome.title(source), startTable(scan), "", List.of()));
                } catch (IOException e) {
                    return withoutPlace(folder, newCase("case-001", source, scan), scan, "No place to keep strokes (" + DiskTrouble.reason(e)
                            + "), so nothing is saved. Free the folder, or set MASKWRIGHT_HOME to another.");
                }
                boolean taken = false;
                try {
                    CaseFile about = project.file().caseIds().isEmpty() ? newCase(project.nextCaseId(), source, scan)
                            : project.readCase(project.file().caseIds().getFirst());
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

    private CaseSession openInProject(Path folder, String caseId, ScanReader reader, Progress progress) throws Exception {
        Project project = disk.run("Opening the project", _ -> projects.acquire(folder));
        boolean taken = false;
        try {
            CaseFile about = disk.run("Reading the case", _ -> project.readCase(caseId));
            if (about.source() instanceof Source.OnDisk(Path path, String _) && !Files.exists(path))
                throw FormatException.unexpected(project.file().name() + ", " + caseId, "", "its scan at " + path, "nothing there",
                        "Put the scan back, or tell the case where it went.");
            ScanReader.Scan scan = reader.readShowing(about.source(), progress.part(0, 0.85));
            if (!about.geometry().sameGrid(scan.volume().geometry(), TOLERANCE_MM))
                throw FormatException.unexpected(about.title(), "grid", about.geometry().size() + " voxels, as when its labels were made",
                        scan.volume().geometry().size() + " voxels, or another place",
                        "Put back the scan that was labelled, or add this one as a case of its own.");
            CaseSession session = disk.run("Opening the strokes", _ -> session(project, about, scan, progress.part(0.85, 1)));
            taken = true;
            return session;
        } finally {
            if (!taken) disk.run("Closing the project", _ -> {
                projects.release(project);
                return project;
            });
        }
    }

    private CaseFile newCase(String id, Source source, ScanReader.Scan scan) {
        return new CaseFile(id, DataHome.title(source), source, scan.volume().info().modality(), scan.volume().geometry(), scan.fingerprint(),
                clock.instant());
    }

    private static LabelTable startTable(ScanReader.Scan scan) {
        return scan.table().entries().isEmpty() ? LabelTable.EMPTY.covering(List.of(1)) : scan.table();
    }

    /// The case with nowhere to write: shown all the same, and the user is told.
    private CaseSession withoutPlace(Path folder, CaseFile about, ScanReader.Scan scan, String why) {
        CaseFiles files = new CaseFiles(about, folder, why);
        LabelVolume labels = new LabelVolume(scan.volume().geometry());
        Layer only = new Layer(1, CaseLayer.plainName(1), labels, new EditHistory(labels, Long.MAX_VALUE), LabelDeeds.NONE);
        return new CaseSession(jobs, files, clock, scan.volume(), List.of(only), startTable(scan), null, scan.remarks());
    }

    private CaseSession session(Project project, CaseFile about, ScanReader.Scan scan, Progress progress) throws IOException {
        List<String> findings = new ArrayList<>(scan.remarks());
        boolean writable = project.readOnlyReason().isEmpty();
        if (!about.fingerprint().equals(scan.fingerprint()))
            findings.add("The voxels of " + about.title() + " changed since it was labelled on " + about.added().toString().substring(0, 10)
                    + "; check that the labels still fit.");
        if (writable && !project.file().caseIds().contains(about.id())) project.writeCase(about);
        Map<Integer, CaseStore> stores = new TreeMap<>();
        List<Layer> layers = new ArrayList<>();
        LabelTable table = project.file().table();
        List<String> damage = new ArrayList<>();
        int strokes = 0;
        List<CaseLayer> kept = project.layers(about);
        for (CaseLayer one : kept) {
            CaseStore store = one.number() == 1 ? project.caseStore(about) : project.layerStore(about, one);
            Recovery.Recovered recovered = store.open(progress.part(0.6 * layers.size() / kept.size(), 0.6 * (layers.size() + 1) / kept.size()));
            stores.put(one.number(), store);
            layers.add(new Layer(one.number(), one.name(), recovered.labels(), recovered.history(), store.deeds()));
            strokes += recovered.editsSinceSave();
            for (String finding : recovered.findings()) damage.add(kept.size() == 1 ? finding : one.name() + ": " + finding);
            table = table.covering(recovered.labels().snapshot().counts().keySet());
        }
        if (strokes > 0)
            findings.add(strokes == 1 ? "One stroke since the last save was brought back." : strokes + " strokes since the last save were brought back.");
        findings.addAll(damage);
        CaseFiles files = new CaseFiles(about, new CaseFiles.Shelf(project, projects), stores);
        CaseSession.Numbered proposal = files.newestProposal(findings, progress.part(0.6, 1)).orElse(null);
        return new CaseSession(jobs, files, clock, scan.volume(), layers, table, proposal, findings);
    }
}
