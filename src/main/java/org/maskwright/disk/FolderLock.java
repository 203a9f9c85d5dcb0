package org.maskwright.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Holds a folder for one process: a lock on a small file in it, which the system releases when the process ends,
/// however it ends.
public final class FolderLock implements AutoCloseable {
    public static final String FILE_NAME = ".lock";

    /// The folders that this process holds. POSIX locks belong to the process, and closing *any* channel of a file drops them
    /// all: so the file of a folder that is held here must not even be opened a second time.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;

    private FolderLock(Path folder, FileChannel channel, FileLock lock) {
        this.folder = folder;
        this.channel = channel;
        this.lock = lock;
    }

    /// The lock, or nothing if another window or process holds it.
    ///
    /// @throws IOException if the lock file cannot be written, as in a read-only folder
    public static Optional<FolderLock> tryLock(Path folder) throws IOException {
        Path real = folder.toRealPath();
        if (!HELD_HERE.add(real)) return Optional.empty();
        boolean held = false;
        try {
            FileChannel channel = FileChannel.open(real.resolve(FILE_NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = null;
            try {
                lock = channel.tryLock();
            } finally {
                if (lock == null) channel.close();
            }
            held = lock != null;
            return lock == null ? Optional.empty() : Optional.of(new FolderLock(real, channel, lock));
        } finally {
            if (!held) HELD_HERE.remove(real);
        }
    }

    @Override
    public void close() throws IOException {
        if (!channel.isOpen()) return;
        try {
            lock.release();
            channel.close();
        } finally {
            HELD_HERE.remove(folder);
        }
    }
}
