package org.maskwright.measure;

import org.maskwright.algorithm.surface.SurfaceDistances;

/// Normalised surface distance (surface Dice): the share of both surfaces that lies within a tolerance of the other, in [0, 1].
///
/// Not defined if neither map holds the label; 0 if one of them does.
///
/// @param tolerance for each label
/// @param byArea weigh surface by its area in mm² (DeepMind), else count border voxels (MONAI, Metrics Reloaded)
/// @see <a href="https://doi.org/10.2196/26151">Nikolov and others 2021</a>
public record SurfaceDice(Tolerance tolerance, boolean byArea) implements Metric {
    /// The tolerance where nothing better is known.
    public static final double USUAL_TOLERANCE_MM = 1;

    /// @param toleranceMm of every label, above 0
    public SurfaceDice(double toleranceMm, boolean byArea) {
        this(Tolerance.of(toleranceMm), byArea);
    }

    @Override
    public String id() {
        return byArea ? "nsd" : "nsd-voxels";
    }

    @Override
    public String title() {
        return "NSD" + (tolerance.byLabelMm().isEmpty() ? " " + tolerance : "") + (byArea ? "" : " by voxels");
    }

    @Override
    public String unit() {
        return "";
    }

    @Override
    public String conventionName() {
        return byArea ? "DeepMind, by area" : "MONAI, Metrics Reloaded, by voxels";
    }

    @Override
    public String convention() {
        return "surface within " + tolerance + " of the other, of both surfaces, by " + (byArea ? "area (DeepMind)" : "count of border voxels (MONAI, Metrics Reloaded)")
                + "; both empty: not defined, one empty: 0";
    }

    @Override
    public Score of(Comparison comparison) {
        Overlap o = comparison.overlap();
        if (o.isEmpty()) return new Score.Undefined(Score.Reason.BOTH_EMPTY);
        if (o.reference() == 0 || o.candidate() == 0) return new Score.Defined(0);
        SurfaceDistances d = byArea ? comparison.surfaceAreas() : comparison.borderVoxels();
        double toleranceMm = tolerance.mm(comparison.label());
        return new Score.Defined((d.ofReference().within(toleranceMm) + d.ofCandidate().within(toleranceMm)) / (d.ofReference().total() + d.ofCandidate().total()));
    }
}
