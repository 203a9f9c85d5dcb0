package org.maskwright.label;

import java.util.Random;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Size;

/// Random label maps and random writing.
final class Scribbles {
    private Scribbles() {}

    static final int[] LABELS = {0, 1, 2, 300, 40_000, 65_535};

    static Geometry grid(Random random) {
        return Geometry.upright(1 + random.nextInt(9), 1 + random.nextInt(8), 1 + random.nextInt(5), 1, 1, 1);
    }

    static Labels labels(Geometry geometry, Random random) {
        Size size = geometry.size();
        short[][] slices = new short[size.z()][size.sliceVoxels()];
        for (short[] slice : slices) {
            if (random.nextInt(3) == 0) continue; // some slices stay untouched
            for (int i = 0; i < slice.length; i++) slice[i] = (short) LABELS[random.nextInt(LABELS.length)];
        }
        return Labels.adopting(geometry, slices);
    }

    /// Any set of voxels, in a box that may reach past the grid.
    static Mask mask(Size size, Random random) {
        Box box = new Box(random.nextInt(-2, size.x()), random.nextInt(-2, size.y()), random.nextInt(-2, size.z()), random.nextInt(1, size.x() + 3), random.nextInt(1, size.y() + 3), random.nextInt(1, size.z() + 3));
        return Mask.of(box, b -> {
            for (int z = box.z0(); z < box.z1(); z++)
                for (int y = box.y0(); y < box.y1(); y++) for (int x = box.x0(); x < box.x1(); x++) if (random.nextInt(3) > 0) b.set(x, y, z);
        });
    }

    static void scribble(OpenEdit edit, Geometry geometry, Random random) {
        for (int n = random.nextInt(5); n > 0; n--) {
            if (random.nextInt(4) == 0) {
                int threshold = random.nextInt(3);
                edit.assign(labels(geometry, random), geometry.size().box().grow(random.nextInt(3) - 1), l -> l >= threshold);
            } else {
                edit.fill(mask(geometry.size(), random), LABELS[random.nextInt(LABELS.length)]);
            }
        }
    }

    /// Every voxel, z then y then x.
    static int[] voxels(Labels labels) {
        Size size = labels.geometry().size();
        int[] all = new int[(int) size.voxels()];
        int i = 0;
        for (int z = 0; z < size.z(); z++) for (int y = 0; y < size.y(); y++) for (int x = 0; x < size.x(); x++) all[i++] = labels.at(x, y, z);
        return all;
    }
}
