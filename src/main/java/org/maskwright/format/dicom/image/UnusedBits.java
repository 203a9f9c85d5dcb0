package org.maskwright.format.dicom.image;

/// What to make of the bits of a sample that the header does not count as stored.
///
/// They should be zero, or the sign. An overlay that is declared to lie there is cut off. Where samples do use more bits than
/// the header admits, the header is wrong and not the samples, so they stay as they are.
final class UnusedBits {
    private UnusedBits() {}

    static void settle(byte[] samples, PixelLayout layout) {
        int bits = layout.bitsStored();
        if (layout.floating() || bits == layout.bitsAllocated()) return;
        int shift = layout.highBit() + 1 - bits;
        if (shift == 0 && !layout.overlayInPixels() && !(layout.signed() && isSignMissing(samples, layout))) return;
        int bytes = layout.bitsAllocated() / 8;
        for (int at = 0; at < samples.length; at += bytes) {
            long value = get(samples, at, bytes) >>> shift;
            value <<= 64 - bits;
            put(samples, at, bytes, layout.signed() ? value >> 64 - bits : value >>> 64 - bits);
        }
    }

    /// Whether all unused bits are 0 and some sample is negative by its highest stored bit.
    private static boolean isSignMissing(byte[] samples, PixelLayout layout) {
        int bytes = layout.bitsAllocated() / 8;
        long sign = 1L << layout.bitsStored() - 1, unused = -(sign << 1) & (1L << layout.bitsAllocated()) - 1, any = 0;
        for (int at = 0; at < samples.length; at += bytes) any |= get(samples, at, bytes);
        return (any & unused) == 0 && (any & sign) != 0;
    }

    private static long get(byte[] samples, int at, int bytes) {
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) value = value << 8 | samples[at + i] & 0xFF;
        return value;
    }

    private static void put(byte[] samples, int at, int bytes, long value) {
        for (int i = 0; i < bytes; i++) samples[at + i] = (byte) (value >> 8 * i);
    }
}
