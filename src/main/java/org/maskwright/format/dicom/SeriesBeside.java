package org.maskwright.format.dicom;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.maskwright.format.FormatException;
import org.maskwright.format.Item;
import org.maskwright.format.dicom.data.DicomFile;
import org.maskwright.format.dicom.data.FileBytes;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.job.Progress;

/// The series that a derived object refers to, looked for near its file: in its folder, in the folders in that, in the
/// folder above, and in the other folders there. The first folder that holds an image of it is taken to hold all.
///
/// @param items the images it makes; none if it was not found, or is no volume
/// @param problems why what was found is no volume
record SeriesBeside(List<Item> items, List<String> problems) {
    /// So many files are looked into, and so many folders: an answer must come while the user waits.
    private static final int MOST_FILES = 8000, MOST_FOLDERS = 200;

    /// @param seriesUids what the object refers to
    /// @param imageUids images that it refers to, by which those are known whose series has lost its name
    static SeriesBeside find(Path file, Set<String> seriesUids, Set<String> imageUids, Progress progress) throws IOException {
        List<ImageFile> images = new ArrayList<>();
        int looked = 0;
        if (!seriesUids.isEmpty() || !imageUids.isEmpty()) for (Path folder : folders(file)) {
            for (Path candidate : inside(folder, false)) {
                if (looked++ == MOST_FILES) break;
                progress.at(Double.NaN, "Looking for the series of " + FormatException.name(file));
                look(candidate, seriesUids, imageUids, images);
            }
            if (!images.isEmpty()) break;
        }
        SeriesAssembly assembly = SeriesAssembly.of(images);
        return new SeriesBeside(List.copyOf(assembly.items()), assembly.items().isEmpty() ? assembly.remarks() : List.of());
    }

    private static Set<Path> folders(Path file) throws IOException {
        Set<Path> folders = new LinkedHashSet<>();
        Path own = file.toAbsolutePath().normalize().getParent();
        if (own == null) return folders;
        folders.add(own);
        folders.addAll(inside(own, true));
        Path above = own.getParent();
        if (above != null) {
            folders.add(above);
            folders.addAll(inside(above, true));
        }
        return folders;
    }

    /// The files or the folders right in `folder`, by name; none if it may not be read.
    private static List<Path> inside(Path folder, boolean folders) throws IOException {
        List<Path> found = new ArrayList<>();
        if (!Files.isReadable(folder)) return found;
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, path -> folders ? Files.isDirectory(path) : Files.isRegularFile(path) && Files.isReadable(path))) {
            for (Path path : stream) {
                if (found.size() == (folders ? MOST_FOLDERS : MOST_FILES)) break;
                found.add(path);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        found.sort(null);
        return found;
    }

    private static void look(Path path, Set<String> seriesUids, Set<String> imageUids, List<ImageFile> images) throws IOException {
        try (FileBytes bytes = FileBytes.open(path)) {
            byte[] first = new byte[256];
            if (DicomFile.recognize(Arrays.copyOf(first, bytes.read(0, first, 0, first.length))) == 0) return;
            DicomFile file = DicomFile.open(bytes);
            String series = file.attributes().getString(Tag.SeriesInstanceUID, "");
            String image = file.attributes().getString(Tag.SOPInstanceUID, file.meta().getString(Tag.MediaStorageSOPInstanceUID, ""));
            boolean meant = seriesUids.contains(series) || series.isEmpty() && imageUids.contains(image);
            if (meant && FolderScan.other(file).isEmpty()) images.add(ImageFileReader.read(path, file));
        } catch (FormatException e) {
            return; // a broken neighbour is not what was asked about
        }
    }
}
