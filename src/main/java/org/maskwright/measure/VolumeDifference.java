package org.maskwright.measure;

/// By how many millilitres the candidate is larger than the reference; negative if it is smaller.
///
/// Not defined if neither map holds the label.
public final class VolumeDifference implements Metric {
    @Override
    public String id() {
        return "volume-difference";
    }

    @Override
    public String title() {
        return "Volume difference";
    }

    @Override
    public String unit() {
        return "ml";
    }

    @Override
    public String conventionName() {
        return "candidate − reference";
    }

    @Override
    public String convention() {
        return "V(candidate) − V(reference), signed; both empty: not defined";
    }

    @Override
    public Score of(Comparison comparison) {
        Overlap o = comparison.overlap();
        return o.isEmpty() ? new Score.Undefined(Score.Reason.BOTH_EMPTY) : new Score.Defined((o.candidate() - o.reference()) * comparison.voxelMl());
    }
}
