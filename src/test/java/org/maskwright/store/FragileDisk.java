package org.maskwright.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;
import org.maskwright.disk.AtomicFile;

/// The machine's disk, on which a test can run out of room or of rights.
public final class FragileDisk implements Disk {
    public boolean full, fullForFiles, readOnly, heldByAnother;

    @Override
    public void write(Path target, AtomicFile.Content content) throws IOException {
        if (readOnly) throw new AccessDeniedException(target.toString());
        REAL.write(target, out -> {
            content.writeTo(out);
            if (full || fullForFiles) throw new FileSystemException(target.toString(), null, "No space left on device");
        });
    }

    @Override
    public Log openLog(Path file) throws IOException {
        Log real = REAL.openLog(file);
        return new Log() {
            @Override
            public long bytes() {
                return real.bytes();
            }

            @Override
            public void append(byte[] record) throws IOException {
                if (full) throw new FileSystemException(file.toString(), null, "No space left on device");
                real.append(record);
            }

            @Override
            public void close() throws IOException {
                real.close();
            }
        };
    }

    @Override
    public Optional<AutoCloseable> lock(Path folder) throws IOException {
        if (readOnly) throw new AccessDeniedException(folder.toString());
        return heldByAnother ? Optional.empty() : REAL.lock(folder);
    }
}
