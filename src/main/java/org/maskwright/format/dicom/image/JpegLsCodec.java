package org.maskwright.format.dicom.image;

import org.maskwright.format.FormatException;

/// JPEG-LS, lossless and near-lossless (ITU-T T.87): the markers around its scans.
final class JpegLsCodec implements FrameCodec {
    private static final int FRAME = 0xF7, PRESETS = 0xF8, SCAN = 0xDA, END = 0xD9, RESTART = 0xDD, APPLICATION_8 = 0xE8;

    @Override
    public void check(String source, byte[] packed, PixelLayout layout) throws FormatException {
        JpegBytes in = new JpegBytes(source, packed);
        for (int at = 2; at + 10 <= in.length() && in.u8(at) == 0xFF; at += 2 + Math.max(2, in.u16(at + 2)))
            if (in.u8(at + 1) == FRAME) frame(in, at + 4).check(source, layout);
    }

    private static Codestream frame(JpegBytes in, int body) {
        return new Codestream(in.u16(body + 3), in.u16(body + 1), in.u8(body + 5), in.u8(body), false, Codestream.Colour.AS_THE_HEADER_SAYS, FRAME);
    }

    @Override
    public PixelLayout.Photometric decode(String source, byte[] packed, PixelLayout layout, byte[] out) throws FormatException {
        JpegBytes in = new JpegBytes(source, packed);
        if (in.u16(0) != 0xFFD8) throw in.damaged("it does not begin as JPEG-LS does.");
        int at = 2, precision = 0, decoded = 0, maxVal = 0;
        int[] presets = new int[5];
        while (decoded < layout.samples()) {
            JpegBytes.Segment segment = in.segment(at);
            int marker = segment.marker(), body = segment.body(), length = segment.end() - body + 2;
            if (marker == END) throw in.cut();
            at = segment.end();
            if (marker == FRAME) {
                precision = in.u8(body);
                maxVal = (1 << precision) - 1;
                if (precision < 2 || precision > 16) throw in.damaged("it says that a sample has " + precision + " bits.");
                frame(in, body).check(source, layout);
            } else if (marker == PRESETS) {
                if (in.u8(body) != 1 || length < 13) throw in.unsupported("JPEG-LS with tables");
                for (int i = 0; i < 5; i++) presets[i] = in.u16(body + 1 + 2 * i);
            } else if (marker == RESTART && in.u16(body) != 0) {
                throw in.unsupported("JPEG-LS with restarts");
            } else if (marker == APPLICATION_8 && length >= 7 && in.u8(body) == 'm' && in.u8(body + 1) == 'r' && in.u8(body + 2) == 'f' && in.u8(body + 4) != 0) {
                throw in.unsupported("JPEG-LS with a private transformation of colours");
            } else if (marker == SCAN) {
                if (precision == 0) throw in.damaged("a scan comes before its frame.");
                int components = in.u8(body), near = in.u8(body + 1 + 2 * components), interleave = in.u8(body + 2 + 2 * components);
                if (components < 1 || decoded + components > layout.samples() || interleave > 2 || interleave == 0 && components > 1 || in.u8(body + 3 + 2 * components) != 0)
                    throw in.damaged("a scan of " + components + " components in mode " + interleave + " stands in it.");
                for (int i = 0; i < components; i++) if (in.u8(body + 2 + 2 * i) != 0) throw in.unsupported("JPEG-LS with tables");
                JpegLsBits bits = new JpegLsBits(source, packed, at);
                JpegLsScan scan = new JpegLsScan(bits, parameters(in, presets, maxVal, near), layout.columns(), components);
                for (int y = 0; y < layout.rows(); y++) store(interleave == 2 ? scan.pixels() : scan.lines(), y, decoded, layout, out);
                decoded += components;
                at = bits.end();
            }
        }
        return layout.photometric() == PixelLayout.Photometric.YBR_FULL_422 ? PixelLayout.Photometric.YBR_FULL : layout.photometric();
    }

    private static JpegLsScan.Parameters parameters(JpegBytes in, int[] presets, int precisionMax, int near) throws FormatException {
        int maxVal = presets[0] == 0 ? precisionMax : presets[0];
        if (maxVal > precisionMax || near > Math.min(255, maxVal / 2)) throw in.damaged("its greatest sample is " + maxVal + " and its error " + near + ".");
        JpegLsScan.Parameters usual = JpegLsScan.Parameters.standard(maxVal, near);
        int t1 = presets[1] == 0 ? usual.t1() : presets[1], t2 = presets[2] == 0 ? usual.t2() : presets[2], t3 = presets[3] == 0 ? usual.t3() : presets[3];
        int reset = presets[4] == 0 ? usual.reset() : presets[4];
        if (t1 <= near || t2 < t1 || t3 < t2 || t3 > maxVal || reset < 3) throw in.damaged("its thresholds are " + t1 + ", " + t2 + ", " + t3 + " and " + reset + ".");
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
}
