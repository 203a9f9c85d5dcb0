package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.maskwright.format.FormatException;
import org.maskwright.store.Disk;
import org.maskwright.store.Project;
import org.maskwright.store.ProjectFile;

/// The projects that this process holds, each once, however many of its cases are open: a second lock on one folder from
/// the same process would, when closed, let go of the first. Used in the disk lane.
final class OpenProjects {
    private static final class Held {
        final Project project;
        int users;

        Held(Project project) {
            this.project = project;
        }
    }

    private final Disk disk;
    private final Map<Path, Held> held = new HashMap<>();

    OpenProjects(Disk disk) {
        this.disk = disk;
    }

    Disk disk() {
        return disk;
    }

    /// Opens the project in `folder`, or takes it again.
    Project acquire(Path folder) throws IOException, FormatException {
        Path key = Files.exists(folder) ? folder.toRealPath() : folder.toAbsolutePath().normalize();
        Held one = held.get(key);
        if (one == null) {
            one = new Held(Project.open(disk, folder));
            held.put(key, one);
        }
        one.users++;
        return one.project;
    }

    /// Makes a project and takes it.
    Project create(Path folder, ProjectFile file) throws IOException, FormatException {
        Project.create(disk, folder, file).close();
        return acquire(folder);
    }

    void release(Project project) throws IOException {
        var entries = held.entrySet().iterator();
        while (entries.hasNext()) {
            Held one = entries.next().getValue();
            if (one.project != project || --one.users > 0) continue;
            entries.remove();
            project.close();
        }
    }

    /// Lets go of every project, also of those whose cases were never closed.
    void closeAll() throws IOException {
        for (Held one : held.values()) one.project.close();
        held.clear();
    }
}
