package org.maskwright.render;

import java.util.function.DoubleUnaryOperator;

/// From nothing over violet and orange to a light yellow: brighter is more, also for eyes that see no colours.
public enum HeatColours {
    /// How unsure a model was. Two thirds of the greatest uncertainty are as bright as can be, for more is hardly met: it would take all classes
    /// to be equally likely. A little doubt is everywhere along a border and must not hide it.
    UNCERTAINTY(1.5, value -> value < 0.05 ? 0 : 0.44 + 1.5 * value),
    /// How likely a label is: 0 shows nothing, and from one in ten on the colour alone tells.
    PROBABILITY(1, value -> 10 * value);

    private final int[] rgb = new int[256];
    private final double[] cover = new double[256];

    /// @param stretch of the scale of colours
    /// @param covers how much of the picture a value in [0, 1] hides; more than 1 counts as 1
    HeatColours(double stretch, DoubleUnaryOperator covers) {
        int[] stops = {0x2A0A4A, 0x6A176E, 0xB63655, 0xED6925, 0xFBB61A, 0xFCFFA4};
        for (int i = 0; i < 256; i++) {
            double at = Math.min(1, stretch * i / 255.0) * (stops.length - 1);
            int low = Math.min((int) at, stops.length - 2);
            double part = at - low;
            for (int shift = 0; shift <= 16; shift += 8) {
                double value = (stops[low] >> shift & 0xFF) * (1 - part) + (stops[low + 1] >> shift & 0xFF) * part;
                rgb[i] |= (int) Math.round(value) << shift;
            }
            cover[i] = Math.min(1, covers.applyAsDouble(i / 255.0));
        }
    }

    /// @param value 0 (none) to 255
    /// @return `0xRRGGBB`
    public int rgb(int value) {
        return rgb[value];
    }

    /// How much of the picture a value hides at full opacity, in [0, 1].
    public double cover(int value) {
        return cover[value];
    }
}
