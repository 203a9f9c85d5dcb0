package org.maskwright.algorithm;

import java.util.Random;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Size;

/// Random grids, upright and slanted, and masks found voxel by voxel.
final class Grids {
    private Grids() {}

    interface VoxelTest {
        boolean is(int x, int y, int z);
    }

    /// A small grid with spacings from 0.3 to 3 mm; turned, and its axes up to a few degrees off the square, if `slanted`.
    static Geometry random(Random random, boolean slanted) {
        Size size = new Size(1 + random.nextInt(70), 1 + random.nextInt(30), 1 + random.nextInt(12));
        Affine map = Affine.scaling(0.3 + 2.7 * random.nextDouble(), 0.3 + 2.7 * random.nextDouble(), 0.3 + 2.7 * random.nextDouble());
        if (slanted) {
            double a = random.nextDouble() * 6, b = random.nextDouble() * 6;
            Affine aroundZ = new Affine(Math.cos(a), -Math.sin(a), 0, 0, Math.sin(a), Math.cos(a), 0, 0, 0, 0, 1, 0);
            Affine aroundX = new Affine(1, 0, 0, 0, 0, Math.cos(b), -Math.sin(b), 0, 0, Math.sin(b), Math.cos(b), 0);
            Affine shear = new Affine(1, 0.2 * random.nextDouble(), 0, 0, 0, 1, 0.3 * random.nextDouble(), 0, 0.1, 0, 1, 0);
            map = Affine.translation(11, -7, 300).after(aroundX.after(aroundZ.after(shear.after(map))));
        }
        return new Geometry(size, map);
    }

    static Mask where(Size size, VoxelTest test) {
        return Mask.of(size.box(), b -> {
            for (int z = 0; z < size.z(); z++)
                for (int y = 0; y < size.y(); y++)
                    for (int x = 0; x < size.x(); x++) if (test.is(x, y, z)) b.set(x, y, z);
        });
    }
}
