package org.maskwright.learn.augment;

import java.util.random.RandomGenerator;
import org.maskwright.geometry.Size;

/// Shows the patch as if it had been scanned with voxels up to `maxFactor` times as long along each axis (in two dimensions
/// within the slice), and then interpolated back: what many scans are.
public record LowResolution(double maxFactor) implements Augmentation {
    @Override
    public Variation add(Variation variation, int dimensions, RandomGenerator random) {
        double factor = 1 + (maxFactor - 1) * random.nextDouble();
        return variation.then((values, size, _) -> coarsen(values, size, factor));
    }

    @Override
    public String title() {
        return "Low resolution";
    }

    @Override
    public String strength(int dimensions) {
        return "voxels up to " + Words.number(maxFactor) + " times as long, interpolated back";
    }

    private static void coarsen(float[] values, Size size, double factor) {
        int stride = 1;
        for (int side : new int[] {size.x(), size.y(), size.z()}) {
            int coarse = Math.max(2, (int) Math.round(side / factor));
            if (side > 2 && coarse < side) along(values, stride, side, coarse);
            stride *= side;
        }
    }

    /// Linear down to `coarse` values a line, and linear up again.
    private static void along(float[] values, int stride, int side, int coarse) {
        float[] fine = new float[side];
        float[] few = new float[coarse];
        for (int start = 0; start < values.length; start++) {
            if (start / stride % side != 0) continue;
            for (int i = 0; i < side; i++) fine[i] = values[start + i * stride];
            resample(fine, few);
            resample(few, fine);
            for (int i = 0; i < side; i++) values[start + i * stride] = fine[i];
        }
    }

    private static void resample(float[] from, float[] to) {
        for (int i = 0; i < to.length; i++) {
            float at = (float) i * (from.length - 1) / (to.length - 1);
            int low = Math.min((int) at, from.length - 2);
            to[i] = from[low] + (at - low) * (from[low + 1] - from[low]);
        }
    }
}
