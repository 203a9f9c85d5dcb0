package org.maskwright.learn.augment;

import java.util.random.RandomGenerator;

/// Does what another augmentation does, but only now and then.
///
/// @param probability in [0, 1]
public record Chance(double probability, Augmentation of) implements Augmentation {
    public Chance {
        if (!(probability >= 0 && probability <= 1)) throw new IllegalArgumentException("a probability lies in [0, 1], got " + probability);
    }

    @Override
    public Variation add(Variation variation, int dimensions, RandomGenerator random) {
        return random.nextDouble() < probability ? of.add(variation, dimensions, random) : variation;
    }

    @Override
    public String title() {
        return of.title();
    }

    @Override
    public String strength(int dimensions) {
        return of.strength(dimensions);
    }

    @Override
    public double share() {
        return probability * of.share();
    }

    @Override
    public Augmentation always() {
        return of.always();
    }
}
