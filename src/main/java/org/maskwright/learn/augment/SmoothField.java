package org.maskwright.learn.augment;

import java.util.random.RandomGenerator;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;

/// Random numbers that change smoothly from voxel to voxel: a cubic B-spline through normally distributed nodes.
final class SmoothField {
    /// Mean of the sum of squares of a cubic B-spline's four weights: the variance that is left an axis.
    private static final double VARIANCE_AN_AXIS = 151.0 / 315;

    private SmoothField() {}

    /// One value a voxel, x fastest, of mean 0 and a deviation of about 1.
    ///
    /// @param nodeMm distance of the nodes
    static float[] draw(Size size, Point spacingMm, double nodeMm, RandomGenerator random) {
        int[] sides = {size.x(), size.y(), size.z()};
        int[] nodes = new int[3];
        double variance = 1;
        int count = 1;
        for (int axis = 0; axis < 3; axis++) {
            boolean thin = sides[axis] == 1;
            nodes[axis] = thin ? 1 : (int) Math.ceil((sides[axis] - 1) * spacingMm.along(axis) / nodeMm) + 4;
            variance *= thin ? 1 : VARIANCE_AN_AXIS;
            count *= nodes[axis];
        }
        float[] field = new float[count];
        for (int i = 0; i < count; i++) field[i] = (float) (random.nextGaussian() / Math.sqrt(variance));
        int inner = 1;
        for (int axis = 0; axis < 3; axis++) {
            if (sides[axis] > 1) field = enlarged(field, inner, nodes[axis], sides[axis], spacingMm.along(axis) / nodeMm, random.nextDouble());
            inner *= sides[axis];
        }
        return field;
    }

    /// Along one axis from nodes to voxels.
    ///
    /// @param inner values between neighbours along this axis
    /// @param start of the first voxel between the first nodes, in [0, 1), so that nodes do not always lie on the same voxels
    private static float[] enlarged(float[] field, int inner, int nodes, int side, double step, double start) {
        int outer = field.length / inner / nodes;
        float[] larger = new float[outer * side * inner];
        for (int i = 0; i < side; i++) {
            double at = start + i * step;
            int node = Math.min((int) at, nodes - 4);
            double t = at - node;
            float a = (float) ((1 - t) * (1 - t) * (1 - t) / 6);
            float b = (float) ((3 * t * t * t - 6 * t * t + 4) / 6);
            float d = (float) (t * t * t / 6);
            float c = 1 - a - b - d;
            for (int o = 0; o < outer; o++) {
                int from = (o * nodes + node) * inner;
                int to = (o * side + i) * inner;
                for (int k = 0; k < inner; k++) {
                    larger[to + k] = a * field[from + k] + b * field[from + inner + k] + c * field[from + 2 * inner + k] + d * field[from + 3 * inner + k];
                }
            }
        }
        return larger;
    }
}
