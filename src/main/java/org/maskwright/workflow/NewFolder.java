package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.maskwright.format.FormatException;

/// Holds a command off a folder that holds somebody's files: what is there is never written over by something new.
public final class NewFolder {
    private NewFolder() {}

    /// Whether nothing is there, or a folder without anything in it.
    public static boolean isAt(Path out) throws IOException {
        if (!Files.exists(out)) return true;
        if (!Files.isDirectory(out)) return false;
        try (var inside = Files.list(out)) {
            return inside.findAny().isEmpty();
        }
    }

    /// @param remedy a sentence
    /// @throws FormatException if `out` is a file, or a folder that holds anything
    public static void require(Path out, String remedy) throws IOException, FormatException {
        if (!isAt(out)) throw FormatException.unexpected(FormatException.name(out), "", "a new or empty folder", Files.isDirectory(out) ? "files in it" : "a file", remedy);
    }

    /// As [#require], but for what goes on with what was begun in `out`.
    public static void requireUnlessResumed(Path out, boolean resume) throws IOException, FormatException {
        if (!resume) require(out, "Choose another folder, or go on with what was begun there (--resume).");
    }
}
