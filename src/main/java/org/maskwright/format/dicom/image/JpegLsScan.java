package org.maskwright.format.dicom.image;

import java.util.Arrays;
import org.maskwright.format.FormatException;

/// Decodes one scan of JPEG-LS: prediction from neighbours, contexts of gradients, Golomb codes, runs (ITU-T T.87, annex A).
///
/// Names are those of the standard, for who reads it beside.
final class JpegLsScan {
    /// What a scan is coded with.
    ///
    /// @param maxVal the greatest sample
    /// @param near the greatest error that the encoder allowed itself; 0 if lossless
    record Parameters(int maxVal, int near, int t1, int t2, int t3, int reset) {
        /// The thresholds that hold unless the stream gives others (C.2.4.1.1).
        static Parameters standard(int maxVal, int near) {
            int t1, t2, t3;
            if (maxVal >= 128) {
                int factor = (Math.min(maxVal, 4095) + 128) / 256;
                t1 = clamp(factor + 2 + 3 * near, near + 1, maxVal);
                t2 = clamp(factor * 4 + 3 + 5 * near, t1, maxVal);
                t3 = clamp(factor * 17 + 4 + 7 * near, t2, maxVal);
            } else {
                int factor = 256 / (maxVal + 1);
                t1 = clamp(Math.max(2, 3 / factor + 3 * near), near + 1, maxVal);
                t2 = clamp(Math.max(3, 7 / factor + 5 * near), t1, maxVal);
                t3 = clamp(Math.max(4, 21 / factor + 7 * near), t2, maxVal);
            }
            return new Parameters(maxVal, near, t1, t2, t3, 64);
        }

        private static int clamp(int value, int low, int high) {
            return value > high || value < low ? low : value;
        }
    }

    private static final int CONTEXTS = 365;
    private static final int[] J = {0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15};

    private final JpegLsBits in;
    private final int width, near, maxVal, range, qbpp, limit, reset, step;
    /// For each difference of two samples, from −maxVal, which of nine regions it lies in: a look is cheaper than noise is to predict.
    private final byte[] quantized;
    private final int[] a = new int[CONTEXTS + 2], b = new int[CONTEXTS], c = new int[CONTEXTS], n = new int[CONTEXTS + 2], nn = new int[2];
    private final int[] runIndex;
    /// `[component][1 + x]`, with a sample of its neighbour line at either end.
    private int[][] line, above;

    JpegLsScan(JpegLsBits in, Parameters p, int width, int components) {
        this.in = in;
        this.width = width;
        this.near = p.near;
        this.maxVal = p.maxVal;
        this.reset = p.reset;
        this.step = 2 * near + 1;
        this.range = (maxVal + 2 * near) / step + 1;
        this.qbpp = bits(range - 1);
        int bpp = Math.max(2, bits(maxVal));
        this.limit = 2 * (bpp + Math.max(8, bpp));
        this.runIndex = new int[components];
        this.line = new int[components][width + 2];
        this.above = new int[components][width + 2];
        Arrays.fill(a, Math.max(2, (range + 32) / 64));
        Arrays.fill(n, 1);
        quantized = new byte[2 * maxVal + 1];
        for (int i = 0; i < quantized.length; i++) quantized[i] = quantized(i - maxVal, p);
    }

    private static int bits(int greatest) {
        return 32 - Integer.numberOfLeadingZeros(greatest);
    }

    /// Begins the next line: the last becomes the one above.
    private void next() {
        int[][] free = above;
        above = line;
        line = free;
        for (int k = 0; k < line.length; k++) {
            line[k][0] = above[k][1];
            above[k][width + 1] = above[k][width];
        }
    }

    /// Decodes a line of each component, one after the other. Gives `[component][1 + x]`, valid until the next call.
    int[][] lines() throws FormatException {
        next();
        for (int k = 0; k < line.length; k++) decode(k);
        return line;
    }

    /// Decodes a line of pixels, each with all its components. Gives `[component][1 + x]`, valid until the next call.
    int[][] pixels() throws FormatException {
        next();
        for (int x = 1; x <= width; ) {
            boolean flat = true;
            for (int k = 0; k < line.length && flat; k++) flat = context(k, x) == 0;
            if (!flat) {
                for (int k = 0; k < line.length; k++) line[k][x] = regular(context(k, x), line[k][x - 1], above[k][x], above[k][x - 1]);
                x++;
                continue;
            }
            int end = x + run(width + 1 - x, 0);
            for (int k = 0; k < line.length; k++) Arrays.fill(line[k], x, end, line[k][x - 1]);
            x = end;
            if (x > width) break;
            for (int k = 0; k < line.length; k++) line[k][x] = interrupt(line[k][x - 1], above[k][x], false, 0);
            if (runIndex[0] > 0) runIndex[0]--;
            x++;
        }
        return line;
    }

    private void decode(int k) throws FormatException {
        int[] now = line[k], up = above[k];
        for (int x = 1; x <= width; ) {
            int context = context(now[x - 1], up[x], up[x - 1], up[x + 1]);
            if (context != 0) {
                now[x] = regular(context, now[x - 1], up[x], up[x - 1]);
                x++;
                continue;
            }
            int end = x + run(width + 1 - x, k);
            Arrays.fill(now, x, end, now[x - 1]);
            x = end;
            if (x > width) break;
            now[x] = interrupt(now[x - 1], up[x], Math.abs(now[x - 1] - up[x]) <= near, k);
            if (runIndex[k] > 0) runIndex[k]--;
            x++;
        }
    }

    private int context(int k, int x) {
        return context(line[k][x - 1], above[k][x], above[k][x - 1], above[k][x + 1]);
    }

    private byte quantized(int gradient, Parameters p) {
        int size = Math.abs(gradient), q = size >= p.t3 ? 4 : size >= p.t2 ? 3 : size >= p.t1 ? 2 : size > near ? 1 : 0;
        return (byte) (gradient < 0 ? -q : q);
    }

    /// The context of a sample with these neighbours, signed; 0 where all are alike.
    private int context(int ra, int rb, int rc, int rd) {
        return 81 * quantized[rd - rb + maxVal] + 9 * quantized[rb - rc + maxVal] + quantized[rc - ra + maxVal];
    }

    private int regular(int context, int ra, int rb, int rc) throws FormatException {
        int q = context, sign = q < 0 ? -1 : 1; // the first gradient that is not 0 outweighs the others
        q *= sign;
        int predicted = rc >= Math.max(ra, rb) ? Math.min(ra, rb) : rc <= Math.min(ra, rb) ? Math.max(ra, rb) : ra + rb - rc;
        predicted = Math.clamp(predicted + sign * c[q], 0, maxVal);
        int k = golomb(n[q], a[q]);
        int code = code(k, limit), error = (code & 1) == 0 ? code >> 1 : -(code + 1 >> 1);
        if (near == 0 && k == 0 && 2 * b[q] <= -n[q]) error = -1 - error;
        adapt(q, error);
        return reconstructed(predicted, sign * error);
    }

    private static int golomb(int n, int a) {
        int k = Math.max(0, Integer.numberOfLeadingZeros(n) - Integer.numberOfLeadingZeros(a)); // the least with n · 2ᵏ ≥ a, or one less
        return Math.min(n << k < a ? k + 1 : k, 24);
    }

    /// A Golomb code of order `k`, or, after too many zeros, the number itself.
    private int code(int k, int longest) throws FormatException {
        int most = longest - qbpp - 1, zeros = in.zeros(most);
        return zeros < most ? zeros << k | in.bits(k) : in.bits(qbpp) + 1;
    }

    private void adapt(int q, int error) {
        b[q] += error * step;
        a[q] += Math.abs(error);
        if (n[q] == reset) {
            a[q] >>= 1;
            b[q] >>= 1;
            n[q] >>= 1;
        }
        n[q]++;
        if (b[q] <= -n[q]) {
            b[q] = Math.max(b[q] + n[q], 1 - n[q]);
            if (c[q] > -128) c[q]--;
        } else if (b[q] > 0) {
            b[q] = Math.min(b[q] - n[q], 0);
            if (c[q] < 127) c[q]++;
        }
    }

    private int reconstructed(int predicted, int error) {
        int value = predicted + error * step;
        if (value < -near) value += range * step;
        else if (value > maxVal + near) value -= range * step;
        return Math.clamp(value, 0, maxVal);
    }

    /// The length of a run of samples equal to the one before it, at most `left`.
    private int run(int left, int k) throws FormatException {
        int length = 0;
        while (in.bits(1) == 1) {
            int block = 1 << J[runIndex[k]];
            if (length + block <= left && runIndex[k] < 31) runIndex[k]++;
            length = Math.min(left, length + block);
            if (length == left) return length;
        }
        return Math.min(left, length + in.bits(J[runIndex[k]]));
    }

    /// The sample that ends a run.
    ///
    /// @param level whether the samples before and above it are alike
    private int interrupt(int ra, int rb, boolean level, int k) throws FormatException {
        int type = level ? 1 : 0, q = CONTEXTS + type;
        int order = golomb(n[q], level ? a[q] + (n[q] >> 1) : a[q]);
        int code = code(order, limit - J[runIndex[k]] - 1), folded = code + type, odd = folded & 1;
        int size = folded + odd >> 1;
        boolean usuallyNegative = order != 0 || 2 * nn[type] >= n[q];
        int error = usuallyNegative == (odd == 1) ? -size : size;
        if (error < 0) nn[type]++;
        a[q] += code + 1 - type >> 1;
        if (n[q] == reset) {
            a[q] >>= 1;
            n[q] >>= 1;
            nn[type] >>= 1;
        }
        n[q]++;
        return level ? reconstructed(ra, error) : reconstructed(rb, ra > rb ? -error : error);
    }
}
