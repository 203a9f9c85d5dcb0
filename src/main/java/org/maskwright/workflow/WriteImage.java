package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.maskwright.disk.AtomicFile;
import org.maskwright.disk.AtomicFolder;
import org.maskwright.format.FileSink;
import org.maskwright.format.Format;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.StoredImage;
import org.maskwright.job.Progress;

/// Carries what a format writes to the disk, whole or not at all.
final class WriteImage {
    /// Looks at what was written while it still has a temporary place.
    @FunctionalInterface
    interface Check {
        Check NONE = _ -> {};

        void check(Path written) throws IOException, FormatException;
    }

    /// Makes files in a folder.
    @FunctionalInterface
    interface Content {
        void writeTo(Path folder) throws IOException, FormatException;
    }

    private WriteImage() {}

    /// Writes `image` to `out` as its name says, with the files that belong to it; nothing appears unless `check` lets it pass.
    ///
    /// @throws FormatException if `image` is broken, or no format writes `out`
    static void file(Path out, StoredImage image, Check check, Progress progress) throws IOException, FormatException {
        Format writer = Formats.writerOf(FormatException.name(out));
        files(out, files -> writer.writeFiles(image, FormatException.name(out), files, progress), check);
    }

    /// Writes one file; it does not appear unless `check` lets it pass.
    static void file(Path out, FileSink.Content content, Check check) throws IOException, FormatException {
        files(out, files -> files.file(FormatException.name(out), content), check);
    }

    private interface Writing {
        void writeTo(FileSink files) throws IOException, FormatException;
    }

    private static void files(Path out, Writing content, Check check) throws IOException, FormatException {
        Path folder = out.toAbsolutePath().normalize().getParent();
        if (folder == null) throw new IOException(out + ": is a root, not a file");
        inFolder(inside -> AtomicFolder.fill(folder, inside), written -> {
            content.writeTo(into(written));
            check.check(written.resolve(FormatException.name(out)));
        });
    }

    static void requireEmpty(Path out) throws IOException, FormatException {
        NewFolder.require(out, "Choose another folder for the export.");
    }

    /// Where a format's files go.
    static FileSink into(Path folder) {
        return (name, content) -> inFile(bytes -> AtomicFile.write(folder.resolve(name), bytes), content);
    }

    /// Makes the folder `out`, new or empty, with all that `content` puts there, or not at all.
    ///
    /// @throws FormatException also if there are files in it
    static void folder(Path out, Content content) throws IOException, FormatException {
        requireEmpty(out);
        inFolder(inside -> AtomicFolder.write(out, inside), content);
    }

    private interface FolderDeed {
        void run(AtomicFolder.Content content) throws IOException;
    }

    private interface FileDeed {
        void run(AtomicFile.Content content) throws IOException;
    }

    // what writes to a disk can only throw IOException, so a broken input travels through it in disguise

    private static void inFolder(FolderDeed deed, Content content) throws IOException, FormatException {
        try {
            deed.run(folder -> disguised(folder, content::writeTo));
        } catch (Carried carried) {
            throw carried.cause;
        }
    }

    private static void inFile(FileDeed deed, FileSink.Content content) throws IOException, FormatException {
        try {
            deed.run(out -> disguised(out, content::writeTo));
        } catch (Carried carried) {
            throw carried.cause;
        }
    }

    private interface Work<T> {
        void run(T on) throws IOException, FormatException;
    }

    private static <T> void disguised(T on, Work<T> work) throws IOException {
        try {
            work.run(on);
        } catch (FormatException e) {
            throw new Carried(e);
        }
    }

    private static final class Carried extends IOException {
        private static final long serialVersionUID = 1;
        private final transient FormatException cause;

        Carried(FormatException cause) {
            super(cause);
            this.cause = cause;
        }
    }
}
