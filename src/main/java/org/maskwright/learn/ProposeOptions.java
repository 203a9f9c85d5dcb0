package org.maskwright.learn;

/// How a proposal is made.
///
/// @param mirrored also looks at every tile mirrored, along the axes that the model allows, and takes the mean: a little
///     better, and twice the time an axis
/// @param largestOnly keeps the largest connected piece of each label
/// @param anyScan proposes even where the scan does not look like those that the model knows
public record ProposeOptions(boolean mirrored, boolean largestOnly, boolean anyScan) {
    public static final ProposeOptions DEFAULT = new ProposeOptions(false, false, false);

    public ProposeOptions withMirrored(boolean other) {
        return new ProposeOptions(other, largestOnly, anyScan);
    }

    public ProposeOptions withLargestOnly(boolean other) {
        return new ProposeOptions(mirrored, other, anyScan);
    }

    public ProposeOptions withAnyScan(boolean other) {
        return new ProposeOptions(mirrored, largestOnly, other);
    }
}
