package org.maskwright.format.dicom.image;

import java.io.IOException;
import org.maskwright.format.FormatException;
import org.maskwright.format.dicom.data.BulkData;
import org.maskwright.format.dicom.data.ByteSource;
import org.maskwright.format.dicom.data.VR;

/// Frames that stand one after another as they are (PS3.5, 8.1.1 and 8.2).
final class NativeFrames {
    private final ByteSource source;
    private final BulkData data;
    private final boolean bigEndian;
    private final PixelLayout layout;

    /// @throws FormatException if the file is too short for what its header promises
    NativeFrames(ByteSource source, BulkData data, boolean bigEndian, PixelLayout layout) throws IOException, FormatException {
        this.source = source;
        this.data = data;
        this.bigEndian = bigEndian;
        this.layout = layout;
        requireRoom(source, data, layout);
    }

    /// @throws FormatException if the file is too short for what its header promises
    static void requireRoom(ByteSource source, BulkData data, PixelLayout layout) throws IOException, FormatException {
        long needed = (bits(layout) * layout.frames() + 7) / 8;
        if (data.length() < needed) throw FormatException.truncated(source.name(), "pixel data", needed, data.length());
        if (!source.has(data.position(), needed)) throw FormatException.of(source.name(), "pixel data", needed + " bytes are needed, the file ends before that.",
                "The file is cut short: copy or export it again.");
    }

    /// Bits of one packed frame.
    private static long bits(PixelLayout layout) {
        long pixels = (long) layout.columns() * layout.rows();
        return isHalved(layout) ? (pixels + 1) / 2 * 32 : pixels * layout.samples() * layout.bitsAllocated();
    }

    /// Two pixels share their chrominance.
    private static boolean isHalved(PixelLayout layout) {
        return layout.photometric() == PixelLayout.Photometric.YBR_FULL_422 && layout.bitsAllocated() == 8;
    }

    /// Makes each bit a byte, the lowest bit of a byte first.
    ///
    /// @param start the first bit to take
    static void unpackBits(byte[] packed, int start, byte[] out) {
        for (int i = 0, at = start; i < out.length; i++, at++) out[i] = (byte) (packed[at >> 3] >> (at & 7) & 1);
    }

    PixelLayout.Photometric read(int frame, byte[] out) throws IOException, FormatException {
        long bits = bits(layout), first = bits * frame;
        if (layout.bitsAllocated() == 1) {
            byte[] packed = bytes(first / 8, (int) ((first + bits + 7) / 8 - first / 8));
            unpackBits(packed, (int) (first % 8), out);
        } else if (isHalved(layout)) {
            byte[] packed = bytes(first / 8, (int) (bits / 8));
            for (int i = 0, at = 0; i < out.length; i += 3, at += i % 2 == 0 ? 4 : 0) {
                out[i] = packed[at + (i / 3 & 1)];
                out[i + 1] = packed[at + 2];
                out[i + 2] = packed[at + 3];
            }
            return PixelLayout.Photometric.YBR_FULL;
        } else if (layout.planar()) {
            byte[] planes = bytes(first / 8, out.length);
            int bytes = layout.bitsAllocated() / 8, plane = layout.columns() * layout.rows() * bytes, samples = layout.samples();
            for (int i = 0, o = 0; i < plane; i += bytes)
                for (int s = 0; s < samples; s++)
                    for (int b = 0; b < bytes; b++) out[o++] = planes[s * plane + i + b];
            if (bigEndian) swap(out, bytes);
        } else if (inWords()) {
            System.arraycopy(bytes(first / 8, out.length), 0, out, 0, out.length);
        } else {
            int got = source.read(data.position() + first / 8, out, 0, out.length);
            if (got < out.length) throw FormatException.truncated(source.name(), "pixel data", out.length, got);
            if (bigEndian) swap(out, layout.bitsAllocated() / 8);
        }
        return layout.photometric();
    }

    /// Whether bytes stand in big-endian words, so that each two are swapped.
    private boolean inWords() {
        return bigEndian && layout.bitsAllocated() <= 8 && data.vr() == VR.OW;
    }

    private byte[] bytes(long from, int count) throws IOException, FormatException {
        boolean words = inWords();
        int lead = words ? (int) (from & 1) : 0;
        byte[] out = new byte[count];
        byte[] read = words ? new byte[lead + count + (lead + count & 1)] : out;
        int got = source.read(data.position() + from - lead, read, 0, read.length);
        if (got < lead + count) throw FormatException.truncated(source.name(), "pixel data", count, got);
        if (words) {
            swap(read, 2);
            System.arraycopy(read, lead, out, 0, count);
        }
        return out;
    }

    private static void swap(byte[] bytes, int size) {
        for (int at = 0; at + size <= bytes.length; at += size) {
            for (int i = at, j = at + size - 1; i < j; i++, j--) {
                byte b = bytes[i];
                bytes[i] = bytes[j];
                bytes[j] = b;
            }
        }
    }
}
