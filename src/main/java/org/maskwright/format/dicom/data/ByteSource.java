package org.maskwright.format.dicom.data;

import java.io.Closeable;
import java.io.IOException;
import org.maskwright.format.FormatException;

/// Bytes that can be read at any place: those of a file, or what was inflated from them.
///
/// Used by one thread at a time.
public interface ByteSource extends Closeable {
    /// The file's name, for messages.
    String name();

    /// Whether `count` bytes stand at `position`.
    ///
    /// @throws FormatException if what is inflated on the way is damaged
    boolean has(long position, long count) throws IOException, FormatException;

    /// Reads up to `count` bytes from `position` into `out` at `offset`, as many as there are; tells how many, 0 at the end.
    int read(long position, byte[] out, int offset, int count) throws IOException, FormatException;

    @Override
    void close() throws IOException;
}
