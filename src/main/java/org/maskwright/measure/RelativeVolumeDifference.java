package org.maskwright.measure;

/// By what fraction of the reference's volume the candidate is larger; negative if it is smaller.
///
/// Not defined if the reference lacks the label.
public final class RelativeVolumeDifference implements Metric {
    @Override
    public String id() {
        return "relative-volume-difference";
    }

    @Override
    public String title() {
        return "Relative volume difference";
    }

    @Override
    public String unit() {
        return "";
    }

    @Override
    public String conventionName() {
        return "(candidate − reference)/reference";
    }

    @Override
    public String convention() {
        return "(V(candidate) − V(reference))/V(reference), signed; reference empty: not defined";
    }

    @Override
    public Score of(Comparison comparison) {
        Overlap o = comparison.overlap();
        return Score.ratio((double) o.candidate() - o.reference(), o.reference(), o.isEmpty() ? Score.Reason.BOTH_EMPTY : Score.Reason.REFERENCE_EMPTY);
    }
}
