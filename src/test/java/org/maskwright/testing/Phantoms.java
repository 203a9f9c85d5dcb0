package org.maskwright.testing;

import java.util.function.ToDoubleFunction;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.label.Labels;
import org.maskwright.volume.FloatVolume;
import org.maskwright.volume.ScanInfo;
import org.maskwright.volume.ShortVolume;

/// Small volumes and label maps whose answers can be worked out by hand.
public final class Phantoms {
    private Phantoms() {}

    /// A ball of value 100 in background 0, in the middle of a 1 mm grid that leaves two voxels around it.
    public static ShortVolume sphere(double radiusMm) {
        Geometry geometry = sphereGrid(radiusMm);
        double middle = (geometry.size().x() - 1) / 2.0;
        return shorts(geometry, p -> p.distanceTo(new Point(middle, middle, middle)) <= radiusMm ? 100 : 0);
    }

    /// The same ball as label 1.
    public static Labels sphereLabels(double radiusMm) {
        Geometry geometry = sphereGrid(radiusMm);
        double middle = (geometry.size().x() - 1) / 2.0;
        return Labels.of(geometry, where(geometry.size(), p -> p.distanceTo(new Point(middle, middle, middle)) <= radiusMm), 1);
    }

    private static Geometry sphereGrid(double radiusMm) {
        int n = 2 * (int) Math.ceil(radiusMm) + 5;
        return Geometry.upright(n, n, n, 1, 1, 1);
    }

    /// A cube of value 100 with edges of `edge` voxels, from voxel (2, 2, 2) on; two voxels of 0 around it. It has
    /// `edge³` voxels.
    public static ShortVolume cube(int edge) {
        return shorts(Geometry.upright(edge + 4, edge + 4, edge + 4, 1, 1, 1), p -> inCube(p, edge) ? 100 : 0);
    }

    public static Labels cubeLabels(int edge) {
        Geometry geometry = Geometry.upright(edge + 4, edge + 4, edge + 4, 1, 1, 1);
        return Labels.of(geometry, where(geometry.size(), p -> inCube(p, edge)), 1);
    }

    private static boolean inCube(Point p, int edge) {
        return Math.min(p.x(), Math.min(p.y(), p.z())) >= 2 && Math.max(p.x(), Math.max(p.y(), p.z())) < edge + 2;
    }

    /// The value is `x + 100·y + 10,000·z`: each voxel tells where it is.
    public static FloatVolume gradient(Geometry geometry) {
        Size size = geometry.size();
        float[][] slices = new float[size.z()][size.sliceVoxels()];
        for (int z = 0; z < size.z(); z++)
            for (int y = 0; y < size.y(); y++)
                for (int x = 0; x < size.x(); x++) slices[z][y * size.x() + x] = x + 100 * y + 10_000 * z;
        return FloatVolume.adopting(geometry, slices, ScanInfo.UNKNOWN);
    }

    /// A volume of stored values given voxel by voxel, slope 1 and intercept 0.
    public static ShortVolume shorts(Geometry geometry, ToDoubleFunction<Point> value) {
        return shorts(geometry, 1, 0, value);
    }

    public static ShortVolume shorts(Geometry geometry, double slope, double intercept, ToDoubleFunction<Point> stored) {
        Size size = geometry.size();
        short[][] slices = new short[size.z()][size.sliceVoxels()];
        for (int z = 0; z < size.z(); z++)
            for (int y = 0; y < size.y(); y++)
                for (int x = 0; x < size.x(); x++) slices[z][y * size.x() + x] = (short) stored.applyAsDouble(new Point(x, y, z));
        return ShortVolume.adopting(geometry, slices, slope, intercept, ScanInfo.UNKNOWN);
    }

    /// The voxels that `test` accepts, one after another.
    public static Mask where(Size size, java.util.function.Predicate<Point> test) {
        return Mask.of(size.box(), b -> {
            for (int z = 0; z < size.z(); z++)
                for (int y = 0; y < size.y(); y++)
                    for (int x = 0; x < size.x(); x++) if (test.test(new Point(x, y, z))) b.set(x, y, z);
        });
    }
}
