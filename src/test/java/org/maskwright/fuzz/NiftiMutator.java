package org.maskwright.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/// Lies in one field of a NIfTI header: `nifti1.h` and `nifti2.h` say where each stands.
final class NiftiMutator implements Mutator {
    /// @param at byte of the first number
    /// @param count numbers in a row
    /// @param kind `s` 16-bit, `i` 32-bit, `l` 64-bit integers, `f` and `d` floats, `b` bytes
    private record Field(int at, int count, char kind) {
        int width() {
            return switch (kind) {
                case 'b' -> 1;
                case 's' -> 2;
                case 'i', 'f' -> 4;
                default -> 8;
            };
        }
    }

    private static final Field[] VERSION_1 = {new Field(0, 1, 'i'), new Field(40, 8, 's'), new Field(40, 8, 's'), new Field(68, 1, 's'), new Field(70, 1, 's'), new Field(72, 1, 's'), new Field(76, 8, 'f'),
            new Field(108, 1, 'f'), new Field(112, 2, 'f'), new Field(123, 1, 'b'), new Field(252, 2, 's'), new Field(256, 6, 'f'), new Field(280, 12, 'f'), new Field(344, 4, 'b'), new Field(348, 3, 'i')};
    private static final Field[] VERSION_2 = {new Field(0, 1, 'i'), new Field(4, 4, 'b'), new Field(12, 2, 's'), new Field(16, 8, 'l'), new Field(16, 8, 'l'), new Field(104, 8, 'd'), new Field(168, 1, 'l'),
            new Field(176, 2, 'd'), new Field(344, 2, 'i'), new Field(352, 6, 'd'), new Field(400, 12, 'd'), new Field(500, 2, 'i'), new Field(540, 3, 'i')};
    private static final int[] TYPES = {0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 768, 1024, 1280, 1536, 1792, 2048, 2304, 999, -1};
    private static final double[] ODD = {0, -0.0, 1, -1, 0.5, 1e-30, 1e30, -1e30, 1e300, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, 352, 540, 348, 1e9, 2147483648.0};

    @Override
    public byte[] mutate(byte[] bytes, Random random) {
        if (bytes.length < 348) return bytes;
        byte[] out = bytes.clone();
        boolean two = out[6] == '2' && out[4] == 'n', big = out[0] == 0;
        Field[] fields = two ? VERSION_2 : VERSION_1;
        Field field = fields[random.nextInt(fields.length)];
        int at = field.at + random.nextInt(field.count) * field.width();
        if (at + field.width() > out.length) return out;
        ByteBuffer b = ByteBuffer.wrap(out).order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        long edge = random.nextInt(3) == 0 ? random.nextInt(40) - 4 : ByteMutator.EDGES[random.nextInt(ByteMutator.EDGES.length)];
        if (at == (two ? 12 : 70)) edge = TYPES[random.nextInt(TYPES.length)];
        double odd = ODD[random.nextInt(ODD.length)];
        switch (field.kind) {
            case 'b' -> b.put(at, (byte) edge);
            case 's' -> b.putShort(at, (short) edge);
            case 'i' -> b.putInt(at, (int) edge);
            case 'l' -> b.putLong(at, edge);
            case 'f' -> b.putFloat(at, (float) odd);
            default -> b.putDouble(at, odd);
        }
        return out;
    }
}
