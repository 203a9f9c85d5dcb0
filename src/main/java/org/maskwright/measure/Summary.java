package org.maskwright.measure;

import java.util.Collection;
import java.util.Locale;

/// Many scores in a few numbers, which always say of how many they are.
///
/// @param mean of the defined scores, as are the other three
/// @param defined how many scores are defined
/// @param all how many there are
public record Summary(Score mean, Score median, Score least, Score greatest, int defined, int all) {
    public static Summary of(Collection<? extends Score> scores) {
        double[] values = scores.stream().filter(Score::isDefined).mapToDouble(s -> s.orElse(0)).sorted().toArray();
        int n = values.length;
        if (n == 0) {
            Score none = new Score.Undefined(Score.Reason.NOTHING_DEFINED);
            return new Summary(none, none, none, none, 0, scores.size());
        }
        double sum = 0;
        for (double value : values) sum += value;
        return new Summary(new Score.Defined(sum / n), new Score.Defined((values[(n - 1) / 2] + values[n / 2]) / 2),
                new Score.Defined(values[0]), new Score.Defined(values[n - 1]), n, scores.size());
    }

    /// The mean in the only form in which it may be shown, such as "0.874 (12 of 14 defined)".
    @Override
    public String toString() {
        String value = switch (mean) {
            case Score.Defined(double number) -> String.format(Locale.ROOT, "%.3f", number);
            case Score.Undefined _ -> "–";
        };
        return value + " (" + defined + " of " + all + " defined)";
    }
}
