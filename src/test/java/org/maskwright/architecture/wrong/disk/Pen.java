package org.maskwright.architecture.wrong.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Right: files are written here.
final class Pen {
    void write(Path file) throws IOException {
        Files.writeString(file, "");
    }
}
