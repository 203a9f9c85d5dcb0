package org.maskwright.learn.augment;

import java.util.random.RandomGenerator;

/// One way in which two scans of the same thing differ. It draws its numbers and adds them to a [Variation]; the voxels are
/// touched once, when all have been drawn.
@FunctionalInterface
public interface Augmentation {
    /// @param dimensions 2 where slices must stay in their plane
    Variation add(Variation variation, int dimensions, RandomGenerator random);
}
