package org.maskwright.label;

import java.util.Arrays;
import org.maskwright.geometry.Size;

/// How unsure a model was of its proposal, voxel by voxel, on a grid that covers the case's own and is as coarse as the
/// network's: a byte a voxel, so that it can be kept beside the proposal and painted over the scan. Score and profiles are of the numbers before
/// they became bytes.
public final class UncertaintyMap {
    /// What a map is by that does not say so: those were the first.
    public static final String ENTROPY = "entropy";
    /// Below this a map's greatest number is shown as little.
    private static final float FAINT = 0.01f;

    private final String measure;
    private final double full;
    private final Size source;
    private final Size size;
    private final byte[] values;
    private final double score;
    private final double[][] profiles;

    private UncertaintyMap(String measure, double full, Size source, Size size, byte[] values, double score, double[][] profiles) {
        if (!(full > 0 && full <= 1)) throw new IllegalArgumentException("255 stands for a number above 0, at most 1, got " + full);
        this.measure = measure;
        this.full = full;
        this.source = source;
        this.size = size;
        this.values = values;
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
        return new UncertaintyMap(measure, full, source, size, bytes, n == 0 ? 0 : sum / n, sums);
    }

    /// Made again from its parts, as they were kept on disk.
    ///
    /// @param full what 255 stands for
    /// @param profiles one number a slice of this map, for axis 0, 1 and 2
    public static UncertaintyMap kept(String measure, double full, Size source, Size size, byte[] values, double score, double[][] profiles) {
        if (values.length != size.voxels() || profiles.length != 3) throw new IllegalArgumentException("a map of " + size + " does not have " + values.length + " values");
        for (int axis = 0; axis < 3; axis++) {
            if (profiles[axis].length != size.along(axis)) throw new IllegalArgumentException("a profile has a number a slice, " + size.along(axis) + ", got " + profiles[axis].length);
        }
        return new UncertaintyMap(measure, full, source, size, values.clone(), score, Arrays.stream(profiles).map(double[]::clone).toArray(double[][]::new));
    }

    /// By which measure, such as `entropy`.
    public String measure() {
        return measure;
    }

    /// The number that 255 stands for: 1, or less where the measure's numbers are small and are shown against the greatest of the case.
    public double full() {
        return full;
    }

    /// Voxels of the case.
    public Size source() {
        return source;
    }

    /// Voxels of this map.
    public Size size() {
        return size;
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
        return profiles[axis][own(axis, slice)];
    }

    /// How unsure the model was at a voxel of the case, 0 to 255, which stands for [#full].
    public int at(int x, int y, int z) {
        return values[(own(2, z) * size.y() + own(1, y)) * size.x() + own(0, x)] & 0xFF;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UncertaintyMap map && measure.equals(map.measure) && full == map.full && source.equals(map.source) && size.equals(map.size) && Arrays.equals(values, map.values)
                && score == map.score && Arrays.deepEquals(profiles, map.profiles);
    }

    @Override
    public int hashCode() {
        return 31 * size.hashCode() + Arrays.hashCode(values);
    }

    private int own(int axis, int index) {
        int all = source.along(axis);
        if (index < 0 || index >= all) throw new IllegalArgumentException("axis " + axis + " has voxels 0 to " + (all - 1) + ", got " + index);
        return (int) ((2L * index + 1) * size.along(axis) / (2L * all));
    }

    /// A copy of the values, as [#kept] takes them.
    public byte[] values() {
        return values.clone();
    }

    /// A copy of the profile of this map's own slices across an axis.
    public double[] profile(int axis) {
        return profiles[axis].clone();
    }
}
