package org.maskwright.algorithm;

import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.label.Labels;

/// A label map brought onto another grid: each voxel takes the label that lies at its centre, so no label is ever mixed.
public final class LabelResampling {
    private LabelResampling() {}

    /// The labels of `source` on `grid`, nearest neighbour in patient millimetres; background beyond the source.
    ///
    /// Exact where both grids have the same voxel centres, in whatever order they are stored. A label smaller than a voxel of
    /// `grid` can vanish: compare the counts.
    public static Labels nearest(Labels source, Geometry grid, Progress progress) {
        Size from = source.geometry().size(), to = grid.size();
        Affine map = source.geometry().toPatient().inverse().after(grid.toPatient());
        short[][] slices = new short[to.z()][to.sliceVoxels()];
        for (int z = 0; z < to.z(); z++) {
            progress.at((double) z / to.z(), "resampling slice " + (z + 1) + " of " + to.z());
            short[] slice = slices[z];
            for (int y = 0, at = 0; y < to.y(); y++) {
                // half a voxel on, so that the nearest is what is left when the fraction is cut off
                double sx = map.xy() * y + map.xz() * z + map.xt() + 0.5, sy = map.yy() * y + map.yz() * z + map.yt() + 0.5, sz = map.zy() * y + map.zz() * z + map.zt() + 0.5;
                for (int x = 0; x < to.x(); x++, at++) {
                    double px = sx + map.xx() * x, py = sy + map.yx() * x, pz = sz + map.zx() * x;
                    if (px < 0 || py < 0 || pz < 0 || px >= from.x() || py >= from.y() || pz >= from.z()) continue;
                    slice[at] = (short) source.at((int) px, (int) py, (int) pz);
                }
            }
        }
        return Labels.adopting(grid, slices);
    }
}
