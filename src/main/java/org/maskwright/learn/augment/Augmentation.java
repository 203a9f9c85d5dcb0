package org.maskwright.learn.augment;

import java.util.random.RandomGenerator;

/// One way in which two scans of the same thing differ. It draws its numbers and adds them to a [Variation]; the voxels are
/// touched once, when all have been drawn.
public interface Augmentation {
    /// @param dimensions 2 where slices must stay in their plane
    Variation add(Variation variation, int dimensions, RandomGenerator random);

    /// What people call it, such as `Rotation`.
    String title();

    /// How far it goes at most, in words, numbers and units. Grey levels are told in standard deviations of a patch's own.
    ///
    /// @param dimensions as in [#add]
    String strength(int dimensions);

    /// In which share of patches it does anything, in [0, 1].
    default double share() {
        return 1;
    }

    /// The same in every patch.
    default Augmentation always() {
        return this;
    }
}
