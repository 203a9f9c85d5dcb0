package org.maskwright.learn.augment;

import java.util.random.RandomGenerator;
import org.maskwright.geometry.Affine;

/// Makes the patient larger or smaller by a factor of up to `1 + amount` either way, each axis a little on its own.
public record Scaling(double amount) implements Augmentation {
    @Override
    public Variation add(Variation variation, int dimensions, RandomGenerator random) {
        double common = draw(amount, random);
        double x = common * draw(amount / 3, random);
        double y = common * draw(amount / 3, random);
        double z = dimensions == 2 ? 1 : common * draw(amount / 3, random);
        return variation.placed(Affine.scaling(x, y, z));
    }

    @Override
    public String title() {
        return "Scaling";
    }

    @Override
    public String strength(int dimensions) {
        return "by a factor of " + Words.range(amount) + ", each axis by " + Words.range(amount / 3) + " more of its own";
    }

    /// Log-uniform, so that twice as large is as likely as half as large.
    private static double draw(double amount, RandomGenerator random) {
        return Math.pow(1 + amount, 2 * random.nextDouble() - 1);
    }
}
