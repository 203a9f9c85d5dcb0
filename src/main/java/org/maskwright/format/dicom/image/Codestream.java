package org.maskwright.format.dicom.image;

import org.maskwright.format.FormatException;

/// What a JPEG or JPEG 2000 code stream says of itself. Looked at before any library is: a stream that is not of the size
/// the header promises is refused before memory is taken for it.
///
/// @param precision bits of a sample
/// @param signed whether it says that its samples are
/// @param process how its JPEG frame is coded: the low byte of the frame marker; 0 for JPEG 2000
record Codestream(int columns, int rows, int components, int precision, boolean signed, Colour colour, int process) {
    /// What three components mean, once decoded.
    enum Colour { RGB, YBR, AS_THE_HEADER_SAYS }

    static final int BASELINE = 0xC0, EXTENDED = 0xC1, LOSSLESS = 0xC3;

    /// Reads the markers up to the first scan (ITU-T T.81, annex B).
    static Codestream ofJpeg(String source, byte[] b) throws FormatException {
        if (b.length < 4 || u8(b, 0) != 0xFF || u8(b, 1) != 0xD8) throw damaged(source, "it does not begin as JPEG does.");
        int at = 2;
        boolean jfif = false;
        int adobe = -1;
        while (at + 4 <= b.length) {
            if (u8(b, at) != 0xFF) throw damaged(source, "a marker is missing at byte " + at + ".");
            int marker = u8(b, at + 1);
            if (marker == 0xFF) {
                at++;
                continue;
            }
            int length = u16(b, at + 2), body = at + 4;
            if (length < 2 || at + 2 + length > b.length) break;
            if (marker == 0xE0 && length >= 7 && b[body] == 'J' && b[body + 1] == 'F') jfif = true;
            if (marker == 0xEE && length >= 14 && b[body] == 'A' && b[body + 1] == 'd') adobe = u8(b, body + 11);
            if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
                if (length < 8) break;
                int components = u8(b, body + 5);
                boolean letters = length >= 17 && components == 3 && b[body + 6] == 'R' && b[body + 9] == 'G' && b[body + 12] == 'B';
                // lossless streams are never transformed, whatever an application marker says
                Colour colour = marker == LOSSLESS || components != 3 ? Colour.AS_THE_HEADER_SAYS : adobe == 0 || adobe < 0 && !jfif && letters ? Colour.RGB
                        : adobe == 1 || jfif ? Colour.YBR : Colour.AS_THE_HEADER_SAYS;
                return new Codestream(u16(b, body + 3), u16(b, body + 1), components, u8(b, body), false, colour, marker);
            }
            at += 2 + length;
        }
        throw damaged(source, "it ends within its header.");
    }

    /// A JPEG stream, known to be sound up to its frame, without application data and comments before it: what they say of
    /// colours has been read, and broken ones must not stop a library from decoding the rest.
    static byte[] withoutApplicationData(byte[] b) {
        byte[] out = new byte[b.length];
        int at = 2, o = 2;
        System.arraycopy(b, 0, out, 0, 2);
        while (at + 4 <= b.length && u8(b, at) == 0xFF) {
            int marker = u8(b, at + 1), length = 2 + u16(b, at + 2);
            if (marker == 0xFF) {
                at++;
                continue;
            }
            if (marker == 0xDA || at + length > b.length) break;
            boolean dropped = marker >= 0xE0 && marker <= 0xEF || marker == 0xFE;
            if (!dropped) {
                System.arraycopy(b, at, out, o, length);
                o += length;
            }
            at += length;
        }
        System.arraycopy(b, at, out, o, b.length - at);
        return java.util.Arrays.copyOf(out, o + b.length - at);
    }

    /// Reads the main header (ITU-T T.800, annex A), and checks that every tile-part is there.
    static Codestream ofJpeg2000(String source, byte[] b) throws FormatException {
        int at = 0;
        while (at + 4 <= b.length && !(u16(b, at) == 0xFF4F && u16(b, at + 2) == 0xFF51)) at++; // a file format may be wrapped around
        if (at + 42 > b.length) throw damaged(source, "no JPEG 2000 code stream begins in it.");
        int size = at + 4;
        long width = u32(b, size + 4) - u32(b, size + 12), height = u32(b, size + 8) - u32(b, size + 16);
        int components = u16(b, size + 36), depth = u8(b, size + 38);
        if (width < 1 || height < 1 || width > 65535 || height > 65535) throw damaged(source, "it says that it is " + width + " × " + height + " pixels.");
        long tileWidth = u32(b, size + 20), tileHeight = u32(b, size + 24);
        if (tileWidth < 1 || tileHeight < 1 || (width + tileWidth - 1) / tileWidth * ((height + tileHeight - 1) / tileHeight) > 65535)
            throw damaged(source, "its tiles are " + tileWidth + " × " + tileHeight + " pixels.");
        for (int c = 1; c < components; c++) {
            if (size + 41 + 3 * c > b.length || u8(b, size + 38 + 3 * c) != depth || u8(b, size + 39 + 3 * c) != 1 || u8(b, size + 40 + 3 * c) != 1)
                throw FormatException.unsupported(source, "pixel data", "JPEG 2000 with components of different depth or size", "Export the series uncompressed.");
        }
        Colour colour = Colour.AS_THE_HEADER_SAYS;
        at = size + u16(b, size);
        while (at + 12 <= b.length && u16(b, at) != 0xFF90) {
            if (u8(b, at) != 0xFF) throw damaged(source, "a marker is missing at byte " + at + ".");
            if (u16(b, at) == 0xFF52 && u8(b, at + 8) == 1) colour = Colour.RGB;
            at += 2 + Math.max(2, u16(b, at + 2));
        }
        checkTileParts(source, b, at);
        return new Codestream((int) width, (int) height, components, (depth & 0x7F) + 1, depth > 0x7F, colour, 0);
    }

    /// A stream, known to be sound, in which no tile-part has a number beyond the count of its tile's parts: some writers name the
    /// last number for the count, and the decoder would leave that part out.
    static byte[] withTilePartsCounted(byte[] b) {
        int at = 0;
        while (at + 4 <= b.length && !(u16(b, at) == 0xFF4F && u16(b, at + 2) == 0xFF51)) at++;
        for (at += 2; at + 12 <= b.length && u16(b, at) != 0xFF90; ) at += 2 + Math.max(2, u16(b, at + 2));
        int first = at;
        boolean oneMore = false;
        for (; at + 12 <= b.length && u16(b, at) == 0xFF90 && u32(b, at + 6) != 0; at += (int) u32(b, at + 6)) oneMore |= u8(b, at + 11) != 0 && u8(b, at + 10) == u8(b, at + 11);
        if (!oneMore) return b;
        byte[] out = b.clone();
        for (at = first; at + 12 <= b.length && u16(b, at) == 0xFF90 && u32(b, at + 6) != 0; at += (int) u32(b, at + 6)) if (out[at + 11] != 0) out[at + 11]++;
        return out;
    }

    private static void checkTileParts(String source, byte[] b, int first) throws FormatException {
        long at = first;
        int parts = 0;
        while (at + 12 <= b.length && u16(b, (int) at) == 0xFF90) {
            parts++;
            long length = u32(b, (int) at + 6);
            if (length == 0) { // the last one, up to the end
                int end = b.length;
                while (end > at + 14 && b[end - 1] == 0) end--;
                if (u16(b, end - 2) != 0xFFD9) throw damaged(source, "its end is missing.");
                checkPackets(source, b, (int) at, end);
                return;
            }
            if (u8(b, (int) at + 11) != 0 && u8(b, (int) at + 10) > u8(b, (int) at + 11))
                throw damaged(source, "tile-part " + (u8(b, (int) at + 10) + 1) + " of " + u8(b, (int) at + 11) + " stands in it, and the decoder would leave that out.");
            if (length < 14 || at + length > b.length) throw FormatException.truncated(source, "pixel data, tile-part " + parts, length, b.length - at);
            checkPackets(source, b, (int) at, (int) (at + length));
            at += length;
        }
        if (parts == 0) throw damaged(source, "it ends within its header.");
    }

    /// Two bytes 0xFF in a row stand in no packet (T.800, B.10.1 and D.4.1: a bit of 0 is put behind the first), and the decoder
    /// would count the bits of the second for ever.
    private static void checkPackets(String source, byte[] b, int tilePart, int to) throws FormatException {
        int from = tilePart + 12;
        while (from + 4 <= to && u16(b, from) != 0xFF93) from += 2 + Math.max(2, u16(b, from + 2));
        for (int i = from + 2; i + 1 < to; i++) if (b[i] == -1 && b[i + 1] == -1) throw damaged(source, "bytes that no JPEG 2000 stream holds stand at byte " + i + ".");
    }

    /// @throws FormatException if the stream is not what the data set says
    void check(String source, PixelLayout layout) throws FormatException {
        if (columns != layout.columns() || rows != layout.rows() || components != layout.samples())
            throw FormatException.unexpected(source, "pixel data", layout.columns() + " × " + layout.rows() + " pixels of " + layout.samples(),
                    columns + " × " + rows + " of " + components, "Header and pixel data do not belong together: export the series again.");
        if (precision > layout.bitsAllocated()) throw FormatException.unexpected(source, "pixel data", "samples of at most " + layout.bitsAllocated() + " bits",
                precision + " bits", "Header and pixel data do not belong together: export the series again.");
    }

    PixelLayout.Photometric meaning(PixelLayout.Photometric declared) {
        return switch (colour) {
            case RGB -> PixelLayout.Photometric.RGB;
            case YBR -> PixelLayout.Photometric.YBR_FULL;
            case AS_THE_HEADER_SAYS -> declared == PixelLayout.Photometric.YBR_FULL_422 ? PixelLayout.Photometric.YBR_FULL : declared;
        };
    }

    private static FormatException damaged(String source, String how) {
        return FormatException.of(source, "pixel data", how, "The pixel data is damaged: copy or export the file again.");
    }

    private static int u8(byte[] b, int at) {
        return at < b.length ? b[at] & 0xFF : 0;
    }

    private static int u16(byte[] b, int at) {
        return u8(b, at) << 8 | u8(b, at + 1);
    }

    private static long u32(byte[] b, int at) {
        return (long) u16(b, at) << 16 | u16(b, at + 2);
    }
}
