package org.maskwright.disk;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes a folder with all its files, or none: into a temporary one, then renamed.
///
/// A crash may leave behind a folder whose name ends in [AtomicFile#TEMPORARY_SUFFIX], which nothing reads.
public final class AtomicFolder {
    /// Writes the files of a folder, each whole, as [AtomicFile] does.
    @FunctionalInterface
    public interface Content {
        /// @param folder empty; where the files go
        void writeTo(Path folder) throws IOException;
    }

    private AtomicFolder() {}

    /// Makes `target`, which must not exist, or be empty.
    ///
    /// @throws IOException if the disk is full, the place may not be written to, or `content` throws; `target` is then as before
    public static void write(Path target, Content content) throws IOException {
        Path whole = target.toAbsolutePath().normalize();
        Path parent = whole.getParent();
        if (parent == null) throw new IOException(target + ": is a root");
        Files.createDirectories(parent);
        Path sibling = parent.resolve("." + whole.getFileName() + "." + Long.toHexString(System.nanoTime()) + AtomicFile.TEMPORARY_SUFFIX);
        Files.createDirectory(sibling);
        boolean moved = false;
        try {
            content.writeTo(sibling);
            Files.deleteIfExists(whole); // an empty folder; a full one is refused here
            Files.move(sibling, whole, StandardCopyOption.ATOMIC_MOVE);
            moved = true;
        } catch (IOException e) {
            throw Refusal.told(e, sibling, whole);
        } finally {
            if (!moved) remove(sibling);
        }
        AtomicFile.forceFolder(parent);
    }

    /// Makes files in `target`, which may hold others and is made if need be: all are written, and read again if `content`
    /// does so, before the first of them appears or replaces one of the same name.
    ///
    /// @throws IOException as [#write]; if the very last step fails, the renaming, some of the files may have appeared
    public static void fill(Path target, Content content) throws IOException {
        Path folder = target.toAbsolutePath().normalize();
        Files.createDirectories(folder);
        Path inside = folder.resolve("." + Long.toHexString(System.nanoTime()) + AtomicFile.TEMPORARY_SUFFIX);
        try {
            Files.createDirectory(inside);
        } catch (IOException e) {
            throw Refusal.told(e, inside, folder);
        }
        try {
            content.writeTo(inside);
            List<Path> files;
            try (Stream<Path> all = Files.list(inside)) {
                files = all.sorted().toList();
            }
            for (Path file : files)
                Files.move(file, folder.resolve(inside.relativize(file)), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Refusal.told(e, inside, folder);
        } finally {
            remove(inside);
        }
        AtomicFile.forceFolder(folder);
    }

    private static void remove(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path inner, @Nullable IOException failure) throws IOException {
                if (failure != null) throw failure;
                Files.delete(inner);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
