package org.maskwright.architecture.wrong.format;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Wrong twice: a format is handed its stream.
final class Scribe {
    void files(Path file) throws IOException {
        Files.writeString(file, "");
    }

    OutputStream streams(Path file) throws IOException {
        return new FileOutputStream(file.toFile());
    }
}
