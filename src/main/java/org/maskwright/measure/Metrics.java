package org.maskwright.measure;

import java.util.List;

/// Every metric, in the order of the columns.
public final class Metrics {
    /// What is shown unless more is asked for: an overlap, a boundary and a volume.
    public static final List<Metric> USUAL = List.of(new Dice(), new SurfaceDice(SurfaceDice.USUAL_TOLERANCE_MM, true), SurfaceDistance.HD95, new VolumeDifference());

    public static final List<Metric> ALL = all(Tolerance.of(SurfaceDice.USUAL_TOLERANCE_MM));

    private Metrics() {}

    /// Every metric, with surfaces compared at `tolerance`.
    public static List<Metric> all(Tolerance tolerance) {
        return List.of(new Dice(), new Jaccard(), new Sensitivity(), new Specificity(), new Precision(),
                new SurfaceDice(tolerance, true), new SurfaceDice(tolerance, false),
                SurfaceDistance.HD, SurfaceDistance.HD95, SurfaceDistance.HD95_POOLED, SurfaceDistance.HD95_BY_AREA, SurfaceDistance.ASSD, SurfaceDistance.MASD,
                new VolumeDifference(), new RelativeVolumeDifference(), new LesionF1(0));
    }
}
