package org.maskwright.volume;

import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;

/// One three-dimensional scan: a grid of values in real-world units. Immutable, so any thread may read it.
///
/// A plain image is a volume of one slice.
public sealed interface Volume permits ShortVolume, FloatVolume, RgbVolume {
    Geometry geometry();

    ScanInfo info();

    /// The real-world value of a voxel (of a colour its luminance, 0 to 255); NaN where the scan holds none.
    ///
    /// @throws IndexOutOfBoundsException outside the grid
    double value(int x, int y, int z);

    /// The least and greatest finite value that was measured ([ScanInfo#padding] is not counted); one value twice if there is none.
    Range range();

    /// How many voxels hold no number: NaN, or infinite.
    default long voxelsWithoutNumber() {
        return 0;
    }

    /// Sets in `out` the voxels of row `y`, slice `z`, from `x0` up to but without `x1`, whose value lies in `range`.
    void within(Range range, int y, int z, int x0, int x1, Mask.Builder out);

    /// Copies the real-world values of slice `z` into `out`, x fastest, `size.x · size.y` of them.
    void copySlice(int z, float[] out);

    /// The value nearest to a position in voxel coordinates; `outside` beyond the grid.
    default double nearest(double x, double y, double z, double outside) {
        int i = (int) Math.rint(x), j = (int) Math.rint(y), k = (int) Math.rint(z);
        return geometry().size().contains(i, j, k) ? value(i, j, k) : outside;
    }
}
