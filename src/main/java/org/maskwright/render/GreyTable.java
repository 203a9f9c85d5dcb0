package org.maskwright.render;

import org.maskwright.volume.ShortVolume;
import org.maskwright.volume.Window;

/// The opaque grey pixel of each of the 65,536 stored samples of a [ShortVolume] under one window.
///
/// Greys follow DICOM PS3.3 C.11.2.1.2.1 (LINEAR), with its half-unit offsets dropped (LINEAR_EXACT) so that windows
/// narrower than one unit work for floating-point scans too.
final class GreyTable {
    private final int[] pixels = new int[1 << 16];

    private GreyTable() {}

    static GreyTable of(ShortVolume volume, Window window) {
        GreyTable table = new GreyTable();
        double low = window.low(), scale = 255 / window.width(), slope = volume.slope() * scale, at = (volume.intercept() - low) * scale;
        for (int stored = Short.MIN_VALUE; stored <= Short.MAX_VALUE; stored++) table.pixels[stored - Short.MIN_VALUE] = pixel(slope * stored + at);
        return table;
    }

    /// The opaque pixel of a grey that is rounded and held in 0 to 255; NaN is black.
    static int pixel(double grey) {
        return 0xFF000000 | (grey <= 0 ? 0 : grey >= 255 ? 255 : (int) (grey + 0.5)) * 0x010101;
    }

    /// Paints pixels `from` up to but without `to` of a row, pixel `i` from sample `source[at + nearest[i]]`.
    void paint(short[] source, int at, int[] nearest, int from, int to, int[] argb, int out) {
        for (int i = from; i < to; i++) argb[out + i] = pixels[source[at + nearest[i]] - Short.MIN_VALUE];
    }

    /// Paints pixels of a row between two rows of samples, `part` of the way from `upper` to `lower`.
    void paint(float[] upper, float[] lower, float part, int from, int to, int[] argb, int out) {
        for (int i = from; i < to; i++) argb[out + i] = pixels[(int) (upper[i] + part * (lower[i] - upper[i]) + (0.5f - Short.MIN_VALUE))];
    }
}
