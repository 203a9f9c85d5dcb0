package org.maskwright.learn.augment;

import java.util.random.RandomGenerator;
import org.maskwright.geometry.Point;

/// Brightens here and darkens there, smoothly, as the coil of an MR scanner does.
///
/// @param max largest standard deviation of what is added, in deviations of the grey levels
public record BiasField(double max) implements Augmentation {
    /// The field changes over half of a patch's longest side.
    private static final double NODES_A_SIDE = 2;

    @Override
    public Variation add(Variation variation, int dimensions, RandomGenerator random) {
        float deviation = (float) (max * random.nextDouble());
        return variation.then((values, size, nodes) -> {
            int longest = Math.max(size.x(), Math.max(size.y(), size.z()));
            float[] field = SmoothField.draw(size, new Point(1, 1, 1), longest / NODES_A_SIDE, nodes);
            for (int i = 0; i < values.length; i++) values[i] += deviation * field[i];
        });
    }

    @Override
    public String title() {
        return "Bias field";
    }

    @Override
    public String strength(int dimensions) {
        return "up to " + Words.number(max) + " standard deviations darker or brighter, changing over half a patch";
    }
}
