package org.maskwright.measure;

import java.util.function.ToDoubleFunction;
import org.maskwright.algorithm.surface.SurfaceDistances.Weighted;

/// How far the surfaces of reference and candidate lie apart, in mm: one number, of which each program has its own.
///
/// Distances are Euclidean and in mm, whatever the spacing. Not defined if either map lacks the label.
///
/// @see <a href="https://doi.org/10.1038/s41592-023-02151-z">Metrics Reloaded 2024</a>
public enum SurfaceDistance implements Metric {
    HD("hd", "HD", "greater of both directions", "the larger of the two greatest distances between border voxels", c -> larger(c, Weighted::greatest)),
    HD95("hd95", "HD95", "MONAI, Metrics Reloaded", "the larger of the two directed 95th percentiles between border voxels (MONAI, Metrics Reloaded)", c -> larger(c, w -> w.quantile(0.95))),
    HD95_POOLED("hd95-pooled", "HD95 pooled", "MedPy", "95th percentile of both directions' distances between border voxels taken together (MedPy)",
            c -> c.borderVoxels().pooledQuantile(0.95)),
    HD95_BY_AREA("hd95-area", "HD95 by area", "DeepMind", "the larger of the two directed 95th percentiles, weighted by surface area (DeepMind)",
            c -> Math.max(c.surfaceAreas().ofReference().weightedQuantile(0.95), c.surfaceAreas().ofCandidate().weightedQuantile(0.95))),
    ASSD("assd", "ASSD", "MedPy", "mean of both directions' distances between border voxels taken together (MedPy)", c -> {
        Weighted a = c.borderVoxels().ofReference(), b = c.borderVoxels().ofCandidate();
        return (a.sum() + b.sum()) / (a.total() + b.total());
    }),
    MASD("masd", "MASD", "Metrics Reloaded", "mean of the two directed mean distances between border voxels (Metrics Reloaded)",
            c -> (c.borderVoxels().ofReference().mean() + c.borderVoxels().ofCandidate().mean()) / 2);

    private final String id;
    private final String title;
    private final String conventionName;
    private final String definition;
    private final ToDoubleFunction<Comparison> mm;

    SurfaceDistance(String id, String title, String conventionName, String definition, ToDoubleFunction<Comparison> mm) {
        this.id = id;
        this.title = title;
        this.conventionName = conventionName;
        this.definition = definition;
        this.mm = mm;
    }

    private static double larger(Comparison comparison, ToDoubleFunction<Weighted> of) {
        return Math.max(of.applyAsDouble(comparison.borderVoxels().ofReference()), of.applyAsDouble(comparison.borderVoxels().ofCandidate()));
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String unit() {
        return "mm";
    }

    @Override
    public String conventionName() {
        return conventionName;
    }

    @Override
    public String convention() {
        return definition + "; either empty: not defined";
    }

    @Override
    public Score of(Comparison comparison) {
        Overlap o = comparison.overlap();
        if (o.isEmpty()) return new Score.Undefined(Score.Reason.BOTH_EMPTY);
        if (o.reference() == 0) return new Score.Undefined(Score.Reason.REFERENCE_EMPTY);
        if (o.candidate() == 0) return new Score.Undefined(Score.Reason.CANDIDATE_EMPTY);
        return new Score.Defined(mm.applyAsDouble(comparison));
    }
}
