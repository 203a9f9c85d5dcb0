package org.maskwright.measure;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/// Between which two numbers a mean may be expected to lie, with 95 % confidence.
public record Interval(double low, double high) {
    private static final int RESAMPLES = 10_000;
    private static final double TAIL = 0.025;

    /// The percentile bootstrap of the mean: cases are drawn again with replacement 10,000 times. Seeded, so the same cases give the same interval.
    ///
    /// @param values one a case, at least one
    /// @see <a href="https://doi.org/10.1214/aos/1176344552">Efron 1979</a>
    public static Interval ofMean(double[] values) {
        if (values.length == 0) throw new IllegalArgumentException("an interval needs a value");
        Random random = new Random(20_250_101);
        double[] means = new double[RESAMPLES];
        for (int r = 0; r < RESAMPLES; r++) {
            double sum = 0;
            for (int i = 0; i < values.length; i++) sum += values[random.nextInt(values.length)];
            means[r] = sum / values.length;
        }
        Arrays.sort(means);
        return new Interval(means[(int) (TAIL * (RESAMPLES - 1))], means[(int) Math.ceil((1 - TAIL) * (RESAMPLES - 1))]);
    }

    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f to %.3f", low, high);
    }
}
