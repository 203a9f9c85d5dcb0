package org.maskwright.learn.augment;

import java.util.random.RandomGenerator;

/// Adds Gaussian noise of a deviation of up to `max`.
public record Noise(double max) implements Augmentation {
    @Override
    public Variation add(Variation variation, int dimensions, RandomGenerator random) {
        double deviation = max * random.nextDouble();
        return variation.then((values, _, noise) -> {
            for (int i = 0; i < values.length; i++) values[i] += (float) (deviation * noise.nextGaussian());
        });
    }

    @Override
    public String title() {
        return "Noise";
    }

    @Override
    public String strength(int dimensions) {
        return "Gaussian, up to " + Words.number(max) + " standard deviations";
    }
}
