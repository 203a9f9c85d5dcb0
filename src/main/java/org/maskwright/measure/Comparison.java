package org.maskwright.measure;

import org.maskwright.label.Labels;

/// One label in two maps of one case, as a metric sees it.
///
/// @param reference what is taken for right
/// @param candidate what is judged, on the same grid
/// @param overlap the label's counts in the two
public record Comparison(Labels reference, Labels candidate, int label, Overlap overlap) {
    public double voxelMl() {
        return reference.geometry().voxelMm3() / 1000;
    }
}
