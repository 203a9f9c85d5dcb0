package org.maskwright.measure;

/// The share of the reference that the candidate found, also called recall: |A∩B| / |A|, in [0, 1].
///
/// Not defined if the reference is empty.
public final class Sensitivity implements Metric {
    @Override
    public String id() {
        return "sensitivity";
    }

    @Override
    public String title() {
        return "Sensitivity";
    }

    @Override
    public String unit() {
        return "";
    }

    @Override
    public String conventionName() {
        return "TP/(TP+FN)";
    }

    @Override
    public String convention() {
        return conventionName() + "; reference empty: not defined";
    }

    @Override
    public Score of(Comparison comparison) {
        return of(comparison.overlap());
    }

    public static Score of(Overlap o) {
        return Score.ratio(o.truePositives(), o.reference(), o.isEmpty() ? Score.Reason.BOTH_EMPTY : Score.Reason.REFERENCE_EMPTY);
    }
}
