package org.maskwright.algorithm.surface;

import java.util.Arrays;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Point;

/// How far, in mm, each voxel of a box lies from the nearest voxel of a mask: exact and Euclidean, for any spacing.
///
/// The lower envelope of parabolas, axis by axis; the work is proportional to the voxels of the box.
///
/// @see <a href="https://doi.org/10.4086/toc.2012.v008a019">Felzenszwalb and Huttenlocher 2012</a>
public final class DistanceMap {
    private final Box box;
    private final float[] squared; // mm², x fastest; infinite everywhere if the mask is empty

    private DistanceMap(Box box, float[] squared) {
        this.box = box;
        this.squared = squared;
    }

    /// @param box where distances are wanted; voxels of the mask outside it do not count
    /// @throws IllegalArgumentException if the box has more voxels than an array holds
    public static DistanceMap to(Mask mask, Box box, Point spacingMm) {
        if (box.voxels() > Integer.MAX_VALUE - 8) throw new IllegalArgumentException("a distance map of " + box + " is too large for memory");
        int width = box.width(), height = box.height(), depth = box.depth();
        float[] squared = new float[(int) box.voxels()];
        Arrays.fill(squared, Float.POSITIVE_INFINITY);
        mask.forEachRun((y, z, x0, x1) -> {
            if (y < box.y0() || y >= box.y1() || z < box.z0() || z >= box.z1()) return;
            int row = ((z - box.z0()) * height + y - box.y0()) * width;
            int from = Math.max(x0, box.x0()) - box.x0(), to = Math.min(x1, box.x1()) - box.x0();
            if (from < to) Arrays.fill(squared, row + from, row + to, 0);
        });
        for (int row = 0; row < squared.length; row += width) sweepRow(squared, row, width, spacingMm.x());
        Envelope alongY = new Envelope(height, spacingMm.y());
        for (int z = 0; z < depth; z++) for (int x = 0; x < width; x++) alongY.lower(squared, z * height * width + x, width);
        Envelope alongZ = new Envelope(depth, spacingMm.z());
        for (int i = 0; i < height * width; i++) alongZ.lower(squared, i, height * width);
        return new DistanceMap(box, squared);
    }

    /// Along a row the nearest set voxel is the last one seen from either side.
    private static void sweepRow(float[] squared, int start, int width, double stepMm) {
        int last = -1;
        for (int x = 0; x < width; x++) {
            if (squared[start + x] == 0) last = x;
            else if (last >= 0) squared[start + x] = (float) square((x - last) * stepMm);
        }
        last = -1;
        for (int x = width - 1; x >= 0; x--) {
            if (squared[start + x] == 0) last = x;
            else if (last >= 0) squared[start + x] = Math.min(squared[start + x], (float) square((last - x) * stepMm));
        }
    }

    private static double square(double d) {
        return d * d;
    }

    /// The distance of a voxel of the box, in mm; infinite if the mask is empty.
    public double mm(int x, int y, int z) {
        return Math.sqrt(squared[((z - box.z0()) * box.height() + y - box.y0()) * box.width() + x - box.x0()]);
    }

    /// The lower envelope of one parabola a place, along one line.
    private static final class Envelope {
        private final int n;
        private final double stepSquared;
        private final double[] value;
        private final int[] apex;     // places of the parabolas that make up the envelope
        private final double[] begin; // where each of them begins to be the lowest

        Envelope(int n, double stepMm) {
            this.n = n;
            this.stepSquared = stepMm * stepMm;
            this.value = new double[n];
            this.apex = new int[n];
            this.begin = new double[n];
        }

        void lower(float[] line, int start, int stride) {
            int k = -1;
            for (int q = 0, at = start; q < n; q++, at += stride) {
                double f = line[at];
                value[q] = f;
                if (f == Double.POSITIVE_INFINITY) continue;
                double from = Double.NEGATIVE_INFINITY;
                while (k >= 0) {
                    int p = apex[k];
                    from = 0.5 * ((f - value[p]) / (stepSquared * (q - p)) + q + p);
                    if (from > begin[k]) break;
                    k--;
                }
                k++;
                apex[k] = q;
                begin[k] = k == 0 ? Double.NEGATIVE_INFINITY : from;
            }
            if (k < 0) return;
            int last = k;
            k = 0;
            for (int q = 0, at = start; q < n; q++, at += stride) {
                while (k < last && begin[k + 1] < q) k++;
                line[at] = (float) (square(q - apex[k]) * stepSquared + value[apex[k]]);
            }
        }
    }
}
