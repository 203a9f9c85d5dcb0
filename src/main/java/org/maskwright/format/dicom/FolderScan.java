package org.maskwright.format.dicom;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.maskwright.format.FormatException;
import org.maskwright.format.dicom.data.DicomFile;
import org.maskwright.format.dicom.data.FileBytes;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.UID;
import org.maskwright.format.dicom.seg.SegmentationReader;
import org.maskwright.job.Parallel;
import org.maskwright.job.Progress;

/// The headers of all DICOM images in a folder and the folders in it. Names and endings of files say nothing.
///
/// @param images what can be opened
/// @param segmentations files that hold one
/// @param structureSets files that hold one
/// @param broken why files that begin like DICOM could not be read
/// @param others how many files hold something other than an image, by kind
record FolderScan(List<ImageFile> images, List<Path> segmentations, List<Path> structureSets, List<String> broken, TreeMap<String, Integer> others) {
    /// What one file turned out to be.
    private sealed interface Found {
        record Image(ImageFile file) implements Found {}

        record Segmentation(Path file) implements Found {}

        record StructureSet(Path file) implements Found {}

        record Broken(String why) implements Found {}

        record Other(String what) implements Found {}

        record NotDicom() implements Found {}
    }

    /// So many files are looked at before a folder is taken to hold no DICOM.
    private static final int FEW = 64;

    static FolderScan of(Path folder, Progress progress) throws IOException {
        return of(files(folder, progress), progress);
    }

    /// As [#of(Path, Progress)], of files that are named one by one.
    static FolderScan of(List<Path> files, Progress progress) throws IOException {
        FolderScan scan = new FolderScan(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new TreeMap<>());
        Parallel.<Found, IOException>inOrder(files.size(), () -> i -> look(files.get(i)), (i, found) -> {
            progress.at((double) i / files.size(), "Looking at file " + (i + 1) + " of " + files.size());
            switch (found) {
                case Found.Image(ImageFile file) -> scan.images.add(file);
                case Found.Segmentation(Path file) -> scan.segmentations.add(file);
                case Found.StructureSet(Path file) -> scan.structureSets.add(file);
                case Found.Broken(String why) -> scan.broken.add(why);
                case Found.Other(String what) -> scan.others.merge(what, 1, Integer::sum);
                case Found.NotDicom() -> {}
            }
        });
        return scan;
    }

    private static List<Path> files(Path folder, Progress progress) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(folder, new Visitor() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (files.size() % 1000 == 0) progress.at(Double.NaN, "Listing the files of " + FormatException.name(folder));
                if (attributes.isSymbolicLink() ? Files.isRegularFile(file) : isCandidate(attributes)) files.add(file);
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(null); // so that the same folder always gives the same answer
        return files;
    }

    private static boolean isCandidate(BasicFileAttributes attributes) {
        return attributes.isRegularFile() && attributes.size() >= 132 || attributes.isSymbolicLink();
    }

    /// Passes over what may not be entered: a folder that is closed to us hides its files, no more.
    private abstract static class Visitor extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
        }
    }

    /// Whether one of the first few files in `folder` is surely DICOM.
    static boolean holdsDicom(Path folder) throws IOException {
        int[] looked = {0};
        boolean[] found = {false};
        Files.walkFileTree(folder, new Visitor() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (isCandidate(attributes) && Files.isRegularFile(file) && Files.isReadable(file)) found[0] = DicomFile.recognize(head(file)) == 2;
                return found[0] || ++looked[0] == FEW ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
            }
        });
        return found[0];
    }

    private static byte[] head(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(256);
        }
    }

    private static Found look(Path path) throws IOException {
        try (FileBytes bytes = FileBytes.open(path)) {
            byte[] first = new byte[256];
            if (DicomFile.recognize(Arrays.copyOf(first, bytes.read(0, first, 0, first.length))) == 0) return new Found.NotDicom();
            DicomFile file = DicomFile.open(bytes);
            if (StructureSetFile.isOne(file)) return new Found.StructureSet(path);
            Optional<String> other = other(file);
            if (other.isPresent()) return new Found.Other(other.get());
            return SegmentationReader.reads(file) ? new Found.Segmentation(path) : new Found.Image(ImageFileReader.read(path, file));
        } catch (NoSuchFileException | AccessDeniedException _) {
            return new Found.NotDicom(); // a link to nowhere, or a file that is closed to us
        } catch (FormatException e) {
            return new Found.Broken(String.valueOf(e.getMessage()));
        }
    }

    /// What a file holds if it is no image.
    static Optional<String> other(DicomFile file) {
        String sopClass = file.attributes().getString(Tag.SOPClassUID, file.meta().getString(Tag.MediaStorageSOPClassUID, ""));
        if (DirectoryFile.is(file)) return Optional.of("DICOM directory");
        if (file.pixelData().isPresent() && file.attributes().contains(Tag.Rows)) return Optional.empty();
        String modality = file.attributes().getString(Tag.Modality, "");
        return Optional.of(sopClass.equals(UID.RTStructureSetStorage) ? "DICOM structure set" : modality.isEmpty() ? "DICOM without an image" : "DICOM without an image (" + modality + ")");
    }
}
