package org.maskwright.learn.augment;

import java.util.random.RandomGenerator;

/// Spreads the grey levels about 0, or draws them together, by a factor of up to `1 + amount` either way.
public record Contrast(double amount) implements Augmentation {
    @Override
    public Variation add(Variation variation, int dimensions, RandomGenerator random) {
        float gain = (float) Math.pow(1 + amount, 2 * random.nextDouble() - 1);
        return variation.then((values, _, _) -> {
            for (int i = 0; i < values.length; i++) values[i] *= gain;
        });
    }

    @Override
    public String title() {
        return "Contrast";
    }

    @Override
    public String strength(int dimensions) {
        return "by a factor of " + Words.range(amount);
    }
}
