package org.maskwright.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;

/// Knows nothing of any format: cuts, flipped bits, numbers at the edge of their range, blocks moved, doubled and left out.
///
/// Half of the damage falls on the first kilobyte, where headers are.
final class ByteMutator implements Mutator {
    static final long[] EDGES = {0, 1, 2, 3, 7, 8, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFE, 0xFFFF, 0x1_0000, 0x7FFF_FFF7L, 0x7FFF_FFFFL, 0x8000_0000L,
            0xFFFF_FFFEL, 0xFFFF_FFFFL, 0x1_0000_0000L, Long.MAX_VALUE, Long.MIN_VALUE, -1, -2};
    private static final int HEAD = 1024, LARGEST = 4 << 20;

    @Override
    public byte[] mutate(byte[] bytes, Random random) {
        if (bytes.length == 0) return new byte[] {(byte) random.nextInt()};
        int at = random.nextInt(random.nextBoolean() ? Math.min(HEAD, bytes.length) : bytes.length);
        return switch (random.nextInt(12)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1, 2 -> flipped(bytes, at, random);
            case 3 -> set(bytes, at, (byte) random.nextInt());
            case 4, 5, 6 -> number(bytes, at, random);
            case 7 -> without(bytes, at, length(bytes.length - at, random));
            case 8 -> inserted(bytes, at, bytes, random.nextInt(bytes.length), random);
            case 9 -> moved(bytes, at, random);
            case 10 -> filled(bytes, at, random);
            default -> doubled(bytes, at, random);
        };
    }

    private static byte[] flipped(byte[] bytes, int at, Random random) {
        byte[] out = bytes.clone();
        out[at] ^= (byte) (1 << random.nextInt(8));
        return out;
    }

    private static byte[] set(byte[] bytes, int at, byte value) {
        byte[] out = bytes.clone();
        out[at] = value;
        return out;
    }

    private static byte[] number(byte[] bytes, int at, Random random) {
        int width = 1 << random.nextInt(4);
        byte[] out = bytes.clone();
        put(out, at / width * width + (random.nextInt(4) == 0 ? 1 : 0), width, EDGES[random.nextInt(EDGES.length)], random.nextBoolean());
        return out;
    }

    /// Spells the low bytes of `value` at `at`, as far as the array reaches.
    static void put(byte[] out, int at, int width, long value, boolean bigEndian) {
        ByteBuffer spelt = ByteBuffer.allocate(8).order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN).putLong(0, value);
        for (int i = 0; i < width && at + i < out.length; i++) out[at + i] = spelt.get(bigEndian ? 8 - width + i : i);
    }

    /// Short lengths most of the time, now and then a long one.
    private static int length(int most, Random random) {
        return 1 + random.nextInt(Math.max(1, random.nextInt(4) > 0 ? Math.min(most, 16) : most));
    }

    static byte[] without(byte[] bytes, int at, int n) {
        int end = Math.min(bytes.length, at + n);
        byte[] out = Arrays.copyOf(bytes, bytes.length - (end - at));
        System.arraycopy(bytes, end, out, at, bytes.length - end);
        return out;
    }

    private static byte[] inserted(byte[] bytes, int at, byte[] from, int start, Random random) {
        int n = Math.min(length(from.length - start, random), LARGEST);
        return spliced(bytes, at, Arrays.copyOfRange(from, start, Math.min(from.length, start + n)));
    }

    /// `bytes` with `put` before the byte at `at`.
    static byte[] spliced(byte[] bytes, int at, byte[] put) {
        byte[] out = Arrays.copyOf(bytes, bytes.length + put.length);
        System.arraycopy(put, 0, out, at, put.length);
        System.arraycopy(bytes, at, out, at + put.length, bytes.length - at);
        return out;
    }

    private static byte[] moved(byte[] bytes, int at, Random random) {
        byte[] out = bytes.clone();
        int n = length(bytes.length - at, random), to = random.nextInt(bytes.length);
        n = Math.min(n, Math.min(bytes.length - at, bytes.length - to));
        System.arraycopy(bytes, at, out, to, n);
        System.arraycopy(bytes, to, out, at, n);
        return out;
    }

    private static byte[] filled(byte[] bytes, int at, Random random) {
        byte[] out = bytes.clone();
        Arrays.fill(out, at, Math.min(out.length, at + length(out.length - at, random)), (byte) (random.nextBoolean() ? 0 : -1));
        return out;
    }

    private static byte[] doubled(byte[] bytes, int at, Random random) {
        int n = Math.min(length(bytes.length - at, random), bytes.length - at);
        byte[] out = bytes;
        byte[] block = Arrays.copyOfRange(bytes, at, at + n);
        for (int times = 1 + random.nextInt(3); times > 0 && out.length < LARGEST; times--) out = spliced(out, at, block);
        return out;
    }
}
