package org.maskwright.render;

import java.util.Arrays;
import org.maskwright.volume.Volume;
import org.maskwright.volume.Window;

/// The grey window for a scan that brings none and has no scale of its own, as MR.
///
/// From the 1st to the 99.5th percentile of what is not the background: a few bright vessels must not darken the rest.
/// Estimated from evenly spread samples.
public final class AutomaticWindow {
    private static final int SAMPLES = 20_000;

    private AutomaticWindow() {}

    public static Window of(Volume volume) {
        var size = volume.geometry().size();
        long step = Math.max(1, size.voxels() / SAMPLES);
        double[] values = new double[(int) (size.voxels() / step) + 1];
        double low = volume.range().low();
        int n = 0;
        for (long i = 0; i < size.voxels(); i += step) {
            double value = volume.value((int) (i % size.x()), (int) (i / size.x() % size.y()), (int) (i / size.sliceVoxels()));
            if (volume.info().isMeasured(value) && value > low) values[n++] = value;
        }
        if (n < 10) return Window.between(low, volume.range().high());
        Arrays.sort(values, 0, n);
        return Window.between(values[n / 100], values[(int) (n * 0.995)]);
    }
}
