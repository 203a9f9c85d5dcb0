package org.maskwright.algorithm.phantom;

/// A smooth curve through given points, tabulated every millimetre; constant beyond its ends.
final class Profile {
    private final double first;
    private final double[] table;

    private Profile(double first, double[] table) {
        this.first = first;
        this.table = table;
    }

    /// The curve through `(z, value)` pairs of rising z: cubic, and never past its neighbours (monotone slopes).
    static Profile of(double... pairs) {
        int n = pairs.length / 2;
        double[] z = new double[n], v = new double[n], slope = new double[n];
        for (int i = 0; i < n; i++) {
            z[i] = pairs[2 * i];
            v[i] = pairs[2 * i + 1];
        }
        for (int i = 1; i < n - 1; i++) {
            double before = (v[i] - v[i - 1]) / (z[i] - z[i - 1]), after = (v[i + 1] - v[i]) / (z[i + 1] - z[i]);
            slope[i] = before * after <= 0 ? 0 : 2 * before * after / (before + after); // harmonic mean: no overshoot
        }
        double[] table = new double[(int) Math.ceil(z[n - 1] - z[0]) + 2];
        int s = 0;
        for (int i = 0; i < table.length; i++) {
            double at = Math.min(z[0] + i, z[n - 1]);
            while (s < n - 2 && at > z[s + 1]) s++;
            double h = z[s + 1] - z[s], t = (at - z[s]) / h, t2 = t * t, t3 = t2 * t;
            table[i] = (2 * t3 - 3 * t2 + 1) * v[s] + (t3 - 2 * t2 + t) * h * slope[s] + (3 * t2 - 2 * t3) * v[s + 1] + (t3 - t2) * h * slope[s + 1];
        }
        return new Profile(z[0], table);
    }

    double at(double z) {
        double t = z - first;
        if (!(t > 0)) return table[0];
        int i = (int) t;
        if (i >= table.length - 1) return table[table.length - 1];
        return table[i] + (table[i + 1] - table[i]) * (t - i);
    }
}
