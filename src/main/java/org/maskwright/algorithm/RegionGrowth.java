package org.maskwright.algorithm;

import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.volume.Range;
import org.maskwright.volume.Volume;

/// Seeded region growing: the voxels within a range of values that hang together with the seed, from face to face.
///
/// @see <a href="https://doi.org/10.1109/34.295913">Adams and Bischof 1994</a>, here with a range fixed beforehand
public final class RegionGrowth {
    private RegionGrowth() {}

    /// The range of values to grow through from a seed: `tolerance` either way from the mean of the 3 × 3 voxels around it
    /// in the slice across `normal`, so that one noisy voxel does not decide; widened to hold the seed's own value.
    ///
    /// @param normal the voxel axis (0 x, 1 y, 2 z) across the slice
    /// @param tolerance 0 or more, in the volume's own units
    /// @throws IllegalArgumentException if the seed lies outside the grid or holds no finite value
    public static Range around(Volume volume, int x, int y, int z, int normal, double tolerance) {
        Size size = volume.geometry().size();
        if (!size.contains(x, y, z)) throw new IllegalArgumentException("the seed " + x + ", " + y + ", " + z + " lies outside the grid of " + size);
        double seed = volume.value(x, y, z), sum = 0;
        if (!Double.isFinite(seed)) throw new IllegalArgumentException("the scan holds no value at the seed " + x + ", " + y + ", " + z);
        int n = 0;
        Box around = new Box(normal == 0 ? x : x - 1, normal == 1 ? y : y - 1, normal == 2 ? z : z - 1,
                normal == 0 ? x + 1 : x + 2, normal == 1 ? y + 1 : y + 2, normal == 2 ? z + 1 : z + 2).intersect(size.box());
        for (int k = around.z0(); k < around.z1(); k++) {
            for (int j = around.y0(); j < around.y1(); j++) {
                for (int i = around.x0(); i < around.x1(); i++) {
                    double value = volume.value(i, j, k);
                    if (!Double.isFinite(value)) continue;
                    sum += value;
                    n++;
                }
            }
        }
        double mean = sum / n;
        return new Range(Math.min(mean - tolerance, seed), Math.max(mean + tolerance, seed));
    }

    /// Grows through space, 6-connected.
    ///
    /// @param radiusMm how far from the seed the region may reach; infinite for no bound
    /// @return empty if the seed lies outside the grid or its value outside the range
    /// @throws Progress.Cancelled if `progress` says so; asked at least once a slice
    public static Mask inSpace(Volume volume, int x, int y, int z, Range range, double radiusMm, Progress progress) {
        return grow(volume, x, y, z, range, volume.geometry().size().box(), radiusMm, progress);
    }

    /// Grows in the slice across `normal` that the seed lies in, 4-connected.
    ///
    /// @param normal the voxel axis (0 x, 1 y, 2 z) across the slice
    public static Mask inSlice(Volume volume, int x, int y, int z, int normal, Range range, double radiusMm, Progress progress) {
        Size size = volume.geometry().size();
        Box slice = size.slice(normal, normal == 0 ? x : normal == 1 ? y : z);
        return grow(volume, x, y, z, range, slice, radiusMm, progress);
    }

    private static Mask grow(Volume volume, int x, int y, int z, Range range, Box box, double radiusMm, Progress progress) {
        Geometry geometry = volume.geometry();
        if (!geometry.size().contains(x, y, z)) return Mask.EMPTY;
        Point seed = new Point(x, y, z);
        boolean bounded = radiusMm < diagonalMm(geometry);
        Mask ball = bounded ? Capsule.ball(geometry, seed, seed, radiusMm) : Mask.EMPTY;
        Box inside = bounded ? box.intersect(ball.box()) : box;
        Flood flood = new Flood(inside, slice -> {
            Mask open = Thresholding.of(volume, range, new Box(inside.x0(), inside.y0(), slice, inside.x1(), inside.y1(), slice + 1), Progress.NONE);
            return bounded ? open.and(ball) : open;
        });
        flood.seed(x, y, z);
        return flood.run(progress);
    }

    private static double diagonalMm(Geometry geometry) {
        Size size = geometry.size();
        double longest = 0; // of the four diagonals, for a slanted grid has different ones
        for (int i = 0; i < 4; i++) {
            Point from = geometry.toPatient(0, (i & 1) * size.y(), (i >> 1) * size.z());
            longest = Math.max(longest, from.distanceTo(geometry.toPatient(size.x(), (1 - (i & 1)) * size.y(), (1 - (i >> 1)) * size.z())));
        }
        return longest;
    }
}
