package org.maskwright.algorithm.surface;

import org.maskwright.geometry.Box;
import org.maskwright.geometry.Mask;

/// The voxels of a mask that share a face with a voxel outside it: mask without its erosion by the 6-neighbourhood.
///
/// Beyond the image lies background, so voxels at its edge are border too: as MedPy, MONAI and Metrics Reloaded have it.
public final class BorderVoxels {
    private BorderVoxels() {}

    public static Mask of(Mask mask) {
        Box box = mask.box();
        return Mask.of(box, out -> {
            for (int z = box.z0(); z < box.z1(); z++)
                for (int y = box.y0(); y < box.y1(); y++)
                    for (int x = box.x0(); x < box.x1(); x += 64) {
                        long here = mask.bits(y, z, x);
                        if (here == 0) continue;
                        long inside = mask.bits(y, z, x - 1) & mask.bits(y, z, x + 1) & mask.bits(y - 1, z, x) & mask.bits(y + 1, z, x)
                                & mask.bits(y, z - 1, x) & mask.bits(y, z + 1, x);
                        out.bits(y, z, x, here & ~inside);
                    }
        });
    }
}
