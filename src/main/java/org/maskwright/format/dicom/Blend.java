package org.maskwright.format.dicom;

/// How one slice of a straight, even grid comes from the slices there are: from `below`, or from there part of the way to `above`.
///
/// @param below index of a slice, and `above` of the next along the normal; the same if no other is needed
/// @param part in [0, 1): how far from `below` to `above`
/// @param belowX and `belowY`: where the new slice's first pixel lies in `below`, in pixels; `aboveX` and `aboveY` in `above`
record Blend(int below, int above, double part, double belowX, double belowY, double aboveX, double aboveY) {
    private static final double STILL_PIXELS = 1e-3;

    /// Whether the slice is one that was scanned, pixel for pixel.
    boolean isExact() {
        return below == above && Math.abs(belowX) < STILL_PIXELS && Math.abs(belowY) < STILL_PIXELS;
    }

    /// Whether it is made of two slices.
    boolean isBetween() {
        return below != above;
    }
}
