package org.maskwright.learn.augment;

import java.util.random.RandomGenerator;
import org.maskwright.geometry.Affine;

/// Mirrors one axis every second time. Only for axes along which a mirrored patient could be a patient.
///
/// @param axis 0 left–right, 1 front–back, 2 foot–head
public record Flip(int axis) implements Augmentation {
    @Override
    public Variation add(Variation variation, int dimensions, RandomGenerator random) {
        if (!random.nextBoolean()) return variation;
        return variation.placed(Affine.scaling(axis == 0 ? -1 : 1, axis == 1 ? -1 : 1, axis == 2 ? -1 : 1));
    }

    @Override
    public String title() {
        return "Mirroring";
    }

    @Override
    public String strength(int dimensions) {
        return (axis == 0 ? "left and right" : axis == 1 ? "front and back" : "head and foot") + " exchanged";
    }

    @Override
    public double share() {
        return 0.5;
    }
}
