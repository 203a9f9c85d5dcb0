package org.maskwright.learn;

import java.util.Map;
import java.util.TreeMap;
import org.maskwright.geometry.Size;
import org.maskwright.label.Labels;
import org.maskwright.learn.image.Classes;

/// Gathers Dice overlaps, case by case, into a mean for each class. A class that neither map of a case holds is not defined
/// there and does not count.
final class Overlap {
    private final double[] sums;
    private final int[] cases;

    Overlap(int classes) {
        sums = new double[classes];
        cases = new int[classes];
    }

    void add(short[] proposed, short[] truth) {
        long[] common = new long[sums.length];
        long[] both = new long[sums.length];
        for (int i = 0; i < truth.length; i++) {
            both[proposed[i]]++;
            both[truth[i]]++;
            if (proposed[i] == truth[i]) common[truth[i]]++;
        }
        count(common, both);
    }

    void add(Labels proposed, Labels truth, Classes classes) {
        Size size = truth.geometry().size();
        short[] a = new short[size.sliceVoxels()];
        short[] b = new short[a.length];
        Map<Integer, Integer> classOf = new TreeMap<>();
        for (int c = 0; c < classes.count(); c++) classOf.put(classes.labelOf(c), c);
        long[] common = new long[sums.length];
        long[] both = new long[sums.length];
        for (int z = 0; z < size.z(); z++) {
            proposed.copySlice(z, a);
            truth.copySlice(z, b);
            for (int i = 0; i < a.length; i++) {
                if (a[i] == 0 && b[i] == 0) continue;
                int p = classOf.getOrDefault(Short.toUnsignedInt(a[i]), 0);
                int t = classOf.getOrDefault(Short.toUnsignedInt(b[i]), 0);
                both[p]++;
                both[t]++;
                if (p == t) common[t]++;
            }
        }
        count(common, both);
    }

    private void count(long[] common, long[] both) {
        for (int c = 1; c < sums.length; c++) {
            if (both[c] == 0) continue;
            sums[c] += 2.0 * common[c] / both[c];
            cases[c]++;
        }
    }

    /// Mean Dice by label value, for the labels that were defined in any case.
    Map<Integer, Double> byLabel(Classes classes) {
        var means = new TreeMap<Integer, Double>();
        for (int c = 1; c < sums.length; c++) {
            if (cases[c] > 0) means.put(classes.labelOf(c), sums[c] / cases[c]);
        }
        return means;
    }

    /// Mean over labels; NaN if none was defined.
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
