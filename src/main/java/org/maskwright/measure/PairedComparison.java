package org.maskwright.measure;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Whether one candidate scores higher than another on the same cases.
///
/// @param cases on which both scores are defined
/// @param higher in how many of them the second scores higher
/// @param lower in how many it scores lower
/// @param meanDifference second minus first
/// @param interval of the mean difference
/// @param p of the two-sided Wilcoxon signed-rank test; 1 if no score differs
public record PairedComparison(int cases, int higher, int lower, double meanDifference, Interval interval, double p) {
    /// Up to so many differences the test's distribution is counted out, above it is taken for normal.
    private static final int EXACT = 25;

    /// @param first and second, one score a case, in the same order
    /// @see <a href="https://doi.org/10.2307/3001968">Wilcoxon 1945</a>
    public static PairedComparison of(double[] first, double[] second) {
        if (first.length != second.length || first.length == 0)
            throw new IllegalArgumentException("pairs of scores are compared, got " + first.length + " and " + second.length);
        double[] differences = IntStream.range(0, first.length).mapToDouble(i -> second[i] - first[i]).toArray();
        int higher = (int) Arrays.stream(differences).filter(d -> d > 0).count(), lower = (int) Arrays.stream(differences).filter(d -> d < 0).count();
        return new PairedComparison(first.length, higher, lower, Arrays.stream(differences).average().orElseThrow(), Interval.ofMean(differences), wilcoxon(differences));
    }

    /// Pairs without a difference are left out; equal ranks are shared.
    private static double wilcoxon(double[] differences) {
        double[] d = Arrays.stream(differences).filter(x -> x != 0).boxed().sorted(Comparator.comparingDouble(Math::abs)).mapToDouble(x -> x).toArray();
        int n = d.length;
        if (n == 0) return 1;
        long[] doubledRanks = new long[n]; // ranks shared by two end in a half
        double tieLoss = 0;
        for (int i = 0; i < n; ) {
            int j = i;
            while (j < n && Math.abs(d[j]) == Math.abs(d[i])) j++;
            for (int k = i; k < j; k++) doubledRanks[k] = i + 1 + j;
            double tied = j - i;
            tieLoss += (tied * tied * tied - tied) / 48;
            i = j;
        }
        long plus = 0, all = 0;
        for (int i = 0; i < n; i++) {
            all += doubledRanks[i];
            if (d[i] > 0) plus += doubledRanks[i];
        }
        long less = Math.min(plus, all - plus);
        if (n <= EXACT) return Math.min(1, 2 * shareOfSignsUpTo(less, doubledRanks, all));
        double deviation = Math.sqrt(n * (n + 1.0) * (2 * n + 1) / 24 - tieLoss);
        double z = Math.max(0, all / 4.0 - less / 2.0 - 0.5) / deviation; // half a rank towards the mean, for the sum is a whole number
        return Math.min(1, 2 * upperTail(z));
    }

    /// The share of all 2ⁿ ways to sign the ranks whose positive ranks sum to at most `sum`.
    private static double shareOfSignsUpTo(long sum, long[] ranks, long all) {
        double[] ways = new double[(int) all + 1];
        ways[0] = 1;
        for (long rank : ranks) for (int s = (int) all; s >= rank; s--) ways[s] += ways[(int) (s - rank)];
        double up = 0;
        for (int s = 0; s <= sum; s++) up += ways[s];
        return up / Math.pow(2, ranks.length);
    }

    /// 1 − Φ(z) for z ≥ 0, wrong by less than 1e-7: Abramowitz and Stegun 1964, 26.2.17.
    private static double upperTail(double z) {
        double t = 1 / (1 + 0.2316419 * z);
        double series = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * series;
    }
}
