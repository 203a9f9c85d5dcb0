package org.maskwright.volume;

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

    private ShortVolume(Geometry geometry, short[][] slices, double slope, double intercept, ScanInfo info, Range storedRange) {
        this.geometry = geometry;
        this.slices = slices;
        this.slope = slope;
        this.intercept = intercept;
        this.info = info;
        this.storedRange = storedRange;
    }

    /// The least and greatest sample of a slice, for [#adopting(Geometry, short[][], double, double, ScanInfo, Range)].
    public static Range rangeOf(short[] slice) {
        int low = slice[0], high = low;
        for (short s : slice) { // seldom true, so well predicted: four times as fast as Math.min and Math.max
            if (s < low) low = s;
            if (s > high) high = s;
        }
        return new Range(low, high);
    }

    /// A volume that takes over `slices` (one array of `size.x · size.y` samples, x fastest, for each z): the caller must
    /// not touch them any more.
    public static ShortVolume adopting(Geometry geometry, short[][] slices, double slope, double intercept, ScanInfo info) {
        Range range = slices.length == 0 || slices[0].length == 0 ? new Range(0, 0) : rangeOf(slices[0]);
        for (short[] slice : slices) if (slice.length > 0) range = range.union(rangeOf(slice));
        return adopting(geometry, slices, slope, intercept, info, range);
    }

    /// As [#adopting(Geometry, short[][], double, double, ScanInfo)], for who has looked for the least and greatest sample already.
    public static ShortVolume adopting(Geometry geometry, short[][] slices, double slope, double intercept, ScanInfo info, Range storedRange) {
        if (slope == 0 || !Double.isFinite(slope) || !Double.isFinite(intercept))
            throw new IllegalArgumentException("slope must be finite and not 0, intercept finite, got " + slope + " and " + intercept);
        SliceArrays.require(geometry.size(), slices.length, z -> slices[z].length);
        return new ShortVolume(geometry, slices.clone(), slope, intercept, info, storedRange);
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

    /// The least and greatest stored sample.
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
