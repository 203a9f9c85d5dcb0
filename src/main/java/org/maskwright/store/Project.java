package org.maskwright.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maskwright.format.FormatException;
import org.maskwright.format.json.JsonValue;
import org.maskwright.label.Labels;

/// An open project: a plain folder that others can read without us.
///
/// ```
/// project.json                      name, labels, chosen model, cases
/// cases/case-001/case.json          which scan it is
///                labels-0002.nii.gz the labels as last saved, and the two times before
///                journal-0002.log   every stroke since
///                proposal-001.*     what a model proposed, never changed
///                layer-2/           a further layer: layer.json with its name, labels and journal as above
/// ```
/// Held by one process at a time; a second one gets it read-only. Used by one thread, that of the disk lane, save for what
/// never changes.
public final class Project implements AutoCloseable {
    private final Disk disk;
    private final Path folder;
    private final @Nullable AutoCloseable lock;
    private final String readOnlyReason;
    private volatile ProjectFile file;

    private Project(Disk disk, Path folder, @Nullable AutoCloseable lock, String readOnlyReason, ProjectFile file) {
        this.disk = disk;
        this.folder = folder;
        this.lock = lock;
        this.readOnlyReason = readOnlyReason;
        this.file = file;
    }

    /// Whether `folder` holds a project.
    public static boolean isProject(Path folder) {
        return Files.isRegularFile(folder.resolve(ProjectFile.NAME));
    }

    /// Makes a project in `folder`, which is made if need be, and opens it.
    ///
    /// @throws FormatException if the folder holds a project already, or other files
    /// @throws IOException if it cannot be written
    public static Project create(Disk disk, Path folder, ProjectFile file) throws IOException, FormatException {
        Path home = folder.toAbsolutePath().normalize();
        if (Files.isDirectory(home)) {
            try (var inside = Files.list(home)) {
                if (inside.anyMatch(path -> !String.valueOf(path.getFileName()).startsWith(".")))
                    throw FormatException.unexpected(FormatException.name(home), "folder", "a new or empty folder for a project",
                            "other files in it", "Choose another folder, or open this one if it is a project.");
            }
        }
        disk.write(home.resolve(ProjectFile.NAME), out -> JsonValue.write(file.toJson(), out));
        return open(disk, home);
    }

    /// Opens the project in `folder`; read-only, with a reason, if another process holds it or it may not be written to.
    ///
    /// @throws FormatException if `folder` is no project, its `project.json` is damaged or of a newer version
    public static Project open(Disk disk, Path folder) throws IOException, FormatException {
        Path home = folder.toAbsolutePath().normalize();
        if (!isProject(home))
            throw FormatException.unexpected(FormatException.name(home), "folder", "a project with a " + ProjectFile.NAME,
                    Files.exists(home) ? "none" : "no such folder", "Choose the folder that holds project.json.");
        AutoCloseable lock = null;
        String reason = "";
        try {
            lock = disk.lock(home).orElse(null);
            if (lock == null) reason = "Another Maskwright has this project open, so it is shown read-only here. Close it there to work on it.";
        } catch (IOException e) {
            reason = home + " may not be written to, so the project is shown read-only. Copy it to a place of your own to work on it.";
        }
        boolean good = false;
        try {
            Project project = new Project(disk, home, lock, reason, ProjectFile.read(home.resolve(ProjectFile.NAME)));
            good = true;
            return project;
        } finally {
            if (!good && lock != null) release(lock);
        }
    }

    /// The folder, absolute.
    public Path folder() {
        return folder;
    }

    public ProjectFile file() {
        return file;
    }

    /// Why nothing can be written, in the user's words; nothing if it can.
    public Optional<String> readOnlyReason() {
        return readOnlyReason.isEmpty() ? Optional.empty() : Optional.of(readOnlyReason);
    }

    /// Writes `project.json` anew.
    public void write(ProjectFile changed) throws IOException {
        requireWritable();
        disk.write(folder.resolve(ProjectFile.NAME), out -> JsonValue.write(changed.toJson(), out));
        file = changed;
    }

    /// The folder of a case.
    public Path caseFolder(String id) {
        return folder.resolve("cases").resolve(id);
    }

    /// What is known of a case.
    ///
    /// @throws FormatException if its `case.json` is missing or damaged
    public CaseFile readCase(String id) throws IOException, FormatException {
        Path path = caseFolder(id).resolve(CaseFile.NAME);
        if (!Files.isRegularFile(path))
            throw FormatException.unexpected(folder.getFileName() + "/cases/" + id, "folder", "a " + CaseFile.NAME, "none",
                    "Put the case's folder back, or add its scan anew.");
        return CaseFile.read(path, folder);
    }

    /// Every case that can be read; `problems` takes a sentence for each that cannot.
    public List<CaseFile> readCases(List<String> problems) throws IOException {
        List<CaseFile> all = new ArrayList<>();
        for (String id : file.caseIds()) {
            try {
                all.add(readCase(id));
            } catch (FormatException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        return all;
    }

    /// The id that the next case gets.
    public String nextCaseId() {
        for (int n = file.caseIds().size() + 1; ; n++) {
            String id = String.format("case-%03d", n);
            if (!file.caseIds().contains(id) && !Files.exists(caseFolder(id))) return id;
        }
    }

    /// Adds a case, or writes a changed one anew.
    public void writeCase(CaseFile changed) throws IOException {
        requireWritable();
        disk.write(caseFolder(changed.id()).resolve(CaseFile.NAME), out -> JsonValue.write(changed.toJson(folder), out));
        if (!file.caseIds().contains(changed.id())) write(file.withCase(changed.id()));
    }

    /// The labels, strokes and proposals of a case.
    public CaseStore caseStore(CaseFile about) {
        return new CaseStore(disk, caseFolder(about.id()), about.geometry(), lock == null);
    }

    /// The layers of a case by rising number; the first is the case's own folder and is always there.
    ///
    /// A further layer counts from the moment its `layer.json` is written, which comes last.
    public List<CaseLayer> layers(CaseFile about) throws IOException {
        return CaseLayer.of(caseFolder(about.id()));
    }

    /// The labels and strokes of one layer of a case.
    public CaseStore layerStore(CaseFile about, CaseLayer layer) {
        return new CaseStore(disk, layer.folder(), about.geometry(), lock == null);
    }

    /// Adds a layer that begins with `labels`; it is there whole or not at all.
    public CaseLayer addLayer(CaseFile about, String name, Labels labels) throws IOException {
        requireWritable();
        int number = CaseLayer.nextNumber(caseFolder(about.id()));
        CaseLayer layer = new CaseLayer(number, name, CaseLayer.folder(caseFolder(about.id()), number));
        try (CaseStore store = layerStore(about, layer)) {
            store.begin(labels);
        }
        writeLayer(layer);
        return layer;
    }

    /// Keeps a layer's name.
    public void writeLayer(CaseLayer layer) throws IOException {
        requireWritable();
        disk.write(layer.folder().resolve(CaseLayer.NAME), out -> JsonValue.write(Map.of("name", layer.name()), out));
    }

    /// Puts a layer's folder aside, where nothing reads it; no label is deleted.
    ///
    /// @throws IllegalArgumentException for the first layer, which is the case itself
    public void removeLayer(CaseLayer layer) throws IOException {
        requireWritable();
        layer.putAside();
    }

    private void requireWritable() throws IOException {
        if (lock == null) throw new AccessDeniedException(folder.toString(), null, readOnlyReason);
    }

    private static void release(AutoCloseable lock) throws IOException {
        try {
            lock.close();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (lock != null) release(lock);
    }
}
