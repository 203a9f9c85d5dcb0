package org.maskwright.format.dicom.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.maskwright.format.FormatException;

/// Run-length coding of whole byte planes, the most significant byte of a sample first (PS3.5, annex G).
final class RleCodec implements FrameCodec {
    private static final int HEADER = 64;

    @Override
    public PixelLayout.Photometric decode(String source, byte[] packed, PixelLayout layout, byte[] out) throws FormatException {
        if (layout.bitsAllocated() == 1) {
            byte[] bits = new byte[(out.length + 7) / 8];
            decode(source, packed, 1, 1, bits);
            NativeFrames.unpackBits(bits, 0, out);
        } else {
            decode(source, packed, layout.bitsAllocated() / 8, layout.samples(), out);
        }
        return layout.photometric();
    }

    private static void decode(String source, byte[] packed, int bytes, int samples, byte[] out) throws FormatException {
        int planes = bytes * samples;
        if (packed.length < HEADER) throw FormatException.truncated(source, "an RLE header", HEADER, packed.length);
        ByteBuffer header = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
        int segments = header.getInt(0);
        if (segments != planes) throw FormatException.unexpected(source, "an RLE header", planes + " segments", String.valueOf(segments), "The pixel data is damaged: copy or export the file again.");
        int step = bytes * samples;
        for (int plane = 0; plane < planes; plane++) {
            int from = header.getInt(4 + 4 * plane), to = plane + 1 < planes ? header.getInt(8 + 4 * plane) : packed.length;
            if (from < HEADER || from > to || to > packed.length)
                throw FormatException.unexpected(source, "an RLE header", "segments one after another", "segment " + (plane + 1) + " from byte " + from + " to " + to, "The pixel data is damaged: copy or export the file again.");
            int sample = plane / bytes, significance = plane % bytes; // 0: the highest byte
            unpack(source, packed, from, to, out, sample * bytes + bytes - 1 - significance, step, out.length / step);
        }
    }

    /// Unpacks `count` bytes to every `step`-th place of `out` from `first` on.
    private static void unpack(String source, byte[] packed, int from, int to, byte[] out, int first, int step, int count) throws FormatException {
        int at = from, o = first, left = count;
        while (left > 0) {
            if (at >= to) throw FormatException.truncated(source, "an RLE segment", count, count - left);
            int n = packed[at++];
            if (n >= 0) {
                int literal = Math.min(n + 1, left);
                if (at + literal > to) throw FormatException.truncated(source, "an RLE segment", count, count - left);
                for (int i = 0; i < literal; i++, o += step) out[o] = packed[at + i];
                at += n + 1;
                left -= literal;
            } else if (n != -128) {
                int run = Math.min(1 - n, left);
                if (at >= to) throw FormatException.truncated(source, "an RLE segment", count, count - left);
                byte value = packed[at++];
                for (int i = 0; i < run; i++, o += step) out[o] = value;
                left -= run;
            }
        }
    }
}
