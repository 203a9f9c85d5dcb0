package org.maskwright.disk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;

/// What the system says of a temporary file, told of the file that was asked for: people know nothing of the other.
final class Refusal {
    /// In the words of Linux and macOS, and of Windows.
    private static final Set<String> NO_ROOM = Set.of("No space left on device", "Disk quota exceeded", "File too large", "There is not enough space on the disk");

    private Refusal() {}

    /// @param temporary a file, or a folder in which one was refused
    /// @param meant what `temporary` was to become
    /// @return `e` itself if it speaks of something else
    static IOException told(IOException e, Path temporary, Path meant) {
        if (!(e instanceof FileSystemException refused)) return isNoRoom(e) ? caused(new FileSystemException(meant.toString(), null, e.getMessage()), e) : e;
        String file = Objects.requireNonNullElse(refused.getFile(), "");
        if (!file.startsWith(temporary.toString())) return e;
        String name = meant + file.substring(temporary.toString().length());
        return caused(switch (refused) {
            case AccessDeniedException _ -> new AccessDeniedException(name, null, refused.getReason());
            case NoSuchFileException _ -> new NoSuchFileException(name, null, refused.getReason());
            case FileAlreadyExistsException _ -> new FileAlreadyExistsException(name, null, refused.getReason());
            default -> new FileSystemException(name, null, refused.getReason());
        }, e);
    }

    /// A write that the disk cuts off comes without its file's name, unlike one that it refuses.
    private static boolean isNoRoom(IOException e) {
        return NO_ROOM.contains(Objects.requireNonNullElse(e.getMessage(), ""));
    }

    private static FileSystemException caused(FileSystemException told, IOException cause) {
        told.initCause(cause);
        return told;
    }
}
