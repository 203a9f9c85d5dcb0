package org.maskwright.learn.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.maskwright.algorithm.surface.DistanceMap;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Point;

/// Another loss, and beside it the mean over voxels and classes but background of the probability times the signed distance to the true
/// border: what lies far outside costs most, what lies deep inside earns most. Distances are in voxels.
///
/// @param beside without which the empty answer would look good
/// @param weight of the border's part
/// @see <a href="https://arxiv.org/abs/1812.07032">Kervadec et al. 2019</a>
public record Boundary(Loss beside, float weight) implements Loss {
    @Override
    public NDArray of(NDArray scores, NDArray truth) {
        NDArray distance = truth.getManager().create(distances(truth), truth.getShape());
        NDArray border = scores.softmax(1).mul(truth.sum(new int[] {1}, true)).mul(distance).get(":,1:").mean();
        return beside.of(scores, truth).add(border.mul(weight));
    }

    /// In the shape of `truth`: 0 for the background and for a class that is not there.
    private static float[] distances(NDArray truth) {
        Shape shape = truth.getShape();
        int classes = Math.toIntExact(shape.get(1));
        int rank = shape.dimension();
        int nx = Math.toIntExact(shape.get(rank - 1));
        int ny = Math.toIntExact(shape.get(rank - 2));
        int nz = rank == 5 ? Math.toIntExact(shape.get(2)) : 1;
        int voxels = nx * ny * nz;
        float[] values = truth.toFloatArray();
        float[] distances = new float[values.length];
        for (int map = 0; map < values.length / voxels; map++) {
            if (map % classes > 0) signed(values, map * voxels, nx, ny, nz, distances);
        }
        return distances;
    }

    /// Outside the distance to the class, inside the distance out of it, negative.
    private static void signed(float[] values, int from, int nx, int ny, int nz, float[] distances) {
        var box = new Box(0, 0, 0, nx, ny, nz);
        Mask inside = Mask.of(box, mask -> {
            for (int i = 0; i < nx * ny * nz; i++) {
                if (values[from + i] > 0.5) mask.set(i % nx, i / nx % ny, i / nx / ny);
            }
        });
        if (inside.isEmpty() || inside.count() == box.voxels()) return;
        Mask outside = Mask.of(box, mask -> {
            for (int i = 0; i < nx * ny * nz; i++) {
                if (values[from + i] <= 0.5) mask.set(i % nx, i / nx % ny, i / nx / ny);
            }
        });
        var spacing = new Point(1, 1, 1);
        DistanceMap toClass = DistanceMap.to(inside, box, spacing);
        DistanceMap toRest = DistanceMap.to(outside, box, spacing);
        for (int i = 0; i < nx * ny * nz; i++) {
            int x = i % nx;
            int y = i / nx % ny;
            int z = i / nx / ny;
            distances[from + i] = (float) (toClass.mm(x, y, z) - toRest.mm(x, y, z));
        }
    }
}
