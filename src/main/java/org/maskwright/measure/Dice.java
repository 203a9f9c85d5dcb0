package org.maskwright.measure;

/// Dice overlap: 2·|A∩B| / (|A|+|B|), in [0, 1].
///
/// Spacing plays no part. Not defined if neither map holds the label; 0 if one of them does.
///
/// @see <a href="https://doi.org/10.2307/1932409">Dice 1945</a>
public final class Dice implements Metric {
    @Override
    public String id() {
        return "dice";
    }

    @Override
    public String title() {
        return "Dice";
    }

    @Override
    public String unit() {
        return "";
    }

    @Override
    public String conventionName() {
        return "2TP/(2TP+FP+FN)";
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
        return Score.ratio(2.0 * o.truePositives(), (double) o.reference() + o.candidate(), Score.Reason.BOTH_EMPTY);
    }
}
