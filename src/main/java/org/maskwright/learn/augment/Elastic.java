package org.maskwright.learn.augment;

import java.util.random.RandomGenerator;

/// Bends the anatomy smoothly, as no two patients have the same shape. In two dimensions within the slice.
///
/// @param nodeMm distance over which the bending changes
/// @param maxMm largest standard deviation of the movement along an axis; a quarter of `nodeMm` or less, or it may fold
public record Elastic(double nodeMm, double maxMm) implements Augmentation {
    @Override
    public Variation add(Variation variation, int dimensions, RandomGenerator random) {
        return variation.warped(new Warp(nodeMm, maxMm * random.nextDouble()));
    }

    @Override
    public String title() {
        return "Elastic";
    }

    @Override
    public String strength(int dimensions) {
        return "bent by up to " + Words.number(maxMm) + " mm (one standard deviation), changing over " + Words.number(nodeMm) + " mm";
    }
}
