package org.maskwright.learn.augment;

import java.util.random.RandomGenerator;

/// Another scanner's grey levels: gamma, contrast, brightness and noise, each drawn anew.
///
/// @param amount 1 for MR, whose grey levels mean little; about ½ for CT
public record Intensity(double amount) implements Augmentation {
    @Override
    public Variation add(Variation variation, int dimensions, RandomGenerator random) {
        double gamma = Math.pow(1 + 0.4 * amount, 2 * random.nextDouble() - 1);
        double gain = Math.pow(1 + 0.25 * amount, 2 * random.nextDouble() - 1);
        double offset = 0.2 * amount * (2 * random.nextDouble() - 1);
        double noise = random.nextDouble() < 0.3 ? 0.15 * amount * random.nextDouble() : 0;
        return variation.withGrey(gamma, gain, offset, noise);
    }
}
