package org.maskwright.learn.augment;

import java.util.random.RandomGenerator;

/// Bends the grey scale between the patch's darkest and brightest voxel: an exponent of up to `1 + amount` either way.
public record Gamma(double amount) implements Augmentation {
    @Override
    public Variation add(Variation variation, int dimensions, RandomGenerator random) {
        double exponent = Math.pow(1 + amount, 2 * random.nextDouble() - 1);
        return variation.then((values, _, _) -> bend(values, exponent));
    }

    @Override
    public String title() {
        return "Gamma";
    }

    @Override
    public String strength(int dimensions) {
        return "an exponent of " + Words.range(amount);
    }

    private static void bend(float[] values, double exponent) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        float range = high - low;
        if (!(range > 0)) return;
        for (int i = 0; i < values.length; i++) values[i] = low + range * (float) Math.pow((values[i] - low) / range, exponent);
    }
}
