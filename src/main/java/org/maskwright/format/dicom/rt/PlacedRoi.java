package org.maskwright.format.dicom.rt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Geometry;

/// A region whose outlines are laid onto the slices of a grid.
///
/// A plane of outlines belongs to the slice nearest to it. Where several planes come to one slice, the nearest holds: for the
/// slice's middle is what is sampled.
///
/// @param slices the outlines of each slice that has any
/// @param left how many outlines fit no slice, by the reason
/// @param gaps slices without an outline between the first and the last that have one
record PlacedRoi(Roi roi, TreeMap<Integer, List<Outline>> slices, Map<Misfit, Integer> left, int gaps) {
    /// Why an outline is left out.
    enum Misfit {
        OUTSIDE("beyond the first or last slice"), LEANING("in planes that are not parallel to the slices"), FAR("thousands of pixels away from the image"),
        CROWDED("in planes between slices where another plane is nearer");

        final String words;

        Misfit(String words) {
            this.words = words;
        }
    }

    /// An outline that leaves its plane by more than this fraction of the way to the next slice is not parallel to them.
    private static final double MOST_LEAN = 0.25;
    /// Outlines nearer than this fraction of that way lie in one plane.
    private static final double SAME_PLANE = 0.02;

    static PlacedRoi of(Roi roi, Geometry grid) {
        Affine toVoxel = grid.toPatient().inverse();
        TreeMap<Integer, List<Outline>> slices = new TreeMap<>();
        Map<Misfit, Integer> left = new HashMap<>();
        for (Contour contour : roi.contours()) {
            Outline outline = Outline.of(contour, toVoxel).orElse(null);
            if (outline == null) left.merge(Misfit.FAR, 1, Integer::sum);
            else if (outline.lean() > MOST_LEAN) left.merge(Misfit.LEANING, 1, Integer::sum);
            else {
                double slice = Math.ceil(outline.slice() - 0.5); // midway between two, the lower
                if (slice < 0 || slice >= grid.size().z()) left.merge(Misfit.OUTSIDE, 1, Integer::sum);
                else slices.computeIfAbsent((int) slice, _ -> new ArrayList<>()).add(outline);
            }
        }
        slices.replaceAll((slice, outlines) -> nearest(slice, outlines, left));
        int gaps = slices.isEmpty() ? 0 : slices.lastKey() - slices.firstKey() + 1 - slices.size();
        return new PlacedRoi(roi, slices, left, gaps);
    }

    private static List<Outline> nearest(int slice, List<Outline> outlines, Map<Misfit, Integer> left) {
        double best = Double.NaN;
        for (Outline outline : outlines) if (!(Math.abs(outline.slice() - slice) >= Math.abs(best - slice))) best = outline.slice();
        double plane = best;
        List<Outline> kept = outlines.stream().filter(outline -> Math.abs(outline.slice() - plane) <= SAME_PLANE).toList();
        if (kept.size() < outlines.size()) left.merge(Misfit.CROWDED, outlines.size() - kept.size(), Integer::sum);
        return kept;
    }

    List<Outline> slice(int z) {
        return slices.getOrDefault(z, List.of());
    }
}
