package org.maskwright.format.dicom.rt;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.maskwright.format.FormatException;
import org.maskwright.format.Memory;
import org.maskwright.format.StoredImage;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;

/// The label maps that a structure set makes on a grid: one, or one a layer where regions overlap.
///
/// A voxel belongs to a region if its centre lies inside an odd number of the outlines of its slice. Nothing is made up
/// between planes.
///
/// @param remarks whole sentences on outlines that have no place on the grid
public record RegionLayers(List<StoredImage> images, List<String> remarks) {
    /// More regions than this are an accident.
    private static final int MOST_REGIONS = 4096;

    public RegionLayers {
        images = List.copyOf(images);
        remarks = List.copyOf(remarks);
    }

    /// @param name what messages call the images
    /// @throws FormatException if there are thousands of regions, or their slices do not fit into memory
    public static RegionLayers of(StructureSet set, Geometry grid, String name, Progress progress) throws FormatException {
        if (set.rois().size() > MOST_REGIONS)
            throw FormatException.unexpected(set.file(), "", "at most " + MOST_REGIONS + " regions", set.rois().size() + " of them", "Export fewer regions at a time.");
        List<PlacedRoi> placed = new ArrayList<>();
        for (Roi roi : set.rois()) placed.add(PlacedRoi.of(roi, grid));
        List<StoredImage> images = new ArrayList<>();
        for (List<Integer> layer : overlaps(placed, grid.size(), set.file(), progress).layers())
            images.add(ContourImage.of(name, grid, layer.stream().map(placed::get).toList()));
        return new RegionLayers(images, remarks(placed));
    }

    private static Layers overlaps(List<PlacedRoi> rois, Size size, String file, Progress progress) throws FormatException {
        Layers layers = new Layers(rois.size());
        List<SliceMask> masks = new ArrayList<>();
        long maskBytes = (long) size.x() * size.y() / 8;
        for (int z = 0; z < size.z(); z++) {
            progress.at((double) z / size.z(), "Outlines of slice " + (z + 1) + " of " + size.z());
            List<Integer> here = new ArrayList<>();
            for (int r = 0; r < rois.size(); r++) if (!rois.get(r).slice(z).isEmpty()) here.add(r);
            if (here.size() < 2) continue;
            Memory.require(file, here.size() * maskBytes);
            for (int i = 0; i < here.size(); i++) {
                if (i == masks.size()) masks.add(new SliceMask(size.x(), size.y()));
                masks.get(i).fill(rois.get(here.get(i)).slice(z));
                for (int j = 0; j < i; j++) if (!layers.doOverlap(here.get(i), here.get(j)) && masks.get(i).intersects(masks.get(j))) layers.overlap(here.get(i), here.get(j));
            }
        }
        return layers;
    }

    private static List<String> remarks(List<PlacedRoi> rois) {
        List<String> remarks = new ArrayList<>();
        Map<PlacedRoi.Misfit, Integer> left = new EnumMap<>(PlacedRoi.Misfit.class);
        int gaps = 0, broken = 0;
        for (PlacedRoi roi : rois) {
            roi.left().forEach((why, count) -> left.merge(why, count, Integer::sum));
            if (roi.gaps() == 0) continue;
            broken++;
            gaps += roi.gaps();
        }
        left.forEach((why, count) -> remarks.add(count == 1 ? "One outline is left out: it lies " + why.words + "." : count + " outlines are left out: they lie " + why.words + "."));
        if (broken > 0) remarks.add((broken == 1 ? "One region has" : broken + " regions have") + " slices without an outline between others (" + gaps + " in all); they are left empty there.");
        return remarks;
    }

    /// How many outlines of `set` have a place on `grid`.
    public static int fitting(StructureSet set, Geometry grid) {
        int count = 0;
        for (Roi roi : set.rois()) for (List<Outline> outlines : PlacedRoi.of(roi, grid).slices().values()) count += outlines.size();
        return count;
    }
}
