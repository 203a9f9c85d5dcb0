package org.maskwright.measure;

import org.jspecify.annotations.Nullable;
import org.maskwright.algorithm.surface.SurfaceDistances;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Point;
import org.maskwright.label.Labels;

/// One label in two maps of one case, as a metric sees it.
///
/// Distances between the surfaces are worked out when the first metric asks for them, and kept for the next. For one thread.
public final class Comparison {
    private final Labels reference;
    private final Labels candidate;
    private final int label;
    private final Overlap overlap;
    private @Nullable Mask referenceMask;
    private @Nullable Mask candidateMask;
    private @Nullable SurfaceDistances voxels;
    private @Nullable SurfaceDistances areas;

    /// @param reference what is taken for right
    /// @param candidate what is judged, on the same grid
    /// @param overlap the label's counts in the two
    /// @throws IllegalArgumentException if the grids differ
    public Comparison(Labels reference, Labels candidate, int label, Overlap overlap) {
        Overlap.requireSameGrid(reference, candidate);
        this.reference = reference;
        this.candidate = candidate;
        this.label = label;
        this.overlap = overlap;
    }

    public int label() {
        return label;
    }

    public Overlap overlap() {
        return overlap;
    }

    /// Voxels of the whole grid.
    public long voxels() {
        return reference.geometry().size().voxels();
    }

    public double voxelMl() {
        return reference.geometry().voxelMm3() / 1000;
    }

    public Point spacingMm() {
        return reference.geometry().spacingMm();
    }

    /// The voxels that have the label in the reference.
    public Mask referenceMask() {
        if (referenceMask == null) referenceMask = reference.mask(label);
        return referenceMask;
    }

    /// The voxels that have the label in the candidate.
    public Mask candidateMask() {
        if (candidateMask == null) candidateMask = candidate.mask(label);
        return candidateMask;
    }

    /// Distances between border voxels.
    ///
    /// @throws IllegalArgumentException if one of the two is empty
    public SurfaceDistances borderVoxels() {
        if (voxels == null) voxels = SurfaceDistances.ofVoxels(referenceMask(), candidateMask(), spacingMm());
        return voxels;
    }

    /// Distances between pieces of surface with their areas.
    ///
    /// @throws IllegalArgumentException if one of the two is empty
    public SurfaceDistances surfaceAreas() {
        if (areas == null) areas = SurfaceDistances.byArea(referenceMask(), candidateMask(), spacingMm());
        return areas;
    }
}
