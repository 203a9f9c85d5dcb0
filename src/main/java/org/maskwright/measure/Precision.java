package org.maskwright.measure;

/// The share of the candidate that is right: |A∩B| / |B|, in [0, 1].
///
/// Not defined if the candidate is empty.
public final class Precision implements Metric {
    @Override
    public String id() {
        return "precision";
    }

    @Override
    public String title() {
        return "Precision";
    }

    @Override
    public String unit() {
        return "";
    }

    @Override
    public String conventionName() {
        return "TP/(TP+FP)";
    }

    @Override
    public String convention() {
        return conventionName() + "; candidate empty: not defined";
    }

    @Override
    public Score of(Comparison comparison) {
        return of(comparison.overlap());
    }

    public static Score of(Overlap o) {
        return Score.ratio(o.truePositives(), o.candidate(), o.isEmpty() ? Score.Reason.BOTH_EMPTY : Score.Reason.CANDIDATE_EMPTY);
    }
}
