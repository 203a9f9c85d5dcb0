package org.maskwright.algorithm;

import org.maskwright.geometry.Box;
import org.maskwright.geometry.Mask;
import org.maskwright.job.Progress;

/// Fills what a mask encloses: background that no path from face to face leads out of.
public final class Holes {
    private Holes() {}

    /// Fills cavities in space.
    ///
    /// @throws Progress.Cancelled if `progress` says so
    public static Mask filledInSpace(Mask mask, Progress progress) {
        Box around = mask.box().grow(1);
        return filled(mask, around, mask.box(), around.z0(), around.z1(), progress);
    }

    /// Fills holes in each slice across z by itself.
    ///
    /// @throws Progress.Cancelled if `progress` says so
    public static Mask filledInSlices(Mask mask, Progress progress) {
        Box box = mask.box();
        return Mask.of(box, out -> {
            for (int z = box.z0(); z < box.z1(); z++) {
                Box slice = new Box(box.x0(), box.y0(), z, box.x1(), box.y1(), z + 1);
                Box around = new Box(box.x0() - 1, box.y0() - 1, z, box.x1() + 1, box.y1() + 1, z + 1);
                filled(mask, around, slice, z, z + 1, progress).forEachRun(out::run);
            }
        });
    }

    /// Floods the background of `around` from its corner, from where its whole rim is reached, and takes the rest.
    private static Mask filled(Mask mask, Box around, Box wanted, int z0, int z1, Progress progress) {
        if (wanted.isEmpty()) return Mask.EMPTY;
        Flood flood = new Flood(around, z -> block(new Box(around.x0(), around.y0(), z, around.x1(), around.y1(), z + 1)).minus(mask));
        for (int z = z0; z < z1; z++) flood.seed(around.x0(), around.y0(), z);
        return block(wanted).minus(flood.run(progress));
    }

    private static Mask block(Box box) {
        return Mask.of(box, b -> {
            for (int z = box.z0(); z < box.z1(); z++) for (int y = box.y0(); y < box.y1(); y++) b.run(y, z, box.x0(), box.x1());
        });
    }
}
