package org.maskwright.format.coco;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// Closed outlines filled: a pixel belongs to one if its centre, (x + ½, y + ½), lies inside an odd number of its edges' turns;
/// to an object if it belongs to any of its outlines.
final class Polygons {
    private Polygons() {}

    /// @param outlines each x, y, x, y …, at least three points
    static BitSet mask(List<double[]> outlines, int width, int height) {
        BitSet mask = new BitSet(width * height);
        for (double[] outline : outlines) fill(outline, width, height, mask);
        return mask;
    }

    private static void fill(double[] p, int width, int height, BitSet mask) {
        double low = Double.POSITIVE_INFINITY, high = Double.NEGATIVE_INFINITY;
        for (int i = 1; i < p.length; i += 2) {
            low = Math.min(low, p[i]);
            high = Math.max(high, p[i]);
        }
        double[] crossings = new double[p.length / 2];
        for (int y = Math.max(0, (int) Math.floor(low - 0.5)); y <= Math.min(height - 1, (int) Math.ceil(high)); y++) {
            double centre = y + 0.5;
            int n = 0;
            for (int i = 0; i < p.length; i += 2) {
                int j = (i + 2) % p.length;
                double y0 = p[i + 1], y1 = p[j + 1];
                if (y0 <= centre == y1 <= centre) continue;
                crossings[n++] = p[i] + (centre - y0) / (y1 - y0) * (p[j] - p[i]);
            }
            Arrays.sort(crossings, 0, n);
            for (int i = 0; i + 1 < n; i += 2) {
                int from = (int) Math.clamp(Math.ceil(crossings[i] - 0.5), 0, width), to = (int) Math.clamp(Math.ceil(crossings[i + 1] - 0.5), 0, width);
                if (from < to) mask.set(y * width + from, y * width + to);
            }
        }
    }
}
