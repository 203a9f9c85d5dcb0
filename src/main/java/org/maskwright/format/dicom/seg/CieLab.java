package org.maskwright.format.dicom.seg;

/// Colours as segments carry them: CIE L\*a\*b\* in three 16-bit words (PS3.3, C.10.7.1.1), here 8-bit sRGB.
///
/// The white point is D65, not the D50 of ICC's profile connection space: so dcmtk, dcmqi, 3D Slicer and OHIF have it, and a
/// colour that comes back other than it left would help nobody.
final class CieLab {
    private static final double[] WHITE = {0.95047, 1, 1.08883};
    private static final double EDGE = 6.0 / 29;

    private CieLab() {}

    /// @return L\*, a\* and b\*, each 0 to 65535
    static int[] of(int rgb) {
        double r = linear(rgb >> 16 & 255), g = linear(rgb >> 8 & 255), b = linear(rgb & 255);
        double x = root((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / WHITE[0]);
        double y = root((0.2126729 * r + 0.7151522 * g + 0.0721750 * b) / WHITE[1]);
        double z = root((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / WHITE[2]);
        return new int[] {word((116 * y - 16) / 100), word((500 * (x - y) + 128) / 255), word((200 * (y - z) + 128) / 255)};
    }

    /// @param lab three words
    /// @return `0xRRGGBB`, the nearest where a screen cannot show it
    static int rgb(double[] lab) {
        double y = (lab[0] / 65535 * 100 + 16) / 116, x = y + (lab[1] / 65535 * 255 - 128) / 500, z = y - (lab[2] / 65535 * 255 - 128) / 200;
        double cx = WHITE[0] * cube(x), cy = WHITE[1] * cube(y), cz = WHITE[2] * cube(z);
        return level(3.2404542 * cx - 1.5371385 * cy - 0.4985314 * cz) << 16
                | level(-0.9692660 * cx + 1.8760108 * cy + 0.0415560 * cz) << 8
                | level(0.0556434 * cx - 0.2040259 * cy + 1.0572252 * cz);
    }

    private static int word(double fraction) {
        return (int) Math.clamp(Math.round(fraction * 65535), 0, 65535);
    }

    private static double root(double t) {
        return t > EDGE * EDGE * EDGE ? Math.cbrt(t) : t / (3 * EDGE * EDGE) + 4.0 / 29;
    }

    private static double cube(double t) {
        return t > EDGE ? t * t * t : 3 * EDGE * EDGE * (t - 4.0 / 29);
    }

    private static double linear(int level) {
        double c = level / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }

    private static int level(double linear) {
        double c = linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
        return (int) Math.round(255 * Math.clamp(c, 0, 1));
    }
}
