package org.maskwright.format.raw;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.maskwright.format.FormatException;

/// A data file that a header names: it must stand in the header's folder, or below it.
public final class Neighbour {
    private Neighbour() {}

    /// @param header the file that names it
    /// @param text the name as the header spells it
    /// @throws FormatException if it is absent, or lies outside, also by way of a link
    public static Path of(Path header, String text) throws IOException, FormatException {
        String name = FormatException.name(header);
        Path folder = header.toAbsolutePath().normalize().getParent();
        if (folder == null) throw new IllegalArgumentException("a header stands in a folder, got " + header);
        Path file;
        try {
            file = folder.resolve(text.replace('\\', '/')).normalize();
        } catch (InvalidPathException e) {
            throw FormatException.unexpected(name, "data file", "the name of a file", "one that this system does not allow", "Export it again.");
        }
        if (!file.startsWith(folder)) throw outside(name);
        if (!Files.isRegularFile(file))
            throw FormatException.of(name, "data file", "its samples stand in a file of their own, " + shown(text) + ", which is not there.", "Put both into one folder.");
        if (!file.toRealPath().startsWith(folder.toRealPath())) throw outside(name);
        return file;
    }

    private static FormatException outside(String name) {
        return FormatException.of(name, "data file", "it names a data file outside its own folder.", "Put both into one folder, and name the file without its path.");
    }

    private static String shown(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
