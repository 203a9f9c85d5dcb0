package org.maskwright.learn.augment;

import java.util.random.RandomGenerator;

/// Adds the same to every grey level, up to `amount` deviations either way.
public record Brightness(double amount) implements Augmentation {
    @Override
    public Variation add(Variation variation, int dimensions, RandomGenerator random) {
        float offset = (float) (amount * (2 * random.nextDouble() - 1));
        return variation.then((values, _, _) -> {
            for (int i = 0; i < values.length; i++) values[i] += offset;
        });
    }

    @Override
    public String title() {
        return "Brightness";
    }

    @Override
    public String strength(int dimensions) {
        return "up to " + Words.number(amount) + " standard deviations darker or brighter";
    }
}
