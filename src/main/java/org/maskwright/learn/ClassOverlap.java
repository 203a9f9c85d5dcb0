package org.maskwright.learn;

/// Gathers Dice overlaps on the network's grid, case by case, to steer a training run by. A class that neither map of a case
/// holds is not defined there and does not count. What is published about a model is measured on the cases' own grids.
final class ClassOverlap {
    private final double[] sums;
    private final int[] cases;

    ClassOverlap(int classes) {
        sums = new double[classes];
        cases = new int[classes];
    }

    /// @param proposed class of each voxel
    /// @param truth class of each voxel, in the same order
    void add(short[] proposed, short[] truth) {
        long[] common = new long[sums.length];
        long[] both = new long[sums.length];
        for (int i = 0; i < truth.length; i++) {
            both[proposed[i]]++;
            both[truth[i]]++;
            if (proposed[i] == truth[i]) common[truth[i]]++;
        }
        for (int c = 1; c < sums.length; c++) {
            if (both[c] == 0) continue;
            sums[c] += 2.0 * common[c] / both[c];
            cases[c]++;
        }
    }

    /// Mean over classes of the mean over cases; NaN if none was defined.
    double mean() {
        double sum = 0;
        int defined = 0;
        for (int c = 1; c < sums.length; c++) {
            if (cases[c] == 0) continue;
            sum += sums[c] / cases[c];
            defined++;
        }
        return defined == 0 ? Double.NaN : sum / defined;
    }
}
