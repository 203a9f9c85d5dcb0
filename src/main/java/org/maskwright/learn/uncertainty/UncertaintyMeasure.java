package org.maskwright.learn.uncertainty;

/// A way to tell how unsure a network is, voxel by voxel. Stands in [UncertaintyMeasures].
public interface UncertaintyMeasure {
    /// For files and command lines, such as `entropy`.
    String id();

    /// For people.
    String title();

    /// Whether its numbers are small and mean something beside each other alone, so that they are shown against the greatest of a case.
    default boolean isRelative() {
        return true;
    }

    /// Whether it wants further models to look.
    default boolean isOfSeveralModels() {
        return false;
    }

    /// What this measure needs and is not on offer, and what can be done about it, in the user's words; empty if it can be had.
    String missing(Offer offer);

    /// One number a voxel of the network's grid in [0, 1]: 0 where there is no doubt, 1 where all classes are equally likely (or,
    /// of a disagreement, where looks are as far apart as they can be).
    ///
    /// @throws IllegalArgumentException if something is [missing][#missing]
    float[] of(Looks looks);
}
