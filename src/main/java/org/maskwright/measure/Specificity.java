package org.maskwright.measure;

/// The share of the voxels outside the reference that the candidate leaves alone: TN/(TN+FP), in [0, 1].
///
/// Near 1 in every large volume, so nothing to rank by. Not defined if neither map holds the label, or the
/// reference fills the grid.
public final class Specificity implements Metric {
    @Override
    public String id() {
        return "specificity";
    }

    @Override
    public String title() {
        return "Specificity";
    }

    @Override
    public String unit() {
        return "";
    }

    @Override
    public String conventionName() {
        return "TN/(TN+FP)";
    }

    @Override
    public String convention() {
        return conventionName() + " over the whole grid; both empty, or the reference fills the grid: not defined";
    }

    @Override
    public Score of(Comparison comparison) {
        Overlap o = comparison.overlap();
        if (o.isEmpty()) return new Score.Undefined(Score.Reason.BOTH_EMPTY);
        double outside = comparison.voxels() - o.reference();
        return Score.ratio(outside - o.falsePositives(), outside, Score.Reason.REFERENCE_FULL);
    }
}
