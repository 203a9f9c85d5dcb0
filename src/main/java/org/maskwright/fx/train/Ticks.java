package org.maskwright.fx.train;

import java.util.ArrayList;
import java.util.List;

/// Round numbers along an axis: steps of 1, 2 or 5 times a power of ten.
///
/// @param step between two
record Ticks(double low, double high, double step) {
    /// Ticks inside `low` … `high`.
    ///
    /// @param most of them
    static Ticks of(double low, double high, int most) {
        double span = Math.max(high - low, 1e-9), raw = span / Math.max(1, most), power = Math.pow(10, Math.floor(Math.log10(raw)));
        double step = raw <= power ? power : raw <= 2 * power ? 2 * power : raw <= 5 * power ? 5 * power : 10 * power;
        return new Ticks(low, high, step);
    }

    List<Double> values() {
        List<Double> values = new ArrayList<>();
        for (long n = (long) Math.ceil(low / step - 1e-9); n * step <= high + 1e-9 * step; n++) values.add(n * step);
        return values;
    }

    int decimals() {
        return (int) Math.clamp(Math.ceil(-Math.log10(step) - 1e-9), 0, 4);
    }
}
