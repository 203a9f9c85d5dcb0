package org.maskwright.workflow.gate;

/// What the data set that is to be written asks for.
///
/// @param consecutive whether label values must be 1, 2, 3 …
/// @param folds into how many splits the cases go; 0 for none
/// @param islandMm3 parts of a label below this volume count as strays
public record Rules(boolean consecutive, int folds, double islandMm3) {
    /// A ball of 5.8 mm across.
    public static final double ISLAND_MM3 = 100;

    public Rules {
        if (folds < 0 || !(islandMm3 >= 0)) throw new IllegalArgumentException("folds and volumes are 0 or more, got " + folds + " and " + islandMm3);
    }
}
