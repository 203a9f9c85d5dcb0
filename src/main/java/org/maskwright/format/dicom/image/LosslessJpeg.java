package org.maskwright.format.dicom.image;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.maskwright.format.FormatException;

/// Decodes lossless JPEG, Huffman coded (ITU-T T.81, annex H): any of the seven predictors, 2 to 16 bits, components side by
/// side or one scan after another, restarts, and a point transform.
///
/// Codes of up to ten bits, which nearly all are, cost one look into a table.
final class LosslessJpeg {
    private static final int LOOK = 10;

    /// A Huffman table. `quick` has for each [#LOOK] bits what they begin with, `size << 8 | length`, or 0 if the code is longer.
    private record Codes(short[] quick, int[] first, int[] offset, int[] counts, byte[] sizes) {
        /// @param at of the sixteen counts of codes by length; their values follow
        static Codes of(JpegBytes in, int at, int total) {
            short[] quick = new short[1 << LOOK];
            int[] first = new int[17], offset = new int[17], counts = new int[17];
            byte[] sizes = in.copy(at + 16, at + 16 + total);
            int code = 0, value = 0;
            for (int length = 1; length <= 16; length++) {
                first[length] = code;
                offset[length] = value;
                counts[length] = in.u8(at + length - 1);
                for (int i = 0; i < counts[length]; i++, code++, value++) {
                    if (length > LOOK) continue;
                    int from = code << LOOK - length, to = code + 1 << LOOK - length;
                    if (to <= quick.length) Arrays.fill(quick, from, to, (short) (sizes[value] << 8 | length));
                }
                code <<= 1;
            }
            return new Codes(quick, first, offset, counts, sizes);
        }
    }

    private final JpegBytes in;
    private final int columns, rows, components, precision;
    private final int[] ids;
    private final @Nullable Codes[] tables = new Codes[4];
    private int at, restartInterval;
    private long bits;
    /// How many of the lowest of `bits` are still to come, and how many of those were made up behind the end.
    private int count, madeUp;

    LosslessJpeg(String source, byte[] packed, Codestream stream) {
        this.in = new JpegBytes(source, packed);
        this.columns = stream.columns();
        this.rows = stream.rows();
        this.components = stream.components();
        this.precision = stream.precision();
        this.ids = new int[components];
    }

    /// Decodes into samples of `bytes` bytes, little-endian, those of a pixel side by side.
    void decode(int bytes, byte[] out) throws FormatException {
        int seen = 0;
        at = 2;
        while (seen < components) {
            JpegBytes.Segment segment = in.segment(at);
            int body = segment.body(), end = segment.end();
            at = end;
            switch (segment.marker()) {
                case 0xC4 -> readTables(body, end);
                case 0xDD -> restartInterval = in.u16(body);
                case 0xC3 -> readFrame(body, end);
                case 0xDA -> seen += scan(body, end, bytes, out);
                default -> {} // application data and comments
            }
        }
    }

    private void readFrame(int body, int end) throws FormatException {
        if (body + 6 + 3 * components > end) throw in.damaged("its frame header is cut off.");
        for (int c = 0; c < components; c++) {
            ids[c] = in.u8(body + 6 + 3 * c);
            if (components > 1 && in.u8(body + 7 + 3 * c) != 0x11) throw in.unsupported("lossless JPEG with components of different size");
        }
    }

    private void readTables(int from, int end) throws FormatException {
        for (int p = from; p < end; ) {
            int total = 0;
            for (int i = 1; i <= 16; i++) total += in.u8(p + i);
            if (total > 256 || p + 17 + total > end) throw in.damaged("a table of codes is cut off.");
            for (int i = 0; i < total; i++) if (in.u8(p + 17 + i) > 16) throw in.damaged("a difference of " + in.u8(p + 17 + i) + " bits stands in its tables.");
            tables[in.u8(p) & 3] = Codes.of(in, p + 1, total);
            p += 17 + total;
        }
    }

    /// @return how many components stand in it
    private int scan(int body, int end, int bytes, byte[] out) throws FormatException {
        int n = in.u8(body);
        if (n < 1 || n > components || body + 4 + 2 * n > end) throw in.damaged("a scan of " + n + " components stands in it.");
        int[] place = new int[n];
        Codes[] codes = new Codes[n];
        for (int i = 0; i < n; i++) {
            int id = in.u8(body + 1 + 2 * i);
            place[i] = -1;
            for (int c = 0; c < components; c++) if (ids[c] == id) place[i] = c;
            Codes table = tables[in.u8(body + 2 + 2 * i) >> 4 & 3];
            if (place[i] < 0 || table == null) throw in.damaged("a scan names a component or a table that is not there.");
            codes[i] = table;
        }
        int predictor = in.u8(body + 1 + 2 * n), transform = in.u8(body + 3 + 2 * n) & 15;
        if (predictor < 1 || predictor > 7 || transform >= precision) throw in.damaged("it is predicted by rule " + predictor + " and " + transform + " bits are left off.");
        if (restartInterval % columns != 0) throw in.unsupported("lossless JPEG with restarts within a row");
        count = 0;
        madeUp = 0;
        int[][] above = new int[n][columns + 1], here = new int[n][columns + 1]; // sample x stands at x + 1
        int rowsLeft = 0;
        for (int y = 0; y < rows; y++) {
            boolean first = y == 0;
            if (restartInterval > 0 && rowsLeft == 0) {
                if (y > 0) restart();
                first = true;
                rowsLeft = restartInterval / columns;
            }
            rowsLeft--;
            int[][] swap = above;
            above = here;
            here = swap;
            if (n == 1) row(codes[0], predictor, first, transform, above[0], here[0]);
            else rows(codes, predictor, first, transform, above, here);
            if (madeUp > count) throw in.cut();
            for (int i = 0; i < n; i++) store(here[i], place[i], y, transform, bytes, out);
        }
        at -= (count - madeUp) / 8; // whole bytes that were read ahead; stuffed ones are found again behind them
        while (at + 1 < in.length() && !(in.u8(at) == 0xFF && in.u8(at + 1) != 0 && in.u8(at + 1) != 0xFF)) at++;
        return n;
    }

    private void row(Codes codes, int predictor, boolean first, int transform, int[] above, int[] here) throws FormatException {
        int left = first ? 1 << precision - transform - 1 : above[1];
        here[1] = left = left + difference(codes) & 0xFFFF;
        if (first || predictor == 1) {
            for (int x = 2; x <= columns; x++) here[x] = left = left + difference(codes) & 0xFFFF;
        } else {
            for (int x = 2; x <= columns; x++) here[x] = left = predicted(predictor, left, above[x], above[x - 1]) + difference(codes) & 0xFFFF;
        }
    }

    private void rows(Codes[] codes, int predictor, boolean first, int transform, int[][] above, int[][] here) throws FormatException {
        for (int x = 1; x <= columns; x++) {
            for (int i = 0; i < codes.length; i++) {
                int prediction = x == 1 ? first ? 1 << precision - transform - 1 : above[i][1]
                        : first ? here[i][x - 1] : predicted(predictor, here[i][x - 1], above[i][x], above[i][x - 1]);
                here[i][x] = prediction + difference(codes[i]) & 0xFFFF;
            }
        }
    }

    /// Table H.1.
    private static int predicted(int rule, int left, int above, int aboveLeft) {
        return switch (rule) {
            case 1 -> left;
            case 2 -> above;
            case 3 -> aboveLeft;
            case 4 -> left + above - aboveLeft;
            case 5 -> left + (above - aboveLeft >> 1);
            case 6 -> above + (left - aboveLeft >> 1);
            default -> left + above >> 1;
        };
    }

    private void store(int[] row, int place, int y, int transform, int bytes, byte[] out) {
        int step = components * bytes;
        for (int x = 1, o = y * columns * step + place * bytes; x <= columns; x++, o += step) {
            int sample = row[x] << transform;
            for (int k = 0; k < bytes; k++) out[o + k] = (byte) (sample >> 8 * k);
        }
    }

    private int difference(Codes codes) throws FormatException {
        if (count < 32) fill();
        int entry = codes.quick[(int) (bits >>> count - LOOK) & (1 << LOOK) - 1], size;
        if (entry != 0) {
            count -= entry & 0xFF;
            size = entry >> 8;
        } else {
            size = longer(codes);
        }
        if (size == 0) return 0;
        if (size == 16) return 1 << 15;
        count -= size;
        int value = (int) (bits >>> count) & (1 << size) - 1;
        return value < 1 << size - 1 ? value - (1 << size) + 1 : value;
    }

    private int longer(Codes codes) throws FormatException {
        for (int length = 1; length <= 16; length++) {
            int index = ((int) (bits >>> count - length) & (1 << length) - 1) - codes.first[length];
            if (index < 0 || index >= codes.counts[length]) continue;
            count -= length;
            return codes.sizes[codes.offset[length] + index];
        }
        throw madeUp > 0 ? in.cut() : in.damaged("a code stands in it that its tables do not have.");
    }

    /// Reads bytes until no more fit. Behind the end there are zeros, which are counted.
    private void fill() {
        while (count <= 48) {
            int next = in.u8(at);
            boolean marker = next == 0xFF && in.u8(at + 1) != 0;
            if (at >= in.length() || marker) {
                bits <<= 8;
                madeUp += 8;
            } else {
                bits = bits << 8 | next;
                at += next == 0xFF ? 2 : 1;
            }
            count += 8;
        }
    }

    private void restart() throws FormatException {
        count = 0;
        madeUp = 0;
        at = in.afterRestart(at);
    }
}
