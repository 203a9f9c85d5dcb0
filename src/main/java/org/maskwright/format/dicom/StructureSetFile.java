package org.maskwright.format.dicom;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.maskwright.format.Contents;
import org.maskwright.format.FormatException;
import org.maskwright.format.Item;
import org.maskwright.format.StoredImage;
import org.maskwright.format.dicom.data.DicomFile;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.UID;
import org.maskwright.format.dicom.rt.ContourGrid;
import org.maskwright.format.dicom.rt.RegionLayers;
import org.maskwright.format.dicom.rt.StructureSet;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.job.Progress;

/// Opens a structure set as label maps, on the grid of the series that it was drawn on where that lies beside it.
final class StructureSetFile {
    private static final String TITLE = "DICOM structure set";

    private StructureSetFile() {}

    static boolean isOne(DicomFile file) {
        return file.attributes().getString(Tag.SOPClassUID, file.meta().getString(Tag.MediaStorageSOPClassUID, "")).equals(UID.RTStructureSetStorage);
    }

    static Contents describe(Path path, DicomFile file, Progress progress) throws IOException, FormatException {
        StructureSet set = StructureSet.read(file);
        List<String> remarks = new ArrayList<>(set.remarks());
        if (!set.hasContours()) {
            remarks.addFirst("It holds no outline.");
            return new Contents(path, TITLE, List.of(), remarks);
        }
        Geometry grid = grid(path, set, remarks, progress.part(0, 0.7));
        String name = FormatException.name(path);
        RegionLayers regions = RegionLayers.of(set, grid, name, progress.part(0.7, 1));
        remarks.addAll(regions.remarks());
        String title = name.replaceFirst("(?i)\\.(dcm|dicom)$", "");
        List<Item> items = new ArrayList<>();
        int n = regions.images().size();
        for (int i = 0; i < n; i++) {
            StoredImage image = regions.images().get(i);
            List<String> said = new ArrayList<>(remarks);
            if (n > 1) said.add("Regions overlap, so they come as " + n + " layers; this is layer " + (i + 1) + ".");
            items.add(new Item(n == 1 ? "image" : "layer-" + i, n == 1 ? title : title + ", layer " + (i + 1), image, said, ImageFileReader.where(file)));
        }
        return new Contents(path, TITLE, items, n == 1 ? List.of() : List.of("Regions overlap, so it holds " + n + " label maps, one a layer."));
    }

    private static Geometry grid(Path path, StructureSet set, List<String> remarks, Progress progress) throws IOException, FormatException {
        SeriesBeside beside = SeriesBeside.find(path, set.seriesUids(), set.imageUids(), progress);
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
