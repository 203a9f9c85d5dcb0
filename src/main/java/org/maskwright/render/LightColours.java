package org.maskwright.render;

import org.maskwright.label.LabelTable;

/// Colours for lines one pixel wide, which a dark colour would lose against the dark of a scan.
public final class LightColours {
    /// The least luma (ITU-R BT.601, of 255) at which a thin line stands out on black.
    private static final double LEAST = 130;

    private LightColours() {}

    /// The same labels in colours of the same hue that are light enough.
    public static LabelTable of(LabelTable table) {
        return new LabelTable(table.entries().stream().map(e -> new LabelTable.Entry(e.value(), e.name(), of(e.rgb()), e.terms())).toList());
    }

    /// `rgb` with as much white as it takes.
    static int of(int rgb) {
        int red = rgb >> 16 & 0xFF, green = rgb >> 8 & 0xFF, blue = rgb & 0xFF;
        double luma = 0.299 * red + 0.587 * green + 0.114 * blue;
        if (luma >= LEAST) return rgb;
        double white = (LEAST - luma) / (255 - luma);
        return mixed(red, white) << 16 | mixed(green, white) << 8 | mixed(blue, white);
    }

    private static int mixed(int channel, double white) {
        return (int) Math.ceil(channel + (255 - channel) * white);
    }
}
