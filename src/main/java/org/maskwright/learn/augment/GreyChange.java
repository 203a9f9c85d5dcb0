package org.maskwright.learn.augment;

import java.util.random.RandomGenerator;
import org.maskwright.geometry.Size;

/// Something done to the grey levels of a patch, which have about mean 0 and deviation 1; its strength is drawn already.
@FunctionalInterface
public interface GreyChange {
    /// @param values of a patch, x fastest, changed in place
    /// @param random for what differs from voxel to voxel
    void apply(float[] values, Size size, RandomGenerator random);
}
