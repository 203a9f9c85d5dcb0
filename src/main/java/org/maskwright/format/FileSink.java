package org.maskwright.format;

import java.io.IOException;
import java.io.OutputStream;

/// Takes the files of an image that needs several, and makes them appear together.
@FunctionalInterface
public interface FileSink {
    /// Writes the bytes of one file; the stream is closed by the caller.
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException, FormatException;
    }

    /// @param name without folders
    void file(String name, Content content) throws IOException, FormatException;
}
