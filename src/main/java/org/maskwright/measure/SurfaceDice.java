package org.maskwright.measure;

import java.util.Locale;
import org.maskwright.algorithm.surface.SurfaceDistances;

/// Normalised surface distance (surface Dice): the share of both surfaces that lies within a tolerance of the other, in [0, 1].
///
/// The tolerance is what two careful people differ by. Not defined if neither map holds the label; 0 if one of them does.
///
/// @param toleranceMm above 0
/// @param byArea weigh surface by its area in mm² (DeepMind), else count border voxels (MONAI, Metrics Reloaded)
/// @see <a href="https://doi.org/10.2196/26151">Nikolov and others 2021</a>
public record SurfaceDice(double toleranceMm, boolean byArea) implements Metric {
    /// The tolerance where nothing better is known.
    public static final double USUAL_TOLERANCE_MM = 1;

    public SurfaceDice {
        if (!(toleranceMm > 0) || !Double.isFinite(toleranceMm)) throw new IllegalArgumentException("a tolerance is above 0 mm, got " + toleranceMm);
    }

    @Override
    public String id() {
        return byArea ? "nsd" : "nsd-voxels";
    }

    @Override
    public String title() {
        return String.format(Locale.ROOT, byArea ? "NSD %s mm" : "NSD %s mm by voxels", tolerance());
    }

    private String tolerance() {
        return toleranceMm == Math.rint(toleranceMm) ? String.valueOf((long) toleranceMm) : String.valueOf(toleranceMm);
    }

    @Override
    public String unit() {
        return "";
    }

    @Override
    public String convention() {
        return "surface within " + tolerance() + " mm of the other, of both surfaces, by " + (byArea ? "area (DeepMind)" : "count of border voxels (MONAI, Metrics Reloaded)")
                + "; both empty: not defined, one empty: 0";
    }

    @Override
    public Score of(Comparison comparison) {
        Overlap o = comparison.overlap();
        if (o.isEmpty()) return new Score.Undefined(Score.Reason.BOTH_EMPTY);
        if (o.reference() == 0 || o.candidate() == 0) return new Score.Defined(0);
        SurfaceDistances d = byArea ? comparison.surfaceAreas() : comparison.borderVoxels();
        return new Score.Defined((d.ofReference().within(toleranceMm) + d.ofCandidate().within(toleranceMm)) / (d.ofReference().total() + d.ofCandidate().total()));
    }
}
