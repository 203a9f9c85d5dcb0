package org.maskwright.learn;

import java.util.Arrays;
import org.maskwright.measure.PairedComparison;

/// Whether a model's mean over mirrored looks is worth its time, as [Tuning] found it.
///
/// @param pays whether the model proposes so, unless it is asked otherwise
/// @param chosenOn the cases in words
/// @param dicePlain mean Dice of a plain look over labels and cases
/// @param diceMirrored the same of all looks' mean
/// @param p of the paired comparison, see [PairedComparison]
public record Mirroring(boolean pays, String chosenOn, double dicePlain, double diceMirrored, double p) {
    /// Fewer cases prove nothing.
    static final int LEAST_CASES = 5;
    /// Every mirrored axis doubles the time: less Dice than this is not worth it.
    private static final double WORTH_IT = 0.001;

    /// It pays where it is better by enough. Whether that is more than chance is told, but not asked: a mean of looks errs less than a look
    /// (https://doi.org/10.1016/j.neucom.2019.01.103), and a few dozen cases seldom prove so little.
    ///
    /// @param plain mean Dice of each case
    /// @param mirrored of the same cases, in the same order
    static Mirroring of(String chosenOn, double[] plain, double[] mirrored) {
        PairedComparison change = PairedComparison.of(plain, mirrored);
        boolean pays = plain.length >= LEAST_CASES && change.meanDifference() >= WORTH_IT;
        return new Mirroring(pays, chosenOn, Arrays.stream(plain).average().orElseThrow(), Arrays.stream(mirrored).average().orElseThrow(), change.p());
    }
}
