package org.maskwright.format.dicom.image;

import org.jspecify.annotations.Nullable;
import org.maskwright.format.FormatException;

/// Decodes JPEG of one component with 8 or 12 bits, sequential, Huffman coded (ITU-T T.81, annex F): what no library here
/// does with 12 bits.
///
/// The inverse cosine transform is done in floating point and rounded once, so that it lies within one of any other decoder.
final class SequentialJpeg {
    private static final int[] ZIGZAG = {0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
            35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63};
    /// `[x][u]`: half the cosine basis, scaled so that the transform is two passes of it.
    private static final double[][] BASIS = new double[8][8];

    static {
        for (int x = 0; x < 8; x++) for (int u = 0; u < 8; u++) BASIS[x][u] = (u == 0 ? Math.sqrt(0.5) : 1) / 2 * Math.cos((2 * x + 1) * u * Math.PI / 16);
    }

    /// One Huffman table: for each length of code the first code and where its values begin.
    private record Huffman(int[] first, int[] offset, int[] count, byte[] values) {
        static Huffman of(JpegBytes in, int at, int total) {
            int[] first = new int[17], offset = new int[17], count = new int[17];
            int code = 0, values = 0;
            for (int length = 1; length <= 16; length++) {
                first[length] = code;
                offset[length] = values;
                count[length] = in.u8(at + length - 1);
                code = code + count[length] << 1;
                values += count[length];
            }
            return new Huffman(first, offset, count, in.copy(at + 16, at + 16 + total));
        }
    }

    private final JpegBytes in;
    private final int columns, rows, precision;
    private final int[] @Nullable [] quantization = new int[4][];
    private final @Nullable Huffman[][] tables = new Huffman[2][4];
    private int at, restartInterval, buffer, count;

    SequentialJpeg(String source, byte[] packed, Codestream stream) {
        this.in = new JpegBytes(source, packed);
        this.columns = stream.columns();
        this.rows = stream.rows();
        this.precision = stream.precision();
    }

    /// The samples, row by row.
    int[] decode() throws FormatException {
        int table = 0;
        at = 2;
        while (true) {
            JpegBytes.Segment segment = in.segment(at);
            int body = segment.body(), end = segment.end();
            switch (segment.marker()) {
                case 0xDB -> readQuantization(body, end);
                case 0xC4 -> readHuffman(body, end);
                case 0xDD -> restartInterval = in.u16(body);
                case 0xC0, 0xC1 -> table = in.u8(body + 8) & 3;
                case 0xDA -> {
                    at = end;
                    int selectors = in.u8(body + 2);
                    if (in.u8(body) != 1) throw in.damaged("a scan of " + in.u8(body) + " components stands in it.");
                    return scan(quantization[table], tables[0][selectors >> 4 & 3], tables[1][selectors & 3]);
                }
                default -> {} // application data and comments
            }
            at = end;
        }
    }

    private void readQuantization(int from, int end) throws FormatException {
        for (int p = from; p < end; ) {
            int wide = in.u8(p) >> 4 == 0 ? 1 : 2, id = in.u8(p) & 3;
            if (p + 1 + 64 * wide > end) throw in.damaged("a table of steps is cut off.");
            int[] steps = new int[64];
            for (int i = 0; i < 64; i++) steps[ZIGZAG[i]] = wide == 1 ? in.u8(p + 1 + i) : in.u16(p + 1 + 2 * i);
            quantization[id] = steps;
            p += 1 + 64 * wide;
        }
    }

    private void readHuffman(int from, int end) throws FormatException {
        for (int p = from; p < end; ) {
            int total = 0;
            for (int i = 1; i <= 16; i++) total += in.u8(p + i);
            if (in.u8(p) >> 4 > 1 || total > 256 || p + 17 + total > end) throw in.damaged("a table of codes is cut off.");
            tables[in.u8(p) >> 4][in.u8(p) & 3] = Huffman.of(in, p + 1, total);
            p += 17 + total;
        }
    }

    private int[] scan(int @Nullable [] steps, @Nullable Huffman dc, @Nullable Huffman ac) throws FormatException {
        if (steps == null || dc == null || ac == null) throw in.damaged("a table is missing.");
        int[] out = new int[columns * rows];
        int across = (columns + 7) / 8, blocks = across * ((rows + 7) / 8), predicted = 0;
        double[] block = new double[64];
        for (int i = 0; i < blocks; i++) {
            if (restartInterval > 0 && i > 0 && i % restartInterval == 0) {
                restart();
                predicted = 0;
            }
            java.util.Arrays.fill(block, 0);
            predicted += difference(dc);
            block[0] = (double) predicted * steps[0];
            for (int k = 1; k < 64; k++) {
                int code = symbol(ac), zeros = code >> 4, size = code & 15;
                if (size == 0) {
                    if (zeros < 15) break;
                    k += 15;
                    continue;
                }
                k += zeros;
                if (k > 63) throw in.damaged("a block has more than 64 coefficients.");
                block[ZIGZAG[k]] = (double) extended(size) * steps[ZIGZAG[k]];
            }
            store(block, i % across * 8, i / across * 8, out);
        }
        return out;
    }

    private void store(double[] block, int x0, int y0, int[] out) {
        double[] half = new double[64];
        for (int v = 0; v < 8; v++) {
            for (int x = 0; x < 8; x++) {
                double sum = 0;
                for (int u = 0; u < 8; u++) sum += BASIS[x][u] * block[8 * v + u];
                half[8 * v + x] = sum;
            }
        }
        int shift = 1 << precision - 1, greatest = (1 << precision) - 1;
        for (int y = 0; y < 8 && y0 + y < rows; y++) {
            for (int x = 0; x < 8 && x0 + x < columns; x++) {
                double sum = 0;
                for (int v = 0; v < 8; v++) sum += BASIS[y][v] * half[8 * v + x];
                out[(y0 + y) * columns + x0 + x] = (int) Math.clamp(Math.round(sum) + shift, 0, greatest);
            }
        }
    }

    private int difference(Huffman dc) throws FormatException {
        int size = symbol(dc);
        if (size > 16) throw in.damaged("a difference of " + size + " bits stands in it.");
        return size == 0 ? 0 : extended(size);
    }

    /// A number of `size` bits whose lower half stands for negative values.
    private int extended(int size) throws FormatException {
        int value = 0;
        for (int i = 0; i < size; i++) value = value << 1 | bit();
        return value < 1 << size - 1 ? value - (1 << size) + 1 : value;
    }

    private int symbol(Huffman table) throws FormatException {
        int code = 0;
        for (int length = 1; length <= 16; length++) {
            code = code << 1 | bit();
            int index = code - table.first[length];
            if (index >= 0 && index < table.count[length]) return table.values[table.offset[length] + index] & 0xFF;
        }
        throw in.damaged("a code stands in it that its tables do not have.");
    }

    private int bit() throws FormatException {
        if (count == 0) {
            if (at >= in.length()) throw in.cut();
            buffer = in.u8(at++);
            count = 8;
            if (buffer == 0xFF && in.u8(at) != 0) throw in.cut(); // a marker before the last block
            if (buffer == 0xFF) at++;
        }
        count--;
        return buffer >> count & 1;
    }

    private void restart() throws FormatException {
        count = 0;
        at = in.afterRestart(at);
    }
}
