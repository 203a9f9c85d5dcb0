package org.maskwright.learn.augment;

import java.util.random.RandomGenerator;
import org.maskwright.geometry.Affine;

/// Turns about each axis (in two dimensions about the foot–head axis alone) by up to so many degrees either way.
public record Rotation(double maxDegrees) implements Augmentation {
    @Override
    public Variation add(Variation variation, int dimensions, RandomGenerator random) {
        double x = angle(random);
        double y = angle(random);
        Variation turned = variation.placed(aboutZ(angle(random)));
        return dimensions == 2 ? turned : turned.placed(aboutX(x)).placed(aboutY(y));
    }

    @Override
    public String title() {
        return "Rotation";
    }

    @Override
    public String strength(int dimensions) {
        return "up to " + Words.number(maxDegrees) + "° either way, " + (dimensions == 2 ? "within the slice" : "about each axis");
    }

    private double angle(RandomGenerator random) {
        return Math.toRadians((2 * random.nextDouble() - 1) * maxDegrees);
    }

    private static Affine aboutX(double angle) {
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        return new Affine(1, 0, 0, 0, 0, c, -s, 0, 0, s, c, 0);
    }

    private static Affine aboutY(double angle) {
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        return new Affine(c, 0, s, 0, 0, 1, 0, 0, -s, 0, c, 0);
    }

    private static Affine aboutZ(double angle) {
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        return new Affine(c, -s, 0, 0, s, c, 0, 0, 0, 0, 1, 0);
    }
}
