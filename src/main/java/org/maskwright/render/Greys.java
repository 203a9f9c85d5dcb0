package org.maskwright.render;

import org.maskwright.volume.Range;
import org.maskwright.volume.ScanInfo;
import org.maskwright.volume.VoiFunction;
import org.maskwright.volume.Window;

/// Values into opaque grey pixels, under one window of one scan. NaN and padding are black.
final class Greys {
    private final Window window;
    /// A straight line, which most windows are, is worth its own way: grey = value · scale + at.
    private final boolean straight;
    private final boolean inverted;
    private final double scale, at, padLow, padHigh;

    private Greys(Window window, ScanInfo info) {
        this.window = window;
        straight = window.function() == VoiFunction.Formula.LINEAR_EXACT;
        inverted = info.inverted();
        scale = 255 / window.width();
        at = -window.low() * scale;
        padLow = info.padding().map(Range::low).orElse(Double.NaN);
        padHigh = info.padding().map(Range::high).orElse(Double.NaN);
    }

    static Greys of(Window window, ScanInfo info) {
        return new Greys(window, info);
    }

    int pixel(double value) {
        if (value >= padLow && value <= padHigh) return 0xFF000000;
        double grey = straight ? value * scale + at : 255 * window.grey(value);
        if (inverted) grey = 255 - grey;
        return 0xFF000000 | (grey <= 0 ? 0 : grey >= 255 ? 255 : (int) (grey + 0.5)) * 0x010101;
    }
}
