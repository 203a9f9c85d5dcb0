package org.maskwright.format.dicom;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.maskwright.format.Contents;
import org.maskwright.format.FormatException;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Item;
import org.maskwright.format.StoredImage;
import org.maskwright.format.Where;
import org.maskwright.format.dicom.data.DicomFile;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.UID;
import org.maskwright.format.dicom.rt.ContourGrid;
import org.maskwright.format.dicom.rt.RegionLayers;
import org.maskwright.format.dicom.rt.StructureSet;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;

/// Opens a structure set as label maps, on the grid of the series that it was drawn on where that lies beside it.
final class StructureSetFile {
    private static final String TITLE = "DICOM structure set";
    private static final int NAMED = 4;

    private StructureSetFile() {}

    static boolean isOne(DicomFile file) {
        return file.attributes().getString(Tag.SOPClassUID, file.meta().getString(Tag.MediaStorageSOPClassUID, "")).equals(UID.RTStructureSetStorage);
    }

    static Contents describe(Path path, DicomFile file, Progress progress) throws IOException, FormatException {
        return describe(path, file, List.of(), "", progress);
    }

    /// As [#describe(Path, DicomFile, Progress)], of one that lies among others: its items are called after it, and no images of
    /// their own.
    ///
    /// @param around the images of the same folder, on one of which it may have been drawn
    static Contents describe(Path path, DicomFile file, List<Item> around, Progress progress) throws IOException, FormatException {
        String instance = file.attributes().getString(Tag.SOPInstanceUID, "");
        return describe(path, file, around, (instance.isEmpty() ? FormatException.name(path) : instance).replace('#', '_') + "#", progress);
    }

    private static Contents describe(Path path, DicomFile file, List<Item> around, String id, Progress progress) throws IOException, FormatException {
        StructureSet set = StructureSet.read(file);
        List<String> remarks = new ArrayList<>(set.remarks());
        if (!set.hasContours()) {
            remarks.addFirst("It holds no outline.");
            return new Contents(path, TITLE, List.of(), remarks);
        }
        List<Item> drawnOn = around.stream().filter(item -> item.header().kind() != ImageHeader.Kind.LABELS && set.seriesUids().contains(item.where().seriesUid())).toList();
        Geometry grid = grid(path, set, drawnOn, remarks, progress.part(0, 0.7));
        String name = FormatException.name(path);
        RegionLayers regions = RegionLayers.of(set, grid, name, progress.part(0.7, 1));
        remarks.addAll(regions.remarks());
        Where where = ImageFileReader.where(file);
        List<Item> items = new ArrayList<>();
        int n = regions.images().size();
        for (int i = 0; i < n; i++) {
            StoredImage image = regions.images().get(i);
            List<String> said = new ArrayList<>(remarks);
            if (n > 1) said.add("Regions overlap, so they come as " + n + " layers; this is layer " + (i + 1) + ".");
            String title = id.isEmpty() ? name.replaceFirst("(?i)\\.(dcm|dicom)$", "") : where.series() + ": " + names(image.header().table());
            items.add(new Item(id + (n == 1 ? "image" : "layer-" + i), n == 1 ? title : title + ", layer " + (i + 1), image, said, where));
        }
        return new Contents(path, TITLE, items, n == 1 ? List.of() : List.of("Regions overlap, so it holds " + n + " label maps, one a layer."));
    }

    private static String names(LabelTable table) {
        int more = table.entries().size() - NAMED;
        return String.join(", ", table.entries().stream().limit(NAMED).map(LabelTable.Entry::name).toList()) + (more > 0 ? " and " + more + " more" : "");
    }

    /// @param known images of its series; none if they are to be looked for
    private static Geometry grid(Path path, StructureSet set, List<Item> known, List<String> remarks, Progress progress) throws IOException, FormatException {
        SeriesBeside beside = known.isEmpty() ? SeriesBeside.find(path, set.seriesUids(), set.imageUids(), progress) : new SeriesBeside(known, List.of());
        Geometry best = null;
        int most = -1;
        for (Item item : beside.items()) {
            int fitting = RegionLayers.fitting(set, item.header().geometry());
            if (fitting <= most) continue;
            most = fitting;
            best = item.header().geometry();
        }
        if (best != null && best.size().z() > 1) return best;
        if (best != null) {
            Geometry grid = ContourGrid.across(set, best);
            if (grid.size().z() > 1) remarks.add("Of its series only one slice lies beside it: the places of the others are taken from the outlines.");
            return grid;
        }
        Geometry grid = ContourGrid.around(set);
        Point spacing = grid.spacingMm();
        remarks.add((beside.problems().isEmpty() ? "The series that it was drawn on does not lie beside it" : "The series that it was drawn on makes no volume (" + beside.problems().getFirst() + ")")
                + String.format(Locale.ROOT, ", so the grid is made from the outlines: %s voxels of %.3g × %.3g × %.3g mm.", grid.size(), spacing.x(), spacing.y(), spacing.z()));
        return grid;
    }
}
