package org.maskwright.algorithm;

import org.maskwright.geometry.Size;
import org.maskwright.volume.Range;
import org.maskwright.volume.Volume;

/// How often each value occurs in a volume, in bins of equal width from its least to its greatest; immutable.
public final class Histogram {
    private static final int BINS = 1024;

    private final Range range;
    private final long[] counts;
    private final long total;

    private Histogram(Range range, long[] counts) {
        this.range = range;
        this.counts = counts;
        long sum = 0;
        for (long n : counts) sum += n;
        this.total = sum;
    }

    /// Counts every voxel, or of a large volume about `atMost` spread evenly over it. Voxels that were not measured are left out.
    public static Histogram of(Volume volume, long atMost) {
        Size size = volume.geometry().size();
        Range range = volume.range();
        // An odd stride that shares no factor with a row's length wanders over all columns.
        long stride = Math.max(1, size.voxels() / Math.max(1, atMost));
        if (stride > 1) while (stride % 2 == 0 || gcd(stride, size.x()) > 1) stride++;
        long[] counts = new long[BINS];
        double scale = range.width() > 0 ? BINS / range.width() : 0;
        for (long i = 0; i < size.voxels(); i += stride) {
            int z = (int) (i / size.sliceVoxels()), inSlice = (int) (i % size.sliceVoxels());
            double value = volume.value(inSlice % size.x(), inSlice / size.x(), z);
            if (volume.info().isMeasured(value)) counts[Math.clamp((long) ((value - range.low()) * scale), 0, BINS - 1)]++;
        }
        return new Histogram(range, counts);
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /// The value below which a share of the voxels lie, to the width of a bin.
    ///
    /// @param share in [0, 1]
    public double quantile(double share) {
        long below = 0;
        for (int bin = 0; bin < BINS; bin++) {
            below += counts[bin];
            if (below > 0 && below >= share * total) return edge(bin + (share > 0 ? 1 : 0));
        }
        return range.high();
    }

    /// Otsu's threshold: the value that parts the voxels into a dark and a bright class as far from each other as can be;
    /// in the middle of the gap, if there is one between the classes. The least value if all voxels are alike.
    ///
    /// @see <a href="https://doi.org/10.1109/TSMC.1979.4310076">Otsu 1979</a>
    public double otsu() {
        double sum = 0;
        for (int bin = 0; bin < BINS; bin++) sum += (double) bin * counts[bin];
        double darkSum = 0, best = 0;
        long dark = 0;
        int first = 0, last = 0;
        for (int bin = 1; bin < BINS; bin++) { // the bright class begins with this bin
            dark += counts[bin - 1];
            darkSum += (bin - 1.0) * counts[bin - 1];
            long bright = total - dark;
            if (dark == 0 || bright == 0) continue;
            double apart = darkSum / dark - (sum - darkSum) / bright, between = (double) dark * bright * apart * apart;
            if (between > best * (1 + 1e-12)) {
                best = between;
                first = bin;
                last = bin;
            } else if (between >= best * (1 - 1e-12) && counts[bin - 1] == 0) {
                last = bin;
            }
        }
        return edge((first + last) / 2.0);
    }

    private double edge(double bin) {
        return range.low() + range.width() * bin / BINS;
    }
}
