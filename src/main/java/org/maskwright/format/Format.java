package org.maskwright.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.maskwright.job.Progress;

/// A way to spell images in files. Stateless; stands in [Formats].
public interface Format {
    /// Stable, lower case, such as `nifti`.
    String id();

    /// What people call it, such as "NIfTI".
    String title();

    /// Endings of its file names with the dot, lower case, such as `.nii.gz`; may be none.
    List<String> extensions();

    /// How surely this format reads `path`: 0 not at all, 100 without doubt. About 30 for an ending alone, 90 for a signature.
    ///
    /// @param path a file or a folder
    /// @param first the file's first 512 bytes, fewer if it is shorter; empty for a folder, into which the format may look itself
    int score(Path path, byte[] first) throws IOException;

    /// Whether the name of `path` ends as this format's files do.
    default boolean endsAs(Path path) {
        String name = FormatException.name(path).toLowerCase(Locale.ROOT);
        return extensions().stream().anyMatch(name::endsWith);
    }

    /// What is in `path`, from headers alone. A file gives what it holds itself; a series is opened by its folder.
    ///
    /// @throws FormatException if it cannot be read
    Contents describe(Path path, Progress progress) throws IOException, FormatException;

    /// Whether [#writeFiles] writes files whose names end like `fileName`.
    default boolean writes(String fileName) {
        return false;
    }

    /// Writes `image` whole: every frame, the stored samples and their scale as they are, on the same grid.
    ///
    /// @param fileName decides the flavour, such as whether to compress; nothing is opened by it
    /// @param out left open
    /// @throws FormatException if reading `image` finds it broken, or this format cannot spell it
    default void write(StoredImage image, String fileName, OutputStream out, Progress progress) throws IOException, FormatException {
        throw FormatException.unsupported(fileName, "", "writing " + title(), "");
    }

    /// Writes `image` as the files that this format makes of it: one, unless samples stand apart from their header.
    ///
    /// @param fileName of the file that will be opened; others are called after it
    default void writeFiles(StoredImage image, String fileName, FileSink files, Progress progress) throws IOException, FormatException {
        files.file(fileName, out -> write(image, fileName, out, progress));
    }
}
