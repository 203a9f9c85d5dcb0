package org.maskwright.learn.augment;

import java.util.random.RandomGenerator;
import org.maskwright.geometry.Size;

/// Smooths with a Gaussian of a deviation of up to `maxVoxels`, as a scanner of lesser sharpness would.
public record Blur(double maxVoxels) implements Augmentation {
    @Override
    public Variation add(Variation variation, int dimensions, RandomGenerator random) {
        double sigma = maxVoxels * random.nextDouble();
        return variation.then((values, size, _) -> smooth(values, size, sigma));
    }

    @Override
    public String title() {
        return "Blur";
    }

    @Override
    public String strength(int dimensions) {
        return "a Gaussian of a standard deviation of up to " + Words.number(maxVoxels) + (maxVoxels == 1 ? " voxel" : " voxels");
    }

    private static void smooth(float[] values, Size size, double sigma) {
        int reach = (int) Math.ceil(2.5 * sigma);
        if (reach == 0) return;
        float[] kernel = new float[reach + 1];
        double sum = 0;
        for (int i = -reach; i <= reach; i++) sum += Math.exp(-i * i / (2 * sigma * sigma));
        for (int i = 0; i <= reach; i++) kernel[i] = (float) (Math.exp(-i * i / (2 * sigma * sigma)) / sum);
        int[] sides = {size.x(), size.y(), size.z()};
        int stride = 1;
        float[] line = new float[Math.max(sides[0], Math.max(sides[1], sides[2]))];
        for (int side : sides) {
            if (side > 1) along(values, stride, side, kernel, line);
            stride *= side;
        }
    }

    /// What lies beyond the edge is as the edge.
    private static void along(float[] values, int stride, int side, float[] kernel, float[] line) {
        for (int start = 0; start < values.length; start++) {
            if (start / stride % side != 0) continue;
            for (int i = 0; i < side; i++) line[i] = values[start + i * stride];
            for (int i = 0; i < side; i++) {
                float sum = kernel[0] * line[i];
                for (int k = 1; k < kernel.length; k++) sum += kernel[k] * (line[Math.max(0, i - k)] + line[Math.min(side - 1, i + k)]);
                values[start + i * stride] = sum;
            }
        }
    }
}
