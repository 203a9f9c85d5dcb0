package org.maskwright.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// An [AppendLog] that several processes write to in turn.
public final class SharedLog {
    private static final String LOCK_SUFFIX = ".lock";

    private SharedLog() {}

    /// Appends one record, after whoever else is at it; when this returns it is on the disk. Makes the file and its folder if
    /// need be. Within one process one thread at a time.
    ///
    /// @throws IOException if it could not be written; the file is then as before
    public static void append(Path file, byte[] record) throws IOException {
        Path whole = file.toAbsolutePath().normalize();
        Path folder = whole.getParent();
        if (folder != null) Files.createDirectories(folder);
        try (FileChannel channel = FileChannel.open(whole.resolveSibling(whole.getFileName() + LOCK_SUFFIX), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
             FileLock lock = channel.lock()) {
            if (!lock.isValid()) throw new IOException(file + ": its lock was lost");
            try (AppendLog log = AppendLog.open(whole)) {
                log.append(record);
            }
        }
    }
}
