package org.maskwright.learn.post;

import java.util.Locale;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Point;

/// Smooths the outline: the mask is blurred by a Gaussian bell of this deviation and kept where more than half of it is left.
/// Beyond the edge of the grid it is taken to go on as it is there.
public record Smooth(double sigmaMm) implements Step {
    private static final double REACH = 3;

    public Smooth {
        if (!(sigmaMm > 0) || !Double.isFinite(sigmaMm)) throw new IllegalArgumentException("a deviation is above 0 mm, got " + sigmaMm);
    }

    @Override
    public String id() {
        return "smooth";
    }

    @Override
    public String words() {
        return String.format(Locale.ROOT, "smoothed by %s mm", Lengths.text(sigmaMm));
    }

    @Override
    public Mask apply(Mask mask, Geometry grid) {
        if (mask.isEmpty()) return mask;
        Point spacing = grid.spacingMm();
        Box box = Lengths.grown(mask.box(), REACH * sigmaMm, spacing, 0).intersect(grid.size().box());
        if (box.voxels() > Integer.MAX_VALUE - 8) throw new IllegalArgumentException("a mask of " + box + " is too large to be smoothed");
        int[] steps = {1, box.width(), box.width() * box.height()};
        int[] counts = {box.width(), box.height(), box.depth()};
        float[] values = new float[(int) box.voxels()];
        mask.forEachRun((y, z, x0, x1) -> {
            int row = (z - box.z0()) * steps[2] + (y - box.y0()) * steps[1] - box.x0();
            java.util.Arrays.fill(values, row + x0, row + x1, 1);
        });
        for (int axis = 0; axis < 3; axis++) blur(values, steps[axis], counts[axis], bell(sigmaMm / spacing.along(axis)));
        return Mask.of(box, out -> {
            for (int i = 0; i < values.length; i++) {
                if (values[i] > 0.5f) out.set(box.x0() + i % steps[1], box.y0() + i / steps[1] % counts[1], box.z0() + i / steps[2]);
            }
        });
    }

    /// Half of a bell: the weight of the middle, then of those beside it; all of them together, both sides, are 1.
    private static double[] bell(double sigmaVoxels) {
        double[] half = new double[(int) Math.ceil(REACH * sigmaVoxels) + 1];
        double sum = 0;
        for (int i = 0; i < half.length; i++) {
            half[i] = Math.exp(-0.5 * i * i / (sigmaVoxels * sigmaVoxels));
            sum += i == 0 ? half[i] : 2 * half[i];
        }
        for (int i = 0; i < half.length; i++) half[i] /= sum;
        return half;
    }

    /// Blurs every line of voxels that lie `step` apart.
    private static void blur(float[] values, int step, int count, double[] half) {
        float[] line = new float[count];
        for (int start = 0; start < values.length; start++) {
            if (start / step % count != 0) continue;
            for (int i = 0; i < count; i++) line[i] = values[start + i * step];
            for (int i = 0; i < count; i++) {
                double sum = half[0] * line[i];
                for (int k = 1; k < half.length; k++) sum += half[k] * (line[Math.max(0, i - k)] + line[Math.min(count - 1, i + k)]);
                values[start + i * step] = (float) sum;
            }
        }
    }
}
