package org.maskwright.measure;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/// Between which two numbers a mean may be expected to lie, with 95 % confidence.
public record Interval(double low, double high) {
    private static final int RESAMPLES = 10_000;
    private static final double TAIL = 0.025;

    /// The percentile bootstrap of the mean: cases are drawn again with replacement 10,000 times. Seeded, so the same cases give the same interval.
    ///
    /// @param values one a case, at least one
    /// @see <a href="https://doi.org/10.1214/aos/1176344552">Efron 1979</a>
    public static Interval ofMean(double[] values) {
        return bootstrap(values.length, drawn -> {
            double sum = 0;
            for (int i : drawn) sum += values[i];
            return sum / values.length;
        });
    }

    /// As [#ofMean] for any number that cases give together. Draws of which it means nothing (NaN) are left out.
    ///
    /// @param cases at least one
    /// @param number of the cases with these indexes, some of them several times
    static Interval bootstrap(int cases, ToDoubleFunction<int[]> number) {
        if (cases == 0) throw new IllegalArgumentException("an interval needs a value");
        Random random = new Random(20_250_101);
        int[] drawn = new int[cases];
        double[] numbers = new double[RESAMPLES];
        int defined = 0;
        for (int r = 0; r < RESAMPLES; r++) {
            for (int i = 0; i < cases; i++) drawn[i] = random.nextInt(cases);
            double one = number.applyAsDouble(drawn);
            if (!Double.isNaN(one)) numbers[defined++] = one;
        }
        if (defined == 0) throw new IllegalArgumentException("an interval needs a number that is defined");
        Arrays.sort(numbers, 0, defined);
        return new Interval(numbers[(int) (TAIL * (defined - 1))], numbers[(int) Math.ceil((1 - TAIL) * (defined - 1))]);
    }

    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f to %.3f", low, high);
    }
}
