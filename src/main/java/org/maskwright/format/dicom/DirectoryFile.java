package org.maskwright.format.dicom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.maskwright.format.FormatException;
import org.maskwright.format.dicom.data.Attributes;
import org.maskwright.format.dicom.data.DicomFile;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.UID;

/// A DICOMDIR: the list of files on a medium (PS3.3, annex F; PS3.10, 8).
///
/// Its records point at each other by offsets, which are not followed: what a record is about stands in the file that it names.
/// So offsets that are wrong, or lead in circles, do no harm.
///
/// @param files that are there, in the order of the records
/// @param missing names of those that are not
record DirectoryFile(List<Path> files, List<String> missing) {
    private static final int LONGEST_NAME = 8 * 32;

    static boolean is(DicomFile file) {
        return file.attributes().getString(Tag.SOPClassUID, file.meta().getString(Tag.MediaStorageSOPClassUID, "")).equals(UID.MediaStorageDirectoryStorage)
                || file.attributes().contains(Tag.DirectoryRecordSequence);
    }

    /// @throws FormatException if a record names a file outside of the directory's own folder
    static DirectoryFile read(Path path, DicomFile file) throws IOException, FormatException {
        if (file.attributes().getBulkData(Tag.DirectoryRecordSequence).isPresent())
            throw FormatException.of(file.name(), "element " + Tag.toString(Tag.DirectoryRecordSequence), "its records are damaged.", "Open the folder of the images instead.");
        Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent(), "a file has a folder").toRealPath();
        Set<Path> files = new LinkedHashSet<>();
        List<String> missing = new ArrayList<>();
        for (Attributes record : file.attributes().getSequence(Tag.DirectoryRecordSequence)) {
            List<String> names = record.getStrings(Tag.ReferencedFileID);
            boolean deleted = record.containsValue(Tag.RecordInUseFlag) && record.getInt(Tag.RecordInUseFlag, 0) == 0;
            if (names.isEmpty() || deleted) continue;
            Path found = find(file.name(), folder, names);
            if (Files.isRegularFile(found)) files.add(found);
            else missing.add(String.join("/", names));
        }
        return new DirectoryFile(List.copyOf(files), missing);
    }

    private static Path find(String name, Path folder, List<String> names) throws IOException, FormatException {
        for (String part : names) {
            if (part.isEmpty() || part.equals(".") || part.equals("..") || part.contains("/") || part.contains("\\") || part.contains(":") || part.length() > LONGEST_NAME)
                throw outside(name, names);
        }
        Path given = inside(name, folder, names, names);
        if (Files.exists(given)) return given;
        Path lower = inside(name, folder, names, names.stream().map(part -> part.toLowerCase(Locale.ROOT)).toList()); // as discs are often copied
        return Files.exists(lower) ? lower : given;
    }

    private static Path inside(String name, Path folder, List<String> names, List<String> spelt) throws IOException, FormatException {
        try {
            Path path = folder;
            for (String part : spelt) path = path.resolve(part);
            if (Files.exists(path) && !path.toRealPath().startsWith(folder)) throw outside(name, names);
            return path;
        } catch (InvalidPathException e) {
            throw outside(name, names);
        }
    }

    private static FormatException outside(String name, List<String> names) {
        String shown = String.join("/", names).replaceAll("\\p{Cntrl}", "·");
        return FormatException.unexpected(name, "element " + Tag.toString(Tag.ReferencedFileID), "a file in its own folder", "“" + (shown.length() > 60 ? shown.substring(0, 60) + "…" : shown) + "”",
                "Open the folder of the images instead.");
    }
}
