package org.maskwright.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Grids in every direction.
final class Oblique {
    private Oblique() {}

    /// The 48 ways to lay the voxel axes along the patient's, with spacings 1, 2, 3 mm along x, y, z and an offset origin.
    static List<Geometry> aligned(Size size) {
        int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        List<Geometry> all = new ArrayList<>();
        for (int[] order : orders) {
            for (int signs = 0; signs < 8; signs++) {
                Point[] columns = new Point[3];
                for (int axis = 0; axis < 3; axis++) columns[axis] = unit(order[axis]).times((axis + 1) * ((signs >> axis & 1) == 0 ? 1 : -1));
                all.add(new Geometry(size, Affine.ofColumns(columns[0], columns[1], columns[2], new Point(-31, 17, 204))));
            }
        }
        return all;
    }

    static Point unit(int axis) {
        return new Point(axis == 0 ? 1 : 0, axis == 1 ? 1 : 0, axis == 2 ? 1 : 0);
    }

    /// A rotation about a random axis.
    static Affine rotation(Random random) {
        double a = random.nextDouble(7), b = random.nextDouble(7), c = random.nextDouble(7);
        Affine x = new Affine(1, 0, 0, 0, 0, Math.cos(a), -Math.sin(a), 0, 0, Math.sin(a), Math.cos(a), 0);
        Affine y = new Affine(Math.cos(b), 0, Math.sin(b), 0, 0, 1, 0, 0, -Math.sin(b), 0, Math.cos(b), 0);
        Affine z = new Affine(Math.cos(c), -Math.sin(c), 0, 0, Math.sin(c), Math.cos(c), 0, 0, 0, 0, 1, 0);
        return x.after(y.after(z));
    }

    static Geometry random(Random random, Size size) {
        Affine scaled = rotation(random).after(Affine.scaling(0.2 + random.nextDouble(4), 0.2 + random.nextDouble(4), 0.2 + random.nextDouble(4)));
        return new Geometry(size, Affine.translation(random.nextDouble(-500, 500), random.nextDouble(-500, 500), random.nextDouble(-500, 500)).after(scaled));
    }
}
