package org.maskwright.learn.uncertainty;

import org.maskwright.geometry.Size;

/// The voxels that count when a case is given one number: those of the proposed labels, and [#WIDTH] voxels around them.
///
/// The rest of a scan is sure background, and more or less of it would move a mean over everything. Where nothing is
/// proposed, all voxels count.
public final class Band {
    /// Voxels of the network's grid, by faces.
    public static final int WIDTH = 2;

    private Band() {}

    /// @param classes the proposed class of each voxel, `[z][y][x]`
    public static boolean[] around(short[] classes, Size size) {
        boolean[] band = new boolean[classes.length];
        boolean any = false;
        for (int i = 0; i < band.length; i++) {
            band[i] = classes[i] != 0;
            any |= band[i];
        }
        if (!any) {
            java.util.Arrays.fill(band, true);
            return band;
        }
        for (int step = 0; step < WIDTH; step++) band = wider(band, size);
        return band;
    }

    private static boolean[] wider(boolean[] band, Size size) {
        boolean[] wide = band.clone();
        int[] strides = {1, size.x(), size.sliceVoxels()};
        for (int i = 0; i < band.length; i++) {
            if (!band[i]) continue;
            int[] at = {i % size.x(), i / size.x() % size.y(), i / size.sliceVoxels()};
            for (int axis = 0; axis < 3; axis++) {
                if (at[axis] > 0) wide[i - strides[axis]] = true;
                if (at[axis] < size.along(axis) - 1) wide[i + strides[axis]] = true;
            }
        }
        return wide;
    }
}
