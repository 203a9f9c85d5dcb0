package org.maskwright.disk;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Writes a file whole or not at all: into a sibling, forced to the disk, then renamed over the old one.
///
/// A crash at any moment leaves the old file or the new one, never a mixture; what a crash may leave behind is a sibling
/// whose name ends in [#TEMPORARY_SUFFIX], which nothing reads.
public final class AtomicFile {
    public static final String TEMPORARY_SUFFIX = ".part";

    /// Writes the content of a file; the stream is buffered and closed by the caller.
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private AtomicFile() {}

    /// Writes `target`, replacing it if it exists; its folder is made if need be.
    ///
    /// @throws IOException if the disk is full, the folder may not be written to, or `content` throws; `target` is then as before
    public static void write(Path target, Content content) throws IOException {
        Path folder = target.toAbsolutePath().normalize().getParent();
        if (folder == null) throw new IOException(target + ": is a root, not a file");
        Files.createDirectories(folder);
        Path sibling = folder.resolve("." + target.getFileName() + "." + Long.toHexString(System.nanoTime()) + TEMPORARY_SUFFIX);
        boolean moved = false;
        try {
            try (FileChannel channel = FileChannel.open(sibling, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                 OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            Files.move(sibling, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            moved = true;
        } catch (IOException e) {
            throw Refusal.told(e, sibling, target);
        } finally {
            if (!moved) Files.deleteIfExists(sibling);
        }
        forceFolder(folder);
    }

    /// Takes a file away, if it is there.
    public static void remove(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    /// Makes the rename itself last through a power cut, where the system allows a folder to be forced (Windows does not).
    static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            return; // the content is safe; only the name's durability is the system's own affair here
        }
    }
}
