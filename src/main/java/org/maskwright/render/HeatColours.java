package org.maskwright.render;

/// From sure, which shows nothing, over violet and orange to a light yellow: brighter is less sure, also for eyes that see no colours. Two thirds of
/// the greatest uncertainty are as bright as can be, for more is hardly met: it would take all classes to be equally likely.
public final class HeatColours {
    private static final int[] STOPS = {0x2A0A4A, 0x6A176E, 0xB63655, 0xED6925, 0xFBB61A, 0xFCFFA4};
    private static final int[] RGB = new int[256];
    private static final int[] ALPHA = new int[256];

    static {
        for (int i = 0; i < 256; i++) {
            double at = Math.min(1, 1.5 * i / 255.0) * (STOPS.length - 1);
            int low = Math.min((int) at, STOPS.length - 2);
            double part = at - low;
            int rgb = 0;
            for (int shift = 0; shift <= 16; shift += 8) {
                double value = (STOPS[low] >> shift & 0xFF) * (1 - part) + (STOPS[low + 1] >> shift & 0xFF) * part;
                rgb |= (int) Math.round(value) << shift;
            }
            RGB[i] = rgb;
            // A little doubt is everywhere along a border and must not hide it.
            ALPHA[i] = i < 13 ? 0 : (int) Math.round(256 * Math.min(0.9, 0.35 + 1.2 * i / 255.0));
        }
    }

    private HeatColours() {}

    /// @param value 0 (sure) to 255
    /// @return `0xRRGGBB`
    public static int rgb(int value) {
        return RGB[value];
    }

    /// How opaque it is over the picture, of 256.
    static int alpha(int value) {
        return ALPHA[value];
    }
}
