package org.maskwright.algorithm;

import org.maskwright.geometry.Box;
import org.maskwright.geometry.Mask;
import org.maskwright.job.Progress;

/// Fills what a mask encloses: background that no path from face to face leads out of.
public final class Holes {
    private Holes() {}

    /// Fills cavities in space: floods the background from outside, where a rim of one voxel leads everywhere, and takes the rest.
    ///
    /// @throws Progress.Cancelled if `progress` says so
    public static Mask filledInSpace(Mask mask, Progress progress) {
        if (mask.box().isEmpty()) return Mask.EMPTY;
        Box around = mask.box().grow(1);
        Flood flood = new Flood(around, z -> block(new Box(around.x0(), around.y0(), z, around.x1(), around.y1(), z + 1)).minus(mask));
        flood.seed(around.x0(), around.y0(), around.z0());
        return block(mask.box()).minus(flood.run(progress));
    }

    private static Mask block(Box box) {
        return Mask.of(box, b -> {
            for (int z = box.z0(); z < box.z1(); z++) for (int y = box.y0(); y < box.y1(); y++) b.run(y, z, box.x0(), box.x1());
        });
    }
}
