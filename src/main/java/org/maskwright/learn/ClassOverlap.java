package org.maskwright.learn;

import java.util.List;
import java.util.stream.IntStream;

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
    /// @param weights of each voxel, of which 0 leaves it out; empty for none left out
    /// @return mean over the classes that either map holds; NaN for none
    double add(short[] proposed, short[] truth, float[] weights) {
        long[] common = new long[sums.length];
        long[] both = new long[sums.length];
        for (int i = 0; i < truth.length; i++) {
            if (weights.length > 0 && weights[i] == 0) continue;
            both[proposed[i]]++;
            both[truth[i]]++;
            if (proposed[i] == truth[i]) common[truth[i]]++;
        }
        double sum = 0;
        int defined = 0;
        for (int c = 1; c < sums.length; c++) {
            if (both[c] == 0) continue;
            double dice = 2.0 * common[c] / both[c];
            sums[c] += dice;
            cases[c]++;
            sum += dice;
            defined++;
        }
        return defined == 0 ? Double.NaN : sum / defined;
    }

    /// Mean over cases of each class but background, in their order; NaN where none was defined.
    List<Double> perClass() {
        return IntStream.range(1, sums.length).mapToObj(c -> cases[c] == 0 ? Double.NaN : sums[c] / cases[c]).toList();
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
