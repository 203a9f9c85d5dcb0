package org.maskwright.format;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Puts the files that a format writes into a folder.
public final class Into {
    private Into() {}

    public static FileSink folder(Path folder) {
        return (name, content) -> {
            try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
                content.writeTo(out);
            }
        };
    }
}
