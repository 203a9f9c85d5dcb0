package org.maskwright.volume;

import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.SliceAxes;

/// A volume of colours, 8 bits each of red, green and blue packed as `0xRRGGBB`.
public final class RgbVolume implements Volume {
    private static final Range LUMINANCE = new Range(0, 255);

    private final Geometry geometry;
    private final int[][] slices;
    private final ScanInfo info;

    private RgbVolume(Geometry geometry, int[][] slices, ScanInfo info) {
        this.geometry = geometry;
        this.slices = slices;
        this.info = info;
    }

    /// A volume that takes over `slices` (one array of `size.x · size.y` colours, x fastest, for each z): the caller must
    /// not touch them any more.
    public static RgbVolume adopting(Geometry geometry, int[][] slices, ScanInfo info) {
        SliceArrays.require(geometry.size(), slices.length, z -> slices[z].length);
        return new RgbVolume(geometry, slices.clone(), info);
    }

    @Override
    public Geometry geometry() {
        return geometry;
    }

    @Override
    public ScanInfo info() {
        return info;
    }

    /// The colour of a voxel, `0xRRGGBB`.
    public int rgb(int x, int y, int z) {
        return slices[z][y * geometry.size().x() + x] & 0xFFFFFF;
    }

    @Override
    public double value(int x, int y, int z) {
        return luminance(rgb(x, y, z));
    }

    /// ITU-R BT.601 luma, as ImageIO and most readers use for grey.
    private static double luminance(int rgb) {
        return 0.299 * (rgb >> 16 & 255) + 0.587 * (rgb >> 8 & 255) + 0.114 * (rgb & 255);
    }

    @Override
    public Range range() {
        return LUMINANCE;
    }

    @Override
    public void within(Range range, int y, int z, int x0, int x1, Mask.Builder out) {
        for (int x = x0; x < x1; x++) if (range.contains(value(x, y, z))) out.set(x, y, z);
    }

    @Override
    public void copySlice(int z, float[] out) {
        int[] slice = slices[z];
        for (int i = 0; i < slice.length; i++) out[i] = (float) luminance(slice[i]);
    }

    /// Copies the colours of one picture into `out`, row by row: `axes.width() · axes.height()` of them, `0xRRGGBB`.
    public void copyPlane(SliceAxes axes, int slice, int[] out) {
        axes.forEachLine(slice, (z, from, step, to, toStep, count) -> {
            int[] source = slices[z];
            for (int k = 0, i = from, o = to; k < count; k++, i += step, o += toStep) out[o] = source[i] & 0xFFFFFF;
        });
    }
}
