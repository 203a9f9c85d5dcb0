package org.maskwright.render;

import org.maskwright.volume.ShortVolume;
import org.maskwright.volume.Window;

/// The opaque grey pixel of each of the 65,536 stored samples of a [ShortVolume] under one window. Padding is black.
final class GreyTable {
    private final int[] pixels = new int[1 << 16];

    private GreyTable() {}

    static GreyTable of(ShortVolume volume, Window window) {
        GreyTable table = new GreyTable();
        double slope = volume.slope(), intercept = volume.intercept();
        Greys greys = Greys.of(window, volume.info());
        for (int stored = Short.MIN_VALUE; stored <= Short.MAX_VALUE; stored++) table.pixels[stored - Short.MIN_VALUE] = greys.pixel(slope * stored + intercept);
        return table;
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
