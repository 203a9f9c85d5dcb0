package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// What the system's own words about a disk mean to a user.
final class DiskTrouble {
    private DiskTrouble() {}

    static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> denied.getFile() + ": no right to write";
            case NoSuchFileException missing -> missing.getFile() + ": there is no such file or folder";
            case FileAlreadyExistsException there -> there.getFile() + ": is a file, and no folder can be made of it";
            case FileSystemException other when other.getReason() != null -> other.getFile() + ": " + other.getReason();
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }
}
