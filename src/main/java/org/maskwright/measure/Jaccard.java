package org.maskwright.measure;

/// Jaccard overlap, also called intersection over union: |A∩B| / |A∪B|, in [0, 1].
///
/// Not defined if neither map holds the label; 0 if one of them does.
public final class Jaccard implements Metric {
    @Override
    public String id() {
        return "jaccard";
    }

    @Override
    public String title() {
        return "Jaccard";
    }

    @Override
    public String unit() {
        return "";
    }

    @Override
    public String conventionName() {
        return "TP/(TP+FP+FN)";
    }

    @Override
    public String convention() {
        return conventionName() + "; both empty: not defined";
    }

    @Override
    public Score of(Comparison comparison) {
        return of(comparison.overlap());
    }

    public static Score of(Overlap o) {
        return Score.ratio(o.truePositives(), (double) o.reference() + o.falsePositives(), Score.Reason.BOTH_EMPTY);
    }
}
