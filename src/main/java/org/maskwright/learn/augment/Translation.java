package org.maskwright.learn.augment;

import java.util.random.RandomGenerator;
import org.maskwright.geometry.Affine;

/// Moves the patch by up to so many millimetres along each axis (in two dimensions within the slice).
public record Translation(double maxMm) implements Augmentation {
    @Override
    public Variation add(Variation variation, int dimensions, RandomGenerator random) {
        double x = draw(random);
        double y = draw(random);
        return variation.placed(Affine.translation(x, y, dimensions == 2 ? 0 : draw(random)));
    }

    @Override
    public String title() {
        return "Translation";
    }

    @Override
    public String strength(int dimensions) {
        return "up to " + Words.number(maxMm) + " mm either way" + (dimensions == 2 ? ", within the slice" : " along each axis");
    }

    private double draw(RandomGenerator random) {
        return (2 * random.nextDouble() - 1) * maxMm;
    }
}
