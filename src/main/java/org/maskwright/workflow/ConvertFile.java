package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.Path;
import org.maskwright.disk.AtomicFile;
import org.maskwright.format.Contents;
import org.maskwright.format.Format;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.Item;
import org.maskwright.job.Progress;

/// Reads a scan or a label map and writes it as another kind of file: the same samples, scale and grid, every frame.
public final class ConvertFile {
    private ConvertFile() {}

    /// Whether files with names like `out` are written.
    public static boolean canWrite(Path out) {
        return Formats.writes(FormatException.name(out));
    }

    /// Writes `out` whole or not at all; its ending says what kind of file it becomes.
    ///
    /// @throws FormatException if `in` is broken, holds several images, or no format writes `out`
    public static void convert(Path in, Path out, Progress progress) throws IOException, FormatException {
        String name = FormatException.name(out);
        Format writer = Formats.writerOf(name);
        Contents contents = Formats.describe(in, progress.part(0, 0.1));
        if (contents.items().size() != 1)
            throw FormatException.unexpected(FormatException.name(in), "", "one scan or label map",
                    contents.items().isEmpty() ? contents.formatTitle() : contents.items().size() + " of them", "Put the one to convert into a folder of its own.");
        Item item = contents.items().getFirst();
        // a stream can only throw IOException, so a broken input travels through it in disguise
        try {
            AtomicFile.write(out, stream -> {
                try {
                    writer.write(item.image().asSeen(), name, stream, progress.part(0.1, 1));
                } catch (FormatException e) {
                    throw new Carried(e);
                }
            });
        } catch (Carried carried) {
            throw carried.cause;
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
