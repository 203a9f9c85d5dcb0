package org.maskwright.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.maskwright.disk.AppendLog;
import org.maskwright.disk.AtomicFile;
import org.maskwright.disk.FolderLock;

/// Where the store's bytes go. The program uses [#REAL]; tests put in a disk that is full, or may not be written to.
public interface Disk {
    /// The machine's own disk.
    Disk REAL = new Disk() {
        @Override
        public void write(Path target, AtomicFile.Content content) throws IOException {
            AtomicFile.write(target, content);
        }

        @Override
        public Log openLog(Path file) throws IOException {
            AppendLog log = AppendLog.open(file);
            return new Log() {
                @Override
                public long bytes() {
                    return log.bytes();
                }

                @Override
                public void append(byte[] record) throws IOException {
                    log.append(record);
                }

                @Override
                public void close() throws IOException {
                    log.close();
                }
            };
        }

        @Override
        public Optional<AutoCloseable> lock(Path folder) throws IOException {
            return FolderLock.tryLock(folder).map(lock -> lock);
        }
    };

    /// A file of records that only grows, as [AppendLog].
    interface Log extends AutoCloseable {
        long bytes();

        void append(byte[] record) throws IOException;

        @Override
        void close() throws IOException;
    }

    /// Writes `target` whole or not at all, as [AtomicFile#write].
    void write(Path target, AtomicFile.Content content) throws IOException;

    /// Opens a log to append to; a torn last record is cut off.
    Log openLog(Path file) throws IOException;

    /// Holds `folder` for this process; nothing if another holds it.
    ///
    /// @throws IOException if the folder may not be written to
    Optional<AutoCloseable> lock(Path folder) throws IOException;
}
