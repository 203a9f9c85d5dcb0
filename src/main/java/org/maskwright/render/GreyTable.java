package org.maskwright.render;

import org.maskwright.volume.ShortVolume;
import org.maskwright.volume.Window;

/// The grey, 0 to 255, of each of the 65,536 stored samples of a [ShortVolume] under one window.
///
/// Greys follow DICOM PS3.3 C.11.2.1.2.1 (LINEAR), with its half-unit offsets dropped (LINEAR_EXACT) so that windows
/// narrower than one unit work for floating-point scans too.
final class GreyTable {
    private final byte[] greys = new byte[1 << 16];

    private GreyTable() {}

    static GreyTable of(ShortVolume volume, Window window) {
        GreyTable table = new GreyTable();
        double low = window.low(), scale = 255 / window.width(), slope = volume.slope() * scale, at = (volume.intercept() - low) * scale;
        for (int stored = Short.MIN_VALUE; stored <= Short.MAX_VALUE; stored++)
            table.greys[stored - Short.MIN_VALUE] = (byte) clamp(slope * stored + at);
        return table;
    }

    static int clamp(double grey) {
        return grey <= 0 ? 0 : grey >= 255 ? 255 : (int) (grey + 0.5);
    }

    int grey(int stored) {
        return greys[stored - Short.MIN_VALUE] & 255;
    }
}
