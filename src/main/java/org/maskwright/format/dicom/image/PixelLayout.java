package org.maskwright.format.dicom.image;

import org.maskwright.format.FormatException;
import org.maskwright.format.SampleType;
import org.maskwright.format.dicom.data.Attributes;
import org.maskwright.format.dicom.data.Tag;

/// What a data set says its pixels are (PS3.3, C.7.6.3), checked: sizes above 0, bits that fit, a known kind of colour.
///
/// @param columns width of a frame
/// @param rows height of a frame
/// @param bitsAllocated 1, 8, 16 or 32 of integers; 32 or 64 of floats
/// @param bitsStored the lowest so many bits hold the sample, unless `highBit` says otherwise
/// @param planar whether native frames hold one colour after the other
/// @param floating whether the samples are IEEE floats
/// @param overlayInPixels whether unused bits of a sample hold an overlay, as was allowed once
public record PixelLayout(int columns, int rows, int frames, int samples, Photometric photometric, int bitsAllocated, int bitsStored,
                          int highBit, boolean signed, boolean planar, boolean floating, boolean overlayInPixels) {
    /// What samples mean.
    public enum Photometric {
        MONOCHROME1, MONOCHROME2, PALETTE_COLOR, RGB, YBR_FULL, YBR_FULL_422, YBR_ICT, YBR_RCT;

        public boolean isYbr() {
            return switch (this) {
                case YBR_FULL, YBR_FULL_422, YBR_ICT, YBR_RCT -> true;
                case MONOCHROME1, MONOCHROME2, PALETTE_COLOR, RGB -> false;
            };
        }
    }

    /// A frame has to fit into one array.
    private static final long LARGEST_FRAME = Integer.MAX_VALUE - 64;

    /// @param source the file's name, for messages
    /// @throws FormatException if something needed is missing, contradicts itself, or is not read
    public static PixelLayout of(String source, Attributes header) throws FormatException {
        boolean isFloat = header.contains(Tag.FloatPixelData), isDouble = header.contains(Tag.DoubleFloatPixelData);
        int rows = count(source, header, Tag.Rows, "Rows"), columns = count(source, header, Tag.Columns, "Columns");
        int frames = Math.max(1, header.getInt(Tag.NumberOfFrames, 1));
        int samples = header.getInt(Tag.SamplesPerPixel, 1);
        Photometric photometric = photometric(source, header, samples);
        int allocated = isFloat ? 32 : isDouble ? 64 : header.getInt(Tag.BitsAllocated, 0);
        int stored = isFloat || isDouble ? allocated : header.getInt(Tag.BitsStored, allocated);
        int high = isFloat || isDouble ? allocated - 1 : header.getInt(Tag.HighBit, stored - 1);
        boolean known = isFloat || isDouble || allocated == 1 || allocated == 8 || allocated == 16 || allocated == 32;
        if (!known) throw FormatException.unsupported(source, "element " + Tag.toString(Tag.BitsAllocated), "an image of " + allocated + " bits a sample",
                "Export the series with 8 or 16 bits allocated.");
        if (stored < 1 || stored > allocated || high < stored - 1 || high >= allocated)
            throw FormatException.unexpected(source, "element " + Tag.toString(Tag.BitsStored), "stored bits that fit into " + allocated + " allocated",
                    stored + " with high bit " + high, "The header is damaged: export the series again.");
        PixelLayout layout = new PixelLayout(columns, rows, frames, samples, photometric, allocated, stored, high,
                header.getInt(Tag.PixelRepresentation, 0) == 1, samples > 1 && header.getInt(Tag.PlanarConfiguration, 0) == 1, isFloat || isDouble,
                hasOverlayInPixels(header));
        if (layout.longFrameBytes() > LARGEST_FRAME) throw FormatException.unsupported(source, "", "a frame of " + columns + " × " + rows + " pixels", "Cut the image down.");
        return layout;
    }

    private static int count(String source, Attributes header, int tag, String what) throws FormatException {
        int n = header.getInt(tag, 0);
        if (n < 1) throw FormatException.unexpected(source, "element " + Tag.toString(tag), what + " above 0", header.containsValue(tag) ? String.valueOf(n) : "none",
                "The header is damaged: export the series again.");
        return n;
    }

    private static Photometric photometric(String source, Attributes header, int samples) throws FormatException {
        String name = header.getString(Tag.PhotometricInterpretation, samples == 3 ? "RGB" : "MONOCHROME2");
        String place = "element " + Tag.toString(Tag.PhotometricInterpretation);
        for (Photometric p : Photometric.values()) {
            if (!p.name().equals(name.replace(' ', '_'))) continue;
            int expected = switch (p) {
                case MONOCHROME1, MONOCHROME2, PALETTE_COLOR -> 1;
                case RGB, YBR_FULL, YBR_FULL_422, YBR_ICT, YBR_RCT -> 3;
            };
            if (samples != expected) throw FormatException.unexpected(source, place, expected + (expected == 1 ? " sample" : " samples") + " a pixel for " + name,
                    String.valueOf(samples), "The header is damaged: export the series again.");
            return p;
        }
        throw FormatException.unsupported(source, place, "the colour coding " + name, "Export the series in grey or RGB.");
    }

    private static boolean hasOverlayInPixels(Attributes header) throws FormatException {
        for (int group = 0; group <= 0x1E; group += 2) {
            int shift = group << 16;
            if (header.getInt(Tag.OverlayBitPosition + shift, 0) > 0 && !header.contains(Tag.OverlayData + shift)) return true;
        }
        return false;
    }

    /// How a sample comes out of the decoder; single bits become bytes.
    public SampleType type() {
        return switch (bitsAllocated) {
            case 1 -> SampleType.UINT8;
            case 8 -> signed ? SampleType.INT8 : SampleType.UINT8;
            case 16 -> signed ? SampleType.INT16 : SampleType.UINT16;
            case 32 -> floating ? SampleType.FLOAT32 : signed ? SampleType.INT32 : SampleType.UINT32;
            case 64 -> SampleType.FLOAT64;
            default -> throw new IllegalStateException("bits were checked, got " + bitsAllocated);
        };
    }

    public int frameSamples() {
        return columns * rows * samples;
    }

    /// Bytes of a decoded frame.
    public int frameBytes() {
        return (int) longFrameBytes();
    }

    private long longFrameBytes() {
        return (long) columns * rows * samples * Math.max(1, bitsAllocated / 8);
    }
}
