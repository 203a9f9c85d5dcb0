package org.maskwright.volume;

import java.util.Arrays;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.SliceAxes;

/// A volume of signed 16-bit integers; a value is `slope · stored + intercept`. What CT and most MR are.
///
/// Unsigned 16-bit samples are held as `stored − 32768` with the intercept moved to match.
public final class ShortVolume implements Volume {
    private final Geometry geometry;
    private final short[][] slices;
    private final double slope, intercept;
    private final ScanInfo info;
    private final Range storedRange;

    private ShortVolume(Builder made, Range storedRange) {
        this.geometry = made.geometry;
        this.slices = made.slices.clone();
        this.slope = made.slope;
        this.intercept = made.intercept;
        this.info = made.info;
        this.storedRange = storedRange;
    }

    /// Takes slices one by one, in any order and on any threads, and looks at each while it is at hand.
    public static final class Builder {
        private final Geometry geometry;
        private final double slope, intercept;
        private final ScanInfo info;
        private final short[][] slices;
        private final int[] lows, highs;
        private final int padLow, padHigh;

        private Builder(Geometry geometry, double slope, double intercept, ScanInfo info) {
            if (slope == 0 || !Double.isFinite(slope) || !Double.isFinite(intercept))
                throw new IllegalArgumentException("slope must be finite and not 0, intercept finite, got " + slope + " and " + intercept);
            this.geometry = geometry;
            this.slope = slope;
            this.intercept = intercept;
            this.info = info;
            int n = geometry.size().z();
            slices = new short[n][0];
            lows = new int[n];
            highs = new int[n];
            double a = info.padding().map(p -> (p.low() - intercept) / slope).orElse(1.0), b = info.padding().map(p -> (p.high() - intercept) / slope).orElse(0.0);
            padLow = info.padding().isEmpty() ? 1 : (int) Math.ceil(Math.min(a, b) - 1e-6);
            padHigh = info.padding().isEmpty() ? 0 : (int) Math.floor(Math.max(a, b) + 1e-6);
        }

        /// Takes over the samples of slice `z`, x fastest: the caller must not touch them any more.
        public void slice(int z, short[] samples) {
            if (samples.length != geometry.size().sliceVoxels())
                throw new IllegalArgumentException("slice " + z + " needs " + geometry.size().sliceVoxels() + " samples, got " + samples.length);
            slices[z] = samples;
            int low = Integer.MAX_VALUE, high = Integer.MIN_VALUE;
            if (padLow > padHigh) {
                for (short s : samples) { // seldom true, so well predicted: several times as fast as Math.min and Math.max
                    if (s < low) low = s;
                    if (s > high) high = s;
                }
            } else {
                for (short s : samples) {
                    if (s >= padLow && s <= padHigh) continue;
                    if (s < low) low = s;
                    if (s > high) high = s;
                }
            }
            lows[z] = low;
            highs[z] = high;
        }

        /// @throws IllegalArgumentException if a slice is missing
        public ShortVolume build() {
            SliceArrays.require(geometry.size(), slices.length, z -> slices[z].length);
            int low = Arrays.stream(lows).min().orElseThrow(), high = Arrays.stream(highs).max().orElseThrow();
            return new ShortVolume(this, low <= high ? new Range(low, high) : new Range(padLow, padLow));
        }
    }

    /// For a volume whose slices come one by one.
    public static Builder builder(Geometry geometry, double slope, double intercept, ScanInfo info) {
        return new Builder(geometry, slope, intercept, info);
    }

    /// A volume that takes over `slices` (one array of `size.x · size.y` samples, x fastest, for each z): the caller must
    /// not touch them any more.
    public static ShortVolume adopting(Geometry geometry, short[][] slices, double slope, double intercept, ScanInfo info) {
        SliceArrays.require(geometry.size(), slices.length, z -> slices[z].length);
        Builder builder = builder(geometry, slope, intercept, info);
        for (int z = 0; z < slices.length; z++) builder.slice(z, slices[z]);
        return builder.build();
    }

    @Override
    public Geometry geometry() {
        return geometry;
    }

    @Override
    public ScanInfo info() {
        return info;
    }

    public double slope() {
        return slope;
    }

    public double intercept() {
        return intercept;
    }

    /// The stored sample of a voxel.
    public short stored(int x, int y, int z) {
        return slices[z][y * geometry.size().x() + x];
    }

    /// The least and greatest stored sample, padding not counted.
    public Range storedRange() {
        return storedRange;
    }

    @Override
    public double value(int x, int y, int z) {
        return slope * stored(x, y, z) + intercept;
    }

    @Override
    public Range range() {
        double a = slope * storedRange.low() + intercept, b = slope * storedRange.high() + intercept;
        return new Range(Math.min(a, b), Math.max(a, b));
    }

    @Override
    public void within(Range range, int y, int z, int x0, int x1, Mask.Builder out) {
        double a = (range.low() - intercept) / slope, b = (range.high() - intercept) / slope;
        // A hair of slack, so that a bound that *is* a voxel's value includes it in spite of rounding.
        double slack = 1e-9 * Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
        if (!Double.isFinite(slack)) slack = 0;
        double from = Math.ceil(Math.min(a, b) - slack), to = Math.floor(Math.max(a, b) + slack);
        if (to < Short.MIN_VALUE || from > Short.MAX_VALUE) return;
        int low = (int) Math.max(from, Short.MIN_VALUE), high = (int) Math.min(to, Short.MAX_VALUE);
        short[] slice = slices[z];
        int row = y * geometry.size().x();
        for (int x = x0; x < x1; x += 64) {
            // Both differences are 0 or more where the sample lies within; without a branch, for noise defeats its prediction.
            int n = Math.min(64, x1 - x);
            long bits = 0;
            for (int i = 0; i < n; i++) {
                int s = slice[row + x + i];
                bits |= (long) (~(s - low | high - s) >>> 31) << i;
            }
            out.bits(y, z, x, bits);
        }
    }

    @Override
    public void copySlice(int z, float[] out) {
        short[] slice = slices[z];
        for (int i = 0; i < slice.length; i++) out[i] = (float) (slope * slice[i] + intercept);
    }

    /// Copies the stored samples of slice `z` into `out`, x fastest.
    public void copyStored(int z, short[] out) {
        System.arraycopy(slices[z], 0, out, 0, slices[z].length);
    }

    /// Copies the stored samples of one picture into `out`, row by row: `axes.width() · axes.height()` of them.
    public void copyPlane(SliceAxes axes, int slice, short[] out) {
        axes.forEachLine(slice, (z, from, step, to, toStep, count) -> {
            short[] source = slices[z];
            if (step == 1 && toStep == 1) System.arraycopy(source, from, out, to, count);
            else for (int k = 0, i = from, o = to; k < count; k++, i += step, o += toStep) out[o] = source[i];
        });
    }
}
