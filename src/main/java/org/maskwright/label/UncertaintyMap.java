package org.maskwright.label;

import java.util.Arrays;
import org.maskwright.geometry.Size;

/// How unsure a model was of its proposal, voxel by voxel and slice by slice; kept beside the proposal and painted over the scan. Score and profiles are of the numbers before
/// they became bytes.
public final class UncertaintyMap {
    /// What a map is by that does not say so: those were the first.
    public static final String ENTROPY = "entropy";
    /// Below this a map's greatest number is shown as little.
    private static final float FAINT = 0.01f;

    private final String measure;
    private final double full;
    private final CoarseMap map;
    private final double score;
    private final double[][] profiles;

    private UncertaintyMap(String measure, double full, CoarseMap map, double score, double[][] profiles) {
        if (!(full > 0 && full <= 1)) throw new IllegalArgumentException("255 stands for a number above 0, at most 1, got " + full);
        this.measure = measure;
        this.full = full;
        this.map = map;
        this.score = score;
        this.profiles = profiles;
    }

    /// @param measure by which, such as `entropy`
    /// @param relative whether bytes are shares of this map's greatest number, for a measure whose numbers are small, and not of 1
    /// @param source voxels of the case
    /// @param size voxels of this map; along each axis it covers the case evenly
    /// @param values 0 (sure) to 1 (as unsure as can be), `[z][y][x]` in the case's order of axes; not kept
    /// @param counted which of these voxels make up the score and the profiles, in the same order
    public static UncertaintyMap of(String measure, boolean relative, Size source, Size size, float[] values, boolean[] counted) {
        if (values.length != size.voxels() || counted.length != values.length) {
            throw new IllegalArgumentException("a map of " + size + " needs " + size.voxels() + " values, got " + values.length + " and " + counted.length);
        }
        double full = relative ? FAINT : 1;
        if (relative) for (float value : values) full = Math.max(full, value);
        byte[] bytes = new byte[values.length];
        double sum = 0;
        long n = 0;
        double[][] sums = {new double[size.x()], new double[size.y()], new double[size.z()]};
        int[][] counts = {new int[size.x()], new int[size.y()], new int[size.z()]};
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) Math.round(255 * values[i] / full);
            if (!counted[i]) continue;
            double value = values[i];
            int[] at = {i % size.x(), i / size.x() % size.y(), i / size.sliceVoxels()};
            for (int axis = 0; axis < 3; axis++) {
                sums[axis][at[axis]] += value;
                counts[axis][at[axis]]++;
            }
            sum += value;
            n++;
        }
        for (int axis = 0; axis < 3; axis++) {
            for (int i = 0; i < sums[axis].length; i++) sums[axis][i] /= Math.max(1, counts[axis][i]);
        }
        return new UncertaintyMap(measure, full, CoarseMap.of(source, size, bytes), n == 0 ? 0 : sum / n, sums);
    }

    /// Made again from its parts, as they were kept on disk.
    ///
    /// @param full what 255 stands for
    /// @param profiles one number a slice of this map, for axis 0, 1 and 2
    public static UncertaintyMap kept(String measure, double full, Size source, Size size, byte[] values, double score, double[][] profiles) {
        if (profiles.length != 3) throw new IllegalArgumentException("there is a profile an axis, three, got " + profiles.length);
        for (int axis = 0; axis < 3; axis++) {
            if (profiles[axis].length != size.along(axis)) throw new IllegalArgumentException("a profile has a number a slice, " + size.along(axis) + ", got " + profiles[axis].length);
        }
        return new UncertaintyMap(measure, full, CoarseMap.of(source, size, values), score, Arrays.stream(profiles).map(double[]::clone).toArray(double[][]::new));
    }

    /// By which measure, such as `entropy`.
    public String measure() {
        return measure;
    }

    /// The number that 255 stands for: 1, or less where the measure's numbers are small and are shown against the greatest of the case.
    public double full() {
        return full;
    }

    /// How unsure the model was voxel by voxel, 0 (sure) to 255, which stands for [#full].
    public CoarseMap map() {
        return map;
    }

    /// One number for the case: the mean over the counted voxels, in [0, 1]; 0 if none is.
    public double score() {
        return score;
    }

    /// The mean over the counted voxels of one of the case's own slices, in [0, 1]; 0 where none is.
    ///
    /// @param axis 0, 1 or 2, across which the slices lie
    /// @param slice of the case
    public double ofSlice(int axis, int slice) {
        return profiles[axis][map.own(axis, slice)];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UncertaintyMap its && measure.equals(its.measure) && full == its.full && map.equals(its.map) && score == its.score && Arrays.deepEquals(profiles, its.profiles);
    }

    @Override
    public int hashCode() {
        return map.hashCode();
    }

    /// A copy of the profile of this map's own slices across an axis.
    public double[] profile(int axis) {
        return profiles[axis].clone();
    }
}
