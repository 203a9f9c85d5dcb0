package org.maskwright.measure;

import java.util.List;

/// Every metric, in the order of the columns.
public final class Metrics {
    public static final List<Metric> ALL = List.of(new Dice(), new Jaccard(), new Sensitivity(), new Precision(), new VolumeDifference());

    private Metrics() {}
}
