package org.maskwright.format.dicom;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.maskwright.format.FormatException;
import org.maskwright.format.dicom.data.DicomFile;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.UID;
import org.maskwright.job.Progress;

/// The headers of all DICOM images in a folder and the folders in it. Names and endings of files say nothing.
///
/// @param images what can be opened
/// @param broken why files that begin like DICOM could not be read
/// @param others how many files hold something other than an image, by kind
record FolderScan(List<ImageFile> images, List<String> broken, TreeMap<String, Integer> others) {
    /// What one file turned out to be.
    private sealed interface Found {
        record Image(ImageFile file) implements Found {}

        record Broken(String why) implements Found {}

        record Other(String what) implements Found {}

        record NotDicom() implements Found {}
    }

    static FolderScan of(Path folder, Progress progress) throws IOException {
        List<Path> files = files(folder);
        FolderScan scan = new FolderScan(new ArrayList<>(), new ArrayList<>(), new TreeMap<>());
        for (int i = 0; i < files.size(); i++) {
            progress.at((double) i / files.size(), "Looking at file " + (i + 1) + " of " + files.size());
            switch (look(files.get(i))) {
                case Found.Image(ImageFile file) -> scan.images.add(file);
                case Found.Broken(String why) -> scan.broken.add(why);
                case Found.Other(String what) -> scan.others.merge(what, 1, Integer::sum);
                case Found.NotDicom() -> {}
            }
        }
        return scan;
    }

    private static List<Path> files(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && attributes.size() >= 132 || attributes.isSymbolicLink()) files.add(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE; // a folder that may not be entered hides its files, no more
            }
        });
        files.sort(null);
        return files;
    }

    /// Whether some file in `folder`, of the first few that are met, is DICOM.
    static boolean holdsDicom(Path folder) throws IOException {
        int looked = 0;
        for (Path file : files(folder)) {
            if (looked++ == 64) return false;
            if (Files.isReadable(file) && DicomFile.recognize(head(file)) == 2) return true;
        }
        return false;
    }

    private static byte[] head(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(256);
        }
    }

    private static Found look(Path path) throws IOException {
        if (!Files.isReadable(path) || !Files.isRegularFile(path) || DicomFile.recognize(head(path)) == 0) return new Found.NotDicom();
        try (DicomFile file = DicomFile.open(path)) {
            Optional<String> other = other(file);
            return other.isPresent() ? new Found.Other(other.get()) : new Found.Image(ImageFileReader.read(path, file));
        } catch (FormatException e) {
            return new Found.Broken(String.valueOf(e.getMessage()));
        }
    }

    /// What a file holds if it is no image.
    static Optional<String> other(DicomFile file) {
        String sopClass = file.attributes().getString(Tag.SOPClassUID, file.meta().getString(Tag.MediaStorageSOPClassUID, ""));
        if (sopClass.equals(UID.MediaStorageDirectoryStorage) || file.attributes().contains(Tag.DirectoryRecordSequence)) return Optional.of("DICOM directory");
        if (file.pixelData().isPresent() && file.attributes().contains(Tag.Rows)) return Optional.empty();
        String modality = file.attributes().getString(Tag.Modality, "");
        return Optional.of(sopClass.equals(UID.RTStructureSetStorage) ? "DICOM structure set" : modality.isEmpty() ? "DICOM without an image" : "DICOM without an image (" + modality + ")");
    }
}
