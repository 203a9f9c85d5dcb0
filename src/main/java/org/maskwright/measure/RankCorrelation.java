package org.maskwright.measure;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// How far two numbers put the same cases in the same order: Spearman's ρ, from −1 (each the other's reverse) over 0 (neither tells of the other) to 1.
///
/// It is Pearson's correlation of the ranks; cases of equal value share the mean of their ranks. The 95 % interval is a percentile bootstrap
/// over cases, see [Interval#bootstrap], ranks taken anew in each draw.
///
/// @param cases that were ranked
/// @see <a href="https://doi.org/10.2307/1412159">Spearman 1904</a>
public record RankCorrelation(int cases, double rho, Interval interval) {
    private static final int FEWEST = 3;

    /// @param first and second, one number a case each, in the same order
    /// @return empty with fewer than three cases, or where all of either are equal
    public static Optional<RankCorrelation> of(double[] first, double[] second) {
        requirePairs(first.length, second.length);
        double rho = rho(first, second);
        if (first.length < FEWEST || Double.isNaN(rho)) return Optional.empty();
        return Optional.of(new RankCorrelation(first.length, rho, Interval.bootstrap(first.length, drawn -> rho(chosen(first, drawn), chosen(second, drawn)))));
    }

    /// By how much one number follows `truth` more closely than another does, on the same cases.
    ///
    /// @param difference of the two ρ, the first less the second
    public record Lead(double difference, Interval interval) {}

    /// Each draw of cases gives both ρ, so that the interval is that of the pair. Empty where either ρ means nothing.
    public static Optional<Lead> lead(double[] first, double[] second, double[] truth) {
        requirePairs(first.length, truth.length);
        requirePairs(second.length, truth.length);
        double difference = rho(first, truth) - rho(second, truth);
        if (truth.length < FEWEST || Double.isNaN(difference)) return Optional.empty();
        return Optional.of(new Lead(difference, Interval.bootstrap(truth.length, drawn -> {
            double[] known = chosen(truth, drawn);
            return rho(chosen(first, drawn), known) - rho(chosen(second, drawn), known);
        })));
    }

    private static void requirePairs(int first, int second) {
        if (first != second) throw new IllegalArgumentException("pairs of numbers are ranked, got " + first + " and " + second);
    }

    private static double[] chosen(double[] values, int[] cases) {
        return IntStream.of(cases).mapToDouble(i -> values[i]).toArray();
    }

    /// NaN where all of either are equal.
    private static double rho(double[] first, double[] second) {
        double[] a = ranks(first), b = ranks(second);
        double middle = (a.length + 1) / 2.0, ab = 0, aa = 0, bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - middle) * (b[i] - middle);
            aa += (a[i] - middle) * (a[i] - middle);
            bb += (b[i] - middle) * (b[i] - middle);
        }
        return aa == 0 || bb == 0 ? Double.NaN : ab / Math.sqrt(aa * bb);
    }

    /// From 1, the least first; of equals the mean.
    static double[] ranks(double[] values) {
        int[] order = IntStream.range(0, values.length).boxed().sorted(Comparator.comparingDouble(i -> values[i])).mapToInt(i -> i).toArray();
        double[] ranks = new double[values.length];
        for (int from = 0, to; from < order.length; from = to) {
            to = from;
            while (to < order.length && values[order[to]] == values[order[from]]) to++;
            for (int i = from; i < to; i++) ranks[order[i]] = (from + 1 + to) / 2.0;
        }
        return ranks;
    }

    /// Such as `0.71 (0.48 to 0.85)`.
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", rho, interval.low(), interval.high());
    }
}
