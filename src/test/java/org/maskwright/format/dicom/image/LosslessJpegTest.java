package org.maskwright.format.dicom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.maskwright.format.FormatException;

/// Lossless JPEG gives back what was packed, by each predictor.
class LosslessJpegTest {
    /// Packs samples with a code of five bits for each of the seventeen sizes of a difference, written from ITU-T T.81 alone.
    private record Packer(int columns, int rows, int components, int precision, int predictor, int transform, int restartRows, boolean apart) {
        byte[] pack(int[] samples) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            bytes(out, 0xFF, 0xD8, 0xFF, 0xC3, 0, 8 + 3 * components, precision, rows >> 8, rows, columns >> 8, columns, components);
            for (int c = 0; c < components; c++) bytes(out, c + 1, 0x11, 0);
            bytes(out, 0xFF, 0xC4, 0, 2 + 17 + 17, 0, 0, 0, 0, 0, 17, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
            for (int size = 0; size <= 16; size++) out.write(size);
            if (restartRows > 0) bytes(out, 0xFF, 0xDD, 0, 4, restartRows * columns >> 8, restartRows * columns);
            for (int scan = 0; scan < (apart ? components : 1); scan++) {
                int from = apart ? scan : 0, to = apart ? scan + 1 : components;
                bytes(out, 0xFF, 0xDA, 0, 6 + 2 * (to - from), to - from);
                for (int c = from; c < to; c++) bytes(out, c + 1, 0);
                bytes(out, predictor, 0, transform);
                rows(out, samples, from, to);
            }
            bytes(out, 0xFF, 0xD9);
            return out.toByteArray();
        }

        private void rows(ByteArrayOutputStream out, int[] samples, int from, int to) {
            StringBuilder bits = new StringBuilder();
            for (int y = 0; y < rows; y++) {
                boolean first = restartRows == 0 ? y == 0 : y % restartRows == 0;
                if (first && y > 0) {
                    flush(out, bits);
                    bytes(out, 0xFF, 0xD0 + (y / restartRows - 1) % 8);
                }
                for (int x = 0; x < columns; x++) {
                    for (int c = from; c < to; c++) {
                        int left = at(samples, x - 1, y, c), above = at(samples, x, y - 1, c), corner = at(samples, x - 1, y - 1, c);
                        int[] rules = {0, left, above, corner, left + above - corner, left + (above - corner >> 1), above + (left - corner >> 1), left + above >> 1};
                        int prediction = x == 0 ? first ? 1 << precision - transform - 1 : above : rules[first ? 1 : predictor];
                        code(bits, (short) (at(samples, x, y, c) - prediction));
                    }
                }
            }
            flush(out, bits);
        }

        private int at(int[] samples, int x, int y, int c) {
            return x < 0 || y < 0 ? 0 : samples[(y * columns + x) * components + c] >> transform;
        }

        private static void code(StringBuilder bits, int difference) {
            int size = difference == Short.MIN_VALUE ? 16 : 32 - Integer.numberOfLeadingZeros(Math.abs(difference));
            number(bits, size, 5);
            if (size < 16) number(bits, difference < 0 ? difference - 1 : difference, size);
        }

        private static void number(StringBuilder bits, int value, int count) {
            for (int i = count - 1; i >= 0; i--) bits.append(value >> i & 1);
        }

        private static void flush(ByteArrayOutputStream out, StringBuilder bits) {
            while (bits.length() % 8 != 0) bits.append('1');
            for (int i = 0; i < bits.length(); i += 8) {
                int value = Integer.parseInt(bits.substring(i, i + 8), 2);
                out.write(value);
                if (value == 0xFF) out.write(0);
            }
            bits.setLength(0);
        }

        private static void bytes(ByteArrayOutputStream out, int... values) {
            for (int value : values) out.write(value);
        }
    }

    private static int[] decode(byte[] packed, int bytes) throws FormatException {
        Codestream stream = Codestream.ofJpeg("a.dcm", packed);
        byte[] out = new byte[stream.columns() * stream.rows() * stream.components() * bytes];
        new LosslessJpeg("a.dcm", packed, stream).decode(bytes, out);
        int[] samples = new int[out.length / bytes];
        for (int i = 0; i < out.length; i++) samples[i / bytes] |= (out[i] & 0xFF) << 8 * (i % bytes);
        return samples;
    }

    @Property(tries = 400)
    void whatIsPackedComesBack(@ForAll @IntRange(min = 1, max = 13) int columns, @ForAll @IntRange(min = 1, max = 9) int rows, @ForAll boolean colour,
            @ForAll @IntRange(min = 2, max = 16) int precision, @ForAll @IntRange(min = 1, max = 7) int predictor, @ForAll @IntRange(min = 0, max = 1) int transform,
            @ForAll @IntRange(min = 0, max = 3) int restartRows, @ForAll boolean apart, @ForAll long seed) throws FormatException {
        Random random = new Random(seed);
        int components = colour ? 3 : 1;
        int[] samples = random.ints((long) columns * rows * components, 0, 1 << precision).map(v -> v >> transform << transform).toArray();
        byte[] packed = new Packer(columns, rows, components, precision, predictor, transform, restartRows, apart).pack(samples);
        assertThat(decode(packed, precision > 8 ? 2 : 1)).isEqualTo(samples);
    }

    @Test void aStreamThatEndsEarlyIsRefused() {
        byte[] whole = new Packer(6, 5, 1, 12, 4, 0, 0, false).pack(new Random(1).ints(30, 0, 4096).toArray());
        for (int length = 4; length < whole.length - 2; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> decode(cut, 2)).as("cut to %d of %d", length, whole.length).isInstanceOf(FormatException.class);
        }
    }
}
