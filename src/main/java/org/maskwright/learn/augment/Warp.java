package org.maskwright.learn.augment;

/// A smooth bending: every point moves by a random vector that changes slowly from place to place.
///
/// @param nodeMm distance over which the vector changes
/// @param amountMm standard deviation of the movement along each axis
public record Warp(double nodeMm, double amountMm) {
    public Warp {
        if (!(nodeMm > 0) || !(amountMm >= 0)) throw new IllegalArgumentException("a warp needs nodes apart and an amount of 0 or more, got " + nodeMm + ", " + amountMm);
    }
}
