package org.maskwright.measure;

import java.util.List;

/// Every metric, in the order of the columns.
public final class Metrics {
    /// What is shown unless more is asked for: an overlap, a boundary and a volume.
    public static final List<Metric> USUAL = List.of(new Dice(), new SurfaceDice(SurfaceDice.USUAL_TOLERANCE_MM, true), SurfaceDistance.HD95, new VolumeDifference());

    public static final List<Metric> ALL = all(SurfaceDice.USUAL_TOLERANCE_MM);

    private Metrics() {}

    /// Every metric, with surfaces compared at `toleranceMm`.
    public static List<Metric> all(double toleranceMm) {
        return List.of(new Dice(), new Jaccard(), new Sensitivity(), new Specificity(), new Precision(),
                new SurfaceDice(toleranceMm, true), new SurfaceDice(toleranceMm, false),
                SurfaceDistance.HD, SurfaceDistance.HD95, SurfaceDistance.HD95_POOLED, SurfaceDistance.HD95_BY_AREA, SurfaceDistance.ASSD, SurfaceDistance.MASD,
                new VolumeDifference(), new RelativeVolumeDifference(), new LesionF1(0));
    }
}
