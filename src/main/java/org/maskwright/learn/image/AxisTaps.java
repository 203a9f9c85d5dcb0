package org.maskwright.learn.image;

/// Linear interpolation along one axis as a table: which old voxels, with which weights, make each new one.
///
/// Both grids cover the same extent. Towards a coarser grid the weights widen to a triangle two new voxels wide, so that
/// noise is averaged instead of sampled; beyond the edge the last voxel counts again.
final class AxisTaps {
    private final int oldCount;
    private final int[] first;
    private final float[][] weights;

    AxisTaps(int oldCount, int newCount) {
        this.oldCount = oldCount;
        first = new int[newCount];
        weights = new float[newCount][];
        double step = (double) oldCount / newCount;
        double reach = Math.max(1, step);
        for (int i = 0; i < newCount; i++) {
            double centre = (i + 0.5) * step - 0.5;
            int from = Math.clamp((int) Math.floor(centre - reach) + 1, 0, oldCount - 1);
            int to = Math.clamp((int) Math.ceil(centre + reach) - 1, from, oldCount - 1);
            float[] taps = new float[to - from + 1];
            double sum = 0;
            for (int old = (int) Math.floor(centre - reach) + 1; old < centre + reach; old++) {
                double weight = 1 - Math.abs(old - centre) / reach;
                if (weight <= 0) continue;
                taps[Math.clamp(old, from, to) - from] += (float) weight;
                sum += weight;
            }
            for (int k = 0; k < taps.length; k++) taps[k] /= (float) sum;
            first[i] = from;
            weights[i] = taps;
        }
    }

    int newCount() {
        return first.length;
    }

    /// True if nothing changes along this axis.
    boolean isIdentity() {
        return oldCount == first.length;
    }

    int first(int index) {
        return first[index];
    }

    /// Weights of the old voxels from [#first] on; they sum to 1.
    float[] weights(int index) {
        return weights[index];
    }

    int oldCount() {
        return oldCount;
    }

    /// The new voxel `index` of a line of old ones.
    float at(float[] line, int index) {
        float[] taps = weights[index];
        int from = first[index];
        float sum = 0;
        for (int t = 0; t < taps.length; t++) sum += taps[t] * line[from + t];
        return sum;
    }

    /// Row `index` between the rows of a picture whose rows are as long as `out`.
    void line(float[] picture, int index, float[] out) {
        java.util.Arrays.fill(out, 0);
        float[] taps = weights[index];
        for (int t = 0; t < taps.length; t++) {
            int from = (first[index] + t) * out.length;
            for (int x = 0; x < out.length; x++) out[x] += taps[t] * picture[from + x];
        }
    }

    /// No new voxel before this one takes anything from old voxel `old` or a later one.
    int firstTouching(int old) {
        double step = (double) oldCount / newCount();
        return Math.clamp((long) Math.floor((old - Math.max(1, step) + 0.5) / step - 0.5), 0, newCount() - 1);
    }

    /// No new voxel after this one takes anything from old voxel `old` or an earlier one.
    int lastTouching(int old) {
        double step = (double) oldCount / newCount();
        return Math.clamp((long) Math.ceil((old + Math.max(1, step) + 0.5) / step - 0.5), 0, newCount() - 1);
    }

    /// Interpolates lines: `lines` of them, the k-th value of line l at `source[sourceStart(l) + k·stride]`.
    ///
    /// Lines are the `inner` neighbours of each of the `outer` blocks, so one method serves all three axes.
    float[] apply(float[] source, int outer, int inner) {
        if (isIdentity()) return source;
        int newCount = newCount();
        float[] target = new float[Math.multiplyExact(Math.multiplyExact(outer, newCount), inner)];
        for (int o = 0; o < outer; o++) {
            for (int i = 0; i < newCount; i++) {
                int to = (o * newCount + i) * inner;
                float[] taps = weights[i];
                for (int t = 0; t < taps.length; t++) {
                    int from = (o * oldCount + first[i] + t) * inner;
                    float weight = taps[t];
                    for (int n = 0; n < inner; n++) target[to + n] += weight * source[from + n];
                }
            }
        }
        return target;
    }
}
