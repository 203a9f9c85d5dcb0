package org.maskwright.format.dicom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.maskwright.format.Contents;
import org.maskwright.format.Format;
import org.maskwright.format.FormatException;
import org.maskwright.format.Item;
import org.maskwright.format.dicom.data.DicomFile;
import org.maskwright.format.dicom.seg.SegmentationReader;
import org.maskwright.job.Progress;

/// DICOM: a folder with any number of series, or one file of its own.
///
/// A folder gives one item for each volume in it, and so does a DICOMDIR of those in the files that it lists. A file gives its
/// own image alone, also where others of its series lie beside it: who wants the volume opens the folder. A structure set gives
/// its regions, on the grid of its series if that lies beside it.
public final class DicomFormat implements Format {
    @Override
    public String id() {
        return "dicom";
    }

    @Override
    public String title() {
        return "DICOM";
    }

    @Override
    public List<String> extensions() {
        return List.of(".dcm", ".dicom", ".ima");
    }

    @Override
    public int score(Path path, byte[] first) throws IOException {
        if (Files.isDirectory(path)) return FolderScan.holdsDicom(path) ? 90 : 0;
        return switch (DicomFile.recognize(first)) {
            case 2 -> 95;
            case 1 -> 40;
            default -> extensions().stream().anyMatch(FormatException.name(path).toLowerCase(java.util.Locale.ROOT)::endsWith) ? 20 : 0;
        };
    }

    @Override
    public Contents describe(Path path, Progress progress) throws IOException, FormatException {
        if (Files.isDirectory(path)) return contents(path, "DICOM series", FolderScan.of(path, progress.part(0, 0.8)), List.of(), progress.part(0.8, 1));
        DirectoryFile directory;
        try (DicomFile file = DicomFile.open(path)) {
            if (!DirectoryFile.is(file)) return image(path, file, progress);
            directory = DirectoryFile.read(path, file);
        }
        int listed = directory.files().size() + directory.missing().size();
        String gone = directory.missing().size() + " of the " + listed + " files that it lists are not there, such as " + directory.missing().stream().findFirst().orElse("") + ".";
        if (listed > 0 && directory.files().isEmpty()) throw FormatException.of(FormatException.name(path), "", gone, "Copy the whole medium, with the folders beside this file.");
        FolderScan scan = FolderScan.of(directory.files(), progress.part(0, 0.8));
        return contents(path, "DICOM directory", scan, directory.missing().isEmpty() ? List.of() : List.of(gone), progress.part(0.8, 1));
    }

    private static Contents image(Path path, DicomFile file, Progress progress) throws IOException, FormatException {
        if (StructureSetFile.isOne(file)) return StructureSetFile.describe(path, file, progress);
        Optional<String> other = FolderScan.other(file);
        if (other.isPresent()) return new Contents(path, other.get(), List.of(), List.of());
        if (SegmentationReader.reads(file)) return new Contents(path, "DICOM segmentation", SegmentationReader.items(path, file, ImageFileReader.where(file), progress), List.of());
        ImageFile alone = ImageFileReader.read(path, file);
        SeriesAssembly assembly = SeriesAssembly.of(List.of(alone));
        List<Item> items = assembly.items();
        if (alone.frames().size() == 1 && alone.frames().getFirst().placement().isPresent() && alone.mosaic().isEmpty() && !alone.seriesUid().isEmpty())
            items = items.stream().map(item -> item.isOwn() ? item.withRemark("It is a single image; if others of its series lie beside it, open their folder for the volume.") : item).toList();
        return new Contents(path, "DICOM", items, assembly.remarks());
    }

    /// @param said whole sentences on what is amiss with the folder or directory itself
    private static Contents contents(Path path, String kind, FolderScan scan, List<String> said, Progress progress) throws IOException, FormatException {
        SeriesAssembly assembly = SeriesAssembly.of(scan.images());
        String name = FormatException.name(path);
        List<Item> items = new ArrayList<>(assembly.items());
        List<Item> segmentations = segmentations(scan, progress);
        items.addAll(segmentations);
        items.addAll(structureSets(scan, assembly.items(), progress));
        items = distinct(items);
        if (items.isEmpty() && scan.others().isEmpty() && !scan.broken().isEmpty())
            throw FormatException.of(name, "", "none of its DICOM files can be read. The first: " + scan.broken().getFirst(), "");
        List<String> remarks = new ArrayList<>(said);
        long own = items.stream().filter(Item::isOwn).count();
        if (own > 1) remarks.add(name + " holds " + own + " images; choose one.");
        remarks.addAll(assembly.remarks());
        if (!scan.broken().isEmpty()) remarks.add(unread(scan.broken()));
        scan.others().forEach((what, count) -> remarks.add("Left aside: " + count + " × " + what + "."));
        String title = !items.isEmpty() ? !assembly.items().isEmpty() ? kind : segmentations.isEmpty() ? "DICOM structure set" : "DICOM segmentation" : scan.others().isEmpty() ? kind : scan.others().firstKey();
        return new Contents(path, title, items, remarks);
    }

    /// What the segmentations of a folder hold; one that cannot be read joins the broken ones.
    private static List<Item> segmentations(FolderScan scan, Progress progress) throws IOException {
        List<Item> items = new ArrayList<>();
        for (Path path : scan.segmentations()) {
            try (DicomFile file = DicomFile.open(path)) {
                items.addAll(SegmentationReader.items(path, file, ImageFileReader.where(file), progress));
            } catch (FormatException e) {
                scan.broken().add(String.valueOf(e.getMessage()));
            }
        }
        return items;
    }

    /// The regions of a folder's structure sets, on the images of the folder where these are what they were drawn on.
    private static List<Item> structureSets(FolderScan scan, List<Item> images, Progress progress) throws IOException {
        List<Item> items = new ArrayList<>();
        for (Path path : scan.structureSets()) {
            try (DicomFile file = DicomFile.open(path)) {
                Contents contents = StructureSetFile.describe(path, file, images, progress);
                if (contents.items().isEmpty()) scan.others().merge(contents.formatTitle() + " without an outline", 1, Integer::sum);
                items.addAll(contents.items());
            } catch (FormatException e) {
                scan.broken().add(String.valueOf(e.getMessage()));
            }
        }
        return items;
    }

    /// The same items with ids that differ: two files may claim to be the same instance and hold different things.
    private static List<Item> distinct(List<Item> items) {
        Map<String, Integer> seen = new HashMap<>();
        return items.stream().map(item -> {
            int times = seen.merge(item.id(), 1, Integer::sum);
            return times == 1 ? item : item.withId(item.id() + "/copy-" + times);
        }).toList();
    }

    /// A sentence on files that could not be read, and why the first could not.
    static String unread(List<String> reasons) {
        return (reasons.size() == 1 ? "One file could not be read: " : reasons.size() + " files could not be read. The first: ") + reasons.getFirst();
    }
}
