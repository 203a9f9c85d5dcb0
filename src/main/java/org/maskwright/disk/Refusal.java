package org.maskwright.disk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

/// What the system says of a temporary file, told of the file that was asked for: people know nothing of the other.
final class Refusal {
    private Refusal() {}

    /// @param temporary a file, or a folder in which one was refused
    /// @param meant what `temporary` was to become
    /// @return `e` itself if it speaks of something else
    static IOException told(IOException e, Path temporary, Path meant) {
        if (!(e instanceof FileSystemException refused)) return e;
        String file = Objects.requireNonNullElse(refused.getFile(), "");
        if (!file.startsWith(temporary.toString())) return e;
        String name = meant + file.substring(temporary.toString().length());
        FileSystemException told = switch (refused) {
            case AccessDeniedException _ -> new AccessDeniedException(name, null, refused.getReason());
            case NoSuchFileException _ -> new NoSuchFileException(name, null, refused.getReason());
            case FileAlreadyExistsException _ -> new FileAlreadyExistsException(name, null, refused.getReason());
            default -> new FileSystemException(name, null, refused.getReason());
        };
        told.initCause(e);
        return told;
    }
}
