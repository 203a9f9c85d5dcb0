package org.maskwright.algorithm.phantom;

import java.util.SplittableRandom;

/// What the scanner adds: a slight blur and the grain of a reconstruction, which has little of low and of high frequencies.
final class Detector {
    private final int nx, ny;
    private final double sigma;
    private final float[] white, narrow, wide, row;

    /// @param sigmaHu standard deviation of the noise in soft tissue
    Detector(int nx, int ny, double sigmaHu) {
        this.nx = nx;
        this.ny = ny;
        this.sigma = sigmaHu;
        white = new float[nx * ny];
        narrow = new float[nx * ny];
        wide = new float[nx * ny];
        row = new float[Math.max(nx, ny)];
    }

    /// Turns a slice of exact values into stored ones.
    void expose(float[] hounsfield, SplittableRandom random, short[] out) {
        for (int i = 0; i < white.length; i++) white[i] = gaussian(random);
        System.arraycopy(white, 0, narrow, 0, white.length);
        blur(narrow, 1);
        System.arraycopy(narrow, 0, wide, 0, white.length);
        blur(wide, 2);
        double sum = 0;
        for (int i = 0; i < white.length; i++) sum += square(narrow[i] - 0.85 * wide[i]);
        double gain = sigma / Math.sqrt(sum / white.length);
        for (int y = 0; y < ny; y++) {
            for (int x = 0; x < nx; x++) {
                int i = y * nx + x;
                double u = (x - nx * 0.5) / (0.45 * nx), v = (y - ny * 0.5) / (0.4 * ny);
                double local = 0.55 + 0.6 * Math.exp(-(u * u + v * v)); // least signal, so most noise, along the longest paths
                double value = hounsfield[i] + gain * local * (narrow[i] - 0.85 * wide[i]);
                out[i] = (short) Math.clamp(Math.round(value), -1024, 3071);
            }
        }
    }

    /// Twelve-fold sums are near enough to a Gaussian, and much faster: here four 16-bit parts of one random number.
    private static float gaussian(SplittableRandom random) {
        long bits = random.nextLong();
        return (float) (((short) bits + (short) (bits >> 16) + (short) (bits >> 32) + (short) (bits >> 48)) * (Math.sqrt(3) / 65_536));
    }

    /// Binomial blur (1 2 1)/4 of both axes, `times` times.
    private void blur(float[] image, int times) {
        for (int n = 0; n < times; n++) {
            for (int y = 0; y < ny; y++) line(image, y * nx, 1, nx);
            for (int x = 0; x < nx; x++) line(image, x, nx, ny);
        }
    }

    private void line(float[] image, int start, int step, int count) {
        for (int k = 0; k < count; k++) row[k] = image[start + k * step];
        for (int k = 0; k < count; k++) image[start + k * step] = (row[Math.max(0, k - 1)] + 2 * row[k] + row[Math.min(count - 1, k + 1)]) / 4;
    }

    private static double square(double v) {
        return v * v;
    }
}
