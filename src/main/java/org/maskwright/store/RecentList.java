package org.maskwright.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.maskwright.format.FormatException;
import org.maskwright.format.json.JsonValue;

/// The files, folders and projects that were opened last, the newest first.
public final class RecentList {
    private static final int LENGTH = 12;

    private final Disk disk;
    private final Path file;

    public RecentList(Disk disk, Path file) {
        this.disk = disk;
        this.file = file;
    }

    /// What was opened last; nothing if the list is missing or damaged: it is a convenience, made again with the next file.
    public List<Path> paths() throws IOException {
        if (!Files.isRegularFile(file)) return List.of();
        List<Path> paths = new ArrayList<>();
        try {
            for (String path : JsonValue.read(file).texts("recent")) paths.add(Path.of(path));
        } catch (FormatException | InvalidPathException e) {
            return List.of();
        }
        return paths;
    }

    /// Puts `path` in front.
    public void add(Path path) throws IOException {
        List<Path> paths = new ArrayList<>(paths());
        Path whole = path.toAbsolutePath().normalize();
        paths.remove(whole);
        paths.addFirst(whole);
        write(paths.subList(0, Math.min(LENGTH, paths.size())));
    }

    public void remove(Path path) throws IOException {
        List<Path> paths = new ArrayList<>(paths());
        if (paths.remove(path.toAbsolutePath().normalize())) write(paths);
    }

    private void write(List<Path> paths) throws IOException {
        disk.write(file, out -> JsonValue.write(Map.of("recent", paths.stream().map(Path::toString).toList()), out));
    }
}
