package org.maskwright.measure;

import java.util.List;
import java.util.SortedMap;
import org.maskwright.geometry.Size;
import org.maskwright.label.Labels;

/// How well two maps agree with all labels taken together.
///
/// @param pixelAccuracy the share of voxels that have the same label in both, background among them
/// @param meanIou the mean of the labels' Jaccard index, background left out; not defined if neither map holds a label
public record WholeMap(double pixelAccuracy, Score meanIou) {
    public static final String PIXEL_ACCURACY_CONVENTION = "voxels with the same label in both/all voxels, background among them",
            MEAN_IOU_CONVENTION = "mean of the labels' TP/(TP+FP+FN), background left out; both empty: not defined";

    /// @param overlaps of every label that either map holds
    /// @throws IllegalArgumentException if the grids differ
    public static WholeMap of(Labels reference, Labels candidate, SortedMap<Integer, Overlap> overlaps) {
        Overlap.requireSameGrid(reference, candidate);
        Size size = reference.geometry().size();
        long differing = 0;
        short[] a = new short[size.sliceVoxels()], b = new short[size.sliceVoxels()];
        for (int z = 0; z < size.z(); z++) {
            if (reference.sharesSlice(candidate, z) || reference.isUntouched(z) && candidate.isUntouched(z)) continue;
            reference.copySlice(z, a);
            candidate.copySlice(z, b);
            for (int i = 0; i < a.length; i++) if (a[i] != b[i]) differing++;
        }
        List<Score> each = overlaps.values().stream().map(Jaccard::of).toList();
        return new WholeMap(1 - (double) differing / size.voxels(), each.isEmpty() ? new Score.Undefined(Score.Reason.BOTH_EMPTY) : Summary.of(each).mean());
    }
}
