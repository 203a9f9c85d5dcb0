package org.maskwright.learn;

/// How a proposal is made.
///
/// @param mirrored also looks at every tile mirrored, along the axes that the model allows, and takes the mean: a little
///     better, and twice the time an axis
/// @param largestOnly keeps the largest connected piece of each label
/// @param anyScan proposes even where the scan does not look like those that the model knows
/// @param postProcessed mends labels as the model's card says
public record ProposeOptions(boolean mirrored, boolean largestOnly, boolean anyScan, boolean postProcessed) {
    public static final ProposeOptions DEFAULT = new ProposeOptions(false, false, false, true);

    public ProposeOptions withMirrored(boolean other) {
        return new ProposeOptions(other, largestOnly, anyScan, postProcessed);
    }

    public ProposeOptions withLargestOnly(boolean other) {
        return new ProposeOptions(mirrored, other, anyScan, postProcessed);
    }

    public ProposeOptions withAnyScan(boolean other) {
        return new ProposeOptions(mirrored, largestOnly, other, postProcessed);
    }

    public ProposeOptions withPostProcessed(boolean other) {
        return new ProposeOptions(mirrored, largestOnly, anyScan, other);
    }
}
