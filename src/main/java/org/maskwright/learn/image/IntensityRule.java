package org.maskwright.learn.image;

import java.util.Arrays;
import java.util.List;

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

    /// Each scan by itself: two of its percentiles become `from` and `to`, what lies between in proportion, what lies beyond is clipped.
    record PercentileRange(double lowPercent, double highPercent, double from, double to) implements IntensityRule {
        public PercentileRange {
            if (!(lowPercent >= 0 && lowPercent < highPercent && highPercent <= 100) || !(from < to) || !Double.isFinite(from + to)) {
                throw new IllegalArgumentException("percentiles must rise within 0 … 100 and become rising numbers, got " + lowPercent + " and " + highPercent
                        + " to " + from + " and " + to);
            }
        }
    }

    /// Each scan by itself: what is not 0 gets mean 0 and deviation 1, and 0, which stands for no tissue, stays.
    record NonZero() implements IntensityRule {}

    /// Each channel by a rule of its own.
    record PerChannel(List<IntensityRule> rules) implements IntensityRule {
        public PerChannel {
            rules = List.copyOf(rules);
            if (rules.isEmpty() || rules.stream().anyMatch(PerChannel.class::isInstance)) throw new IllegalArgumentException("each channel has one plain rule, got " + rules);
        }
    }

    /// The block's values by this rule, each channel by itself.
    default Block apply(Block block) {
        if (block.channels() == 1) return new Block(block.size(), ofChannel(0).changed(block.values().clone()));
        int voxels = block.values().length / block.channels();
        float[] all = new float[block.values().length];
        for (int c = 0; c < block.channels(); c++) {
            float[] channel = ofChannel(c).changed(Arrays.copyOfRange(block.values(), c * voxels, (c + 1) * voxels));
            System.arraycopy(channel, 0, all, c * voxels, voxels);
        }
        return new Block(block.size(), block.channels(), all);
    }

    private IntensityRule ofChannel(int channel) {
        return this instanceof PerChannel(List<IntensityRule> rules) ? rules.get(channel) : this;
    }

    private float[] changed(float[] values) {
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
            case PercentileRange(double lowPercent, double highPercent, double from, double to) -> {
                float[] sorted = values.clone();
                Arrays.sort(sorted);
                float low = percentile(sorted, lowPercent);
                float high = percentile(sorted, highPercent);
                double steep = high > low ? (to - from) / (high - low) : 0;
                for (int i = 0; i < values.length; i++) values[i] = (float) (from + (Math.clamp(values[i], low, high) - low) * steep);
            }
            case NonZero() -> standardiseNonZero(values);
            case PerChannel _ -> throw new IllegalStateException("a channel has one plain rule");
        }
        return values;
    }

    private static void standardiseNonZero(float[] values) {
        int count = 0;
        double sum = 0;
        double squares = 0;
        for (float value : values) {
            if (value == 0) continue;
            count++;
            sum += value;
            squares += (double) value * value;
        }
        if (count == 0) return;
        double mean = sum / count;
        double deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
        for (int i = 0; i < values.length; i++) {
            if (values[i] != 0) values[i] = (float) ((values[i] - mean) / (deviation > 0 ? deviation : 1));
        }
    }

    /// The value below which `percent` of the sorted values lie.
    static float percentile(float[] sorted, double percent) {
        return sorted[(int) Math.round(percent / 100 * (sorted.length - 1))];
    }

    private static void scale(float[] values, double mean, double deviation) {
        for (int i = 0; i < values.length; i++) values[i] = (float) ((values[i] - mean) / deviation);
    }
}
