package org.maskwright.volume;

import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.SliceAxes;

/// A volume of 32-bit floats, in real-world units as they stand. NaN and infinities are kept.
public final class FloatVolume implements Volume {
    private final Geometry geometry;
    private final float[][] slices;
    private final ScanInfo info;
    private final Range range;
    private final long withoutNumber;

    private FloatVolume(Geometry geometry, float[][] slices, ScanInfo info) {
        this.geometry = geometry;
        this.slices = slices;
        this.info = info;
        double padLow = info.padding().map(Range::low).orElse(Double.NaN), padHigh = info.padding().map(Range::high).orElse(Double.NaN);
        float low = Float.POSITIVE_INFINITY, high = Float.NEGATIVE_INFINITY;
        long none = 0;
        for (float[] slice : slices) {
            for (float v : slice) {
                if (!Float.isFinite(v)) {
                    none++;
                    continue;
                }
                if (v >= padLow && v <= padHigh) continue;
                if (v < low) low = v;
                if (v > high) high = v;
            }
        }
        this.withoutNumber = none;
        this.range = low > high ? new Range(0, 0) : new Range(low, high);
    }

    /// A volume that takes over `slices` (one array of `size.x · size.y` values, x fastest, for each z): the caller must
    /// not touch them any more.
    public static FloatVolume adopting(Geometry geometry, float[][] slices, ScanInfo info) {
        SliceArrays.require(geometry.size(), slices.length, z -> slices[z].length);
        return new FloatVolume(geometry, slices.clone(), info);
    }

    @Override
    public Geometry geometry() {
        return geometry;
    }

    @Override
    public ScanInfo info() {
        return info;
    }

    @Override
    public double value(int x, int y, int z) {
        return slices[z][y * geometry.size().x() + x];
    }

    @Override
    public Range range() {
        return range;
    }

    @Override
    public long voxelsWithoutNumber() {
        return withoutNumber;
    }

    @Override
    public void within(Range within, int y, int z, int x0, int x1, Mask.Builder out) {
        float[] slice = slices[z];
        int row = y * geometry.size().x();
        for (int x = x0; x < x1; x++) {
            if (!within.contains(slice[row + x])) continue;
            int start = x;
            while (x < x1 && within.contains(slice[row + x])) x++;
            out.run(y, z, start, x);
        }
    }

    @Override
    public void copySlice(int z, float[] out) {
        System.arraycopy(slices[z], 0, out, 0, slices[z].length);
    }

    /// Copies the values of one picture into `out`, row by row: `axes.width() · axes.height()` of them.
    public void copyPlane(SliceAxes axes, int slice, float[] out) {
        axes.forEachLine(slice, (z, from, step, to, toStep, count) -> {
            float[] source = slices[z];
            if (step == 1 && toStep == 1) System.arraycopy(source, from, out, to, count);
            else for (int k = 0, i = from, o = to; k < count; k++, i += step, o += toStep) out[o] = source[i];
        });
    }
}
