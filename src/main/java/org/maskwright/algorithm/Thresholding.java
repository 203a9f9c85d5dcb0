package org.maskwright.algorithm;

import org.maskwright.geometry.Box;
import org.maskwright.geometry.Mask;
import org.maskwright.job.Progress;
import org.maskwright.volume.Range;
import org.maskwright.volume.Volume;

/// The voxels whose value lies in a range.
public final class Thresholding {
    private Thresholding() {}

    /// @param box where to look; what reaches off the grid is left out
    /// @throws Progress.Cancelled if `progress` says so; asked once a slice
    public static Mask of(Volume volume, Range range, Box box, Progress progress) {
        Box inside = box.intersect(volume.geometry().size().box());
        return Mask.of(inside, out -> {
            for (int z = inside.z0(); z < inside.z1(); z++) {
                progress.at((double) (z - inside.z0()) / inside.depth(), "threshold");
                for (int y = inside.y0(); y < inside.y1(); y++) volume.within(range, y, z, inside.x0(), inside.x1(), out);
            }
        });
    }
}
