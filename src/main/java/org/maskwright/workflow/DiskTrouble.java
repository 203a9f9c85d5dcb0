package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// What the system's own words about a disk mean to a user.
final class DiskTrouble {
    private DiskTrouble() {}

    static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> denied.getFile() + ": no right to write";
            case NoSuchFileException missing -> missing.getFile() + ": there is no such file or folder";
            case FileAlreadyExistsException there -> inTheWay(there.getFile());
            case FileSystemException other when other.getReason() != null -> other.getFile() + ": " + withRemedy(other.getReason());
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : withRemedy(e.getMessage());
        };
    }

    private static String inTheWay(String name) {
        Path file = Path.of(name);
        if (!Files.isSymbolicLink(file) || Files.exists(file)) return name + ": is a file, and no folder can be made of it";
        return name + ": is a link that leads nowhere, and no folder can be made of it. Mend the link, or choose another place.";
    }

    private static String withRemedy(String reason) {
        return switch (reason) {
            case "No space left on device", "Disk quota exceeded", "There is not enough space on the disk" -> reason + ". Free some space, then resume or repeat.";
            case "Is a directory" -> "is a folder, and no file can take its place";
            case "File too large" -> reason + ". This disk, or the limit set for this user, allows no larger one: choose another disk, or raise the limit, then resume or repeat.";
            default -> reason;
        };
    }
}
