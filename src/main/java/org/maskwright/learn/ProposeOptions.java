package org.maskwright.learn;

import java.util.Optional;

/// How a proposal is made.
///
/// @param mirrored whether every tile is also looked at mirrored, along the axes that the model allows, and the mean taken: a little
///     better, and twice the time an axis. Empty for what the model's card says, see [Mirroring]
/// @param largestOnly keeps the largest connected piece of each label
/// @param anyScan proposes even where the scan does not look like those that the model knows
/// @param postProcessed mends labels as the model's card says
public record ProposeOptions(Optional<Boolean> mirrored, boolean largestOnly, boolean anyScan, boolean postProcessed) {
    public static final ProposeOptions DEFAULT = new ProposeOptions(Optional.empty(), false, false, true);

    public ProposeOptions withMirrored(boolean other) {
        return new ProposeOptions(Optional.of(other), largestOnly, anyScan, postProcessed);
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
