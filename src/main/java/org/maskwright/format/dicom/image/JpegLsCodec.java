package org.maskwright.format.dicom.image;

import org.maskwright.format.FormatException;

/// JPEG-LS, lossless and near-lossless (ITU-T T.87): the markers around its scans.
final class JpegLsCodec implements FrameCodec {
    private static final int FRAME = 0xF7, PRESETS = 0xF8, SCAN = 0xDA, END = 0xD9, RESTART = 0xDD, APPLICATION_8 = 0xE8;

    @Override
    public void check(String source, byte[] packed, PixelLayout layout) throws FormatException {
        for (int at = 2; at + 10 <= packed.length && u8(packed, at) == 0xFF; at += 2 + Math.max(2, u16(packed, at + 2)))
            if (u8(packed, at + 1) == FRAME) frame(packed, at + 4).check(source, layout);
    }

    private static Codestream frame(byte[] packed, int body) {
        return new Codestream(u16(packed, body + 3), u16(packed, body + 1), u8(packed, body + 5), u8(packed, body), false, Codestream.Colour.AS_THE_HEADER_SAYS, FRAME);
    }

    @Override
    public PixelLayout.Photometric decode(String source, byte[] packed, PixelLayout layout, byte[] out) throws FormatException {
        if (u16(packed, 0) != 0xFFD8) throw damaged(source, "it does not begin as JPEG-LS does.");
        int at = 2, precision = 0, decoded = 0, maxVal = 0;
        int[] presets = new int[5];
        while (decoded < layout.samples()) {
            if (at + 4 > packed.length || u8(packed, at) != 0xFF) throw damaged(source, "a marker is missing at byte " + at + ".");
            int marker = u8(packed, at + 1), length = u16(packed, at + 2), body = at + 4;
            if (marker == 0xFF) {
                at++;
                continue;
            }
            if (marker == END || length < 2 || at + 2 + length > packed.length) throw damaged(source, "it ends before all its components.");
            at += 2 + length;
            if (marker == FRAME) {
                precision = u8(packed, body);
                maxVal = (1 << precision) - 1;
                if (precision < 2 || precision > 16) throw damaged(source, "it says that a sample has " + precision + " bits.");
                frame(packed, body).check(source, layout);
            } else if (marker == PRESETS) {
                if (u8(packed, body) != 1 || length < 13) throw unsupported(source, "JPEG-LS with tables");
                for (int i = 0; i < 5; i++) presets[i] = u16(packed, body + 1 + 2 * i);
            } else if (marker == RESTART && u16(packed, body) != 0) {
                throw unsupported(source, "JPEG-LS with restarts");
            } else if (marker == APPLICATION_8 && length >= 7 && packed[body] == 'm' && packed[body + 1] == 'r' && packed[body + 2] == 'f' && u8(packed, body + 4) != 0) {
                throw unsupported(source, "JPEG-LS with a private transformation of colours");
            } else if (marker == SCAN) {
                if (precision == 0) throw damaged(source, "a scan comes before its frame.");
                int components = u8(packed, body), near = u8(packed, body + 1 + 2 * components), interleave = u8(packed, body + 2 + 2 * components);
                if (components < 1 || decoded + components > layout.samples() || interleave > 2 || interleave == 0 && components > 1 || u8(packed, body + 3 + 2 * components) != 0)
                    throw damaged(source, "a scan of " + components + " components in mode " + interleave + " stands in it.");
                for (int i = 0; i < components; i++) if (u8(packed, body + 2 + 2 * i) != 0) throw unsupported(source, "JPEG-LS with tables");
                JpegLsBits bits = new JpegLsBits(source, packed, at);
                JpegLsScan scan = new JpegLsScan(bits, parameters(source, presets, maxVal, near), layout.columns(), components);
                for (int y = 0; y < layout.rows(); y++) store(interleave == 2 ? scan.pixels() : scan.lines(), y, decoded, layout, out);
                decoded += components;
                at = bits.end();
            }
        }
        return layout.photometric() == PixelLayout.Photometric.YBR_FULL_422 ? PixelLayout.Photometric.YBR_FULL : layout.photometric();
    }

    private static JpegLsScan.Parameters parameters(String source, int[] presets, int precisionMax, int near) throws FormatException {
        int maxVal = presets[0] == 0 ? precisionMax : presets[0];
        if (maxVal > precisionMax || near > Math.min(255, maxVal / 2)) throw damaged(source, "its greatest sample is " + maxVal + " and its error " + near + ".");
        JpegLsScan.Parameters usual = JpegLsScan.Parameters.standard(maxVal, near);
        int t1 = presets[1] == 0 ? usual.t1() : presets[1], t2 = presets[2] == 0 ? usual.t2() : presets[2], t3 = presets[3] == 0 ? usual.t3() : presets[3];
        int reset = presets[4] == 0 ? usual.reset() : presets[4];
        if (t1 <= near || t2 < t1 || t3 < t2 || t3 > maxVal || reset < 3) throw damaged(source, "its thresholds are " + t1 + ", " + t2 + ", " + t3 + " and " + reset + ".");
        return new JpegLsScan.Parameters(maxVal, near, t1, t2, t3, reset);
    }

    private static void store(int[][] lines, int y, int first, PixelLayout layout, byte[] out) {
        int bytes = layout.type().bytes(), step = layout.samples() * bytes;
        for (int k = 0; k < lines.length; k++) {
            int[] line = lines[k];
            for (int x = 0, o = (y * layout.columns() * layout.samples() + first + k) * bytes; x < layout.columns(); x++, o += step)
                for (int b = 0; b < bytes; b++) out[o + b] = (byte) (line[x + 1] >> 8 * b);
        }
    }

    private static FormatException damaged(String source, String how) {
        return FormatException.of(source, "pixel data", how, "The pixel data is damaged: copy or export the file again.");
    }

    private static FormatException unsupported(String source, String what) {
        return FormatException.unsupported(source, "pixel data", what, "Export the series uncompressed, or convert it with another program first.");
    }

    private static int u8(byte[] b, int at) {
        return at < b.length ? b[at] & 0xFF : 0;
    }

    private static int u16(byte[] b, int at) {
        return u8(b, at) << 8 | u8(b, at + 1);
    }
}
