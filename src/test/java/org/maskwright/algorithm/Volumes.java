package org.maskwright.algorithm;

import java.util.Random;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Size;
import org.maskwright.volume.FloatVolume;
import org.maskwright.volume.Range;
import org.maskwright.volume.RgbVolume;
import org.maskwright.volume.ScanInfo;
import org.maskwright.volume.ShortVolume;
import org.maskwright.volume.Volume;

/// Random volumes of every kind.
final class Volumes {
    private Volumes() {}

    static Volume random(Random random) {
        Geometry geometry = Grids.random(random, random.nextBoolean());
        Size size = geometry.size();
        int n = size.sliceVoxels(), levels = 2 + random.nextInt(20);
        return switch (random.nextInt(3)) {
            case 0 -> {
                short[][] slices = new short[size.z()][n];
                for (short[] slice : slices) for (int i = 0; i < n; i++) slice[i] = random.nextInt(50) == 0 ? (short) random.nextInt() : (short) (random.nextInt(levels) - 5);
                double[] slopes = {1, -1, 2.5, 0.1, -0.01};
                yield ShortVolume.adopting(geometry, slices, slopes[random.nextInt(slopes.length)], random.nextInt(3) * -512, ScanInfo.CT);
            }
            case 1 -> {
                float[][] slices = new float[size.z()][n];
                for (float[] slice : slices) for (int i = 0; i < n; i++) slice[i] = random.nextInt(50) == 0 ? Float.NaN : random.nextInt(levels) * 0.37f;
                yield FloatVolume.adopting(geometry, slices, ScanInfo.MR);
            }
            default -> {
                int[][] slices = new int[size.z()][n];
                for (int[] slice : slices) for (int i = 0; i < n; i++) slice[i] = random.nextInt(levels) * 0x0a0b0c;
                yield RgbVolume.adopting(geometry, slices, ScanInfo.UNKNOWN);
            }
        };
    }

    /// A range whose ends are values of the volume.
    static Range range(Volume volume, Random random) {
        double a = someValue(volume, random), b = someValue(volume, random);
        return new Range(Math.min(a, b), Math.max(a, b));
    }

    private static double someValue(Volume volume, Random random) {
        Size size = volume.geometry().size();
        double value = volume.value(random.nextInt(size.x()), random.nextInt(size.y()), random.nextInt(size.z()));
        return Double.isNaN(value) ? 0 : value;
    }
}
