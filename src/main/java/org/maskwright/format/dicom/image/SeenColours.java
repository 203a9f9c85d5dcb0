package org.maskwright.format.dicom.image;

import org.jspecify.annotations.Nullable;
import org.maskwright.format.FormatException;
import org.maskwright.format.dicom.data.DicomFile;

/// Stored samples of a colour image into red, green and blue, 8 bits each, side by side.
public final class SeenColours {
    private final PixelLayout layout;
    private final @Nullable Palette palette;

    private SeenColours(PixelLayout layout, @Nullable Palette palette) {
        this.layout = layout;
        this.palette = palette;
    }

    /// Whether the samples of such an image are not, or may not be, what is seen.
    public static boolean apply(PixelLayout layout) {
        return layout.samples() == 3 || layout.photometric() == PixelLayout.Photometric.PALETTE_COLOR;
    }

    /// @throws FormatException if the palette cannot be read
    public static SeenColours of(DicomFile file, PixelLayout layout) throws FormatException {
        boolean hasPalette = layout.photometric() == PixelLayout.Photometric.PALETTE_COLOR;
        return new SeenColours(layout, hasPalette ? Palette.of(file.name(), file.attributes()) : null);
    }

    /// @param samples of a frame, as [PixelData#frame] decodes it
    /// @param meaning what [PixelData#frame] says that they mean
    /// @param rgb three bytes for each pixel, all of them written
    public void convert(byte[] samples, PixelLayout.Photometric meaning, byte[] rgb) {
        int shift = Math.max(0, layout.bitsStored() - 8);
        if (palette != null) {
            for (int i = 0, o = 0; o < rgb.length; i++, o += 3) {
                int colour = palette.rgb((int) layout.type().value(samples, i));
                rgb[o] = (byte) (colour >> 16);
                rgb[o + 1] = (byte) (colour >> 8);
                rgb[o + 2] = (byte) colour;
            }
            return;
        }
        for (int o = 0; o < rgb.length; o++) rgb[o] = layout.bitsAllocated() == 8 ? samples[o] : (byte) ((long) layout.type().value(samples, o) >> shift);
        if (meaning.isYbr()) toRgb(rgb);
    }

    /// PS3.3, C.7.6.3.1.2: ITU-R BT.601 over the full range.
    private static void toRgb(byte[] pixels) {
        for (int o = 0; o < pixels.length; o += 3) {
            double y = pixels[o] & 0xFF, b = (pixels[o + 1] & 0xFF) - 128, r = (pixels[o + 2] & 0xFF) - 128;
            pixels[o] = toByte(y + 1.402 * r);
            pixels[o + 1] = toByte(y - 0.344136 * b - 0.714136 * r);
            pixels[o + 2] = toByte(y + 1.772 * b);
        }
    }

    private static byte toByte(double value) {
        return (byte) Math.clamp(Math.round(value), 0, 255);
    }
}
