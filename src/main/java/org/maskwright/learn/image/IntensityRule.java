package org.maskwright.learn.image;

import java.util.Arrays;

/// How grey levels become numbers near zero that a network can work with.
public sealed interface IntensityRule {
    /// Each scan by itself: clip to two of its percentiles, then mean 0 and deviation 1. For scans without a scale of their
    /// own, such as MR; a few mad voxels change nothing.
    ///
    /// @param lowPercent percentile in [0, 100) below which values are clipped
    /// @param highPercent percentile above which values are clipped
    record PerScan(double lowPercent, double highPercent) implements IntensityRule {
        public static final PerScan DEFAULT = new PerScan(0.5, 99.5);

        public PerScan {
            if (!(lowPercent >= 0 && lowPercent < highPercent && highPercent <= 100)) {
                throw new IllegalArgumentException("percentiles must rise within 0 … 100, got " + lowPercent + " and " + highPercent);
            }
        }
    }

    /// All scans alike: clip to `low … high`, subtract `mean`, divide by `deviation`. For scans with a scale that means
    /// something, such as the Hounsfield units of CT.
    record Fixed(double low, double high, double mean, double deviation) implements IntensityRule {
        public Fixed {
            if (!(low < high) || !(deviation > 0) || !Double.isFinite(mean + low + high + deviation)) {
                throw new IllegalArgumentException("a fixed rule needs low < high and a deviation above 0, got "
                        + low + ", " + high + ", " + mean + ", " + deviation);
            }
        }
    }

    /// The block's values by this rule.
    default Block apply(Block block) {
        float[] values = block.values().clone();
        switch (this) {
            case PerScan(double lowPercent, double highPercent) -> {
                float[] sorted = values.clone();
                Arrays.sort(sorted);
                float low = percentile(sorted, lowPercent);
                float high = percentile(sorted, highPercent);
                double sum = 0;
                double squares = 0;
                for (int i = 0; i < values.length; i++) {
                    values[i] = Math.clamp(values[i], low, high);
                    sum += values[i];
                    squares += (double) values[i] * values[i];
                }
                double mean = sum / values.length;
                double deviation = Math.sqrt(Math.max(0, squares / values.length - mean * mean));
                scale(values, mean, deviation > 0 ? deviation : 1);
            }
            case Fixed(double low, double high, double mean, double deviation) -> {
                for (int i = 0; i < values.length; i++) values[i] = Math.clamp(values[i], (float) low, (float) high);
                scale(values, mean, deviation);
            }
        }
        return new Block(block.size(), values);
    }

    /// The value below which `percent` of the sorted values lie.
    static float percentile(float[] sorted, double percent) {
        return sorted[(int) Math.round(percent / 100 * (sorted.length - 1))];
    }

    private static void scale(float[] values, double mean, double deviation) {
        for (int i = 0; i < values.length; i++) values[i] = (float) ((values[i] - mean) / deviation);
    }
}
