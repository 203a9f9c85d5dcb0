package org.maskwright.label;

import java.util.Arrays;
import org.maskwright.geometry.Size;

/// A byte a voxel on a grid that covers a case's own evenly and is as coarse as a network's: small enough to be kept beside a proposal and
/// painted over the scan.
public final class CoarseMap {
    private final Size source;
    private final Size size;
    private final byte[] values;

    private CoarseMap(Size source, Size size, byte[] values) {
        this.source = source;
        this.size = size;
        this.values = values;
    }

    /// @param source voxels of the case
    /// @param size voxels of this map
    /// @param values `[z][y][x]` in the case's order of axes, 0 to 255 each; copied
    public static CoarseMap of(Size source, Size size, byte[] values) {
        if (values.length != size.voxels()) throw new IllegalArgumentException("a map of " + size + " needs " + size.voxels() + " values, got " + values.length);
        return new CoarseMap(source, size, values.clone());
    }

    /// Voxels of the case.
    public Size source() {
        return source;
    }

    /// Voxels of this map.
    public Size size() {
        return size;
    }

    /// The value at a voxel of the case, 0 to 255, interpolated between those of this map: as a network's answer is brought back to the scan.
    public int at(int x, int y, int z) {
        double u = position(0, x), v = position(1, y), w = position(2, z);
        int u0 = (int) u, v0 = (int) v, w0 = (int) w;
        double near = across(u0, u - u0, v0, v - v0, w0);
        return (int) Math.round(w == w0 ? near : near + (w - w0) * (across(u0, u - u0, v0, v - v0, w0 + 1) - near));
    }

    private double across(int u, double partU, int v, double partV, int w) {
        double near = along(u, partU, v, w);
        return partV == 0 ? near : near + partV * (along(u, partU, v + 1, w) - near);
    }

    private double along(int u, double part, int v, int w) {
        int i = (w * size.y() + v) * size.x() + u;
        int near = values[i] & 0xFF;
        return part == 0 ? near : near + part * ((values[i + 1] & 0xFF) - near);
    }

    /// The centre of a voxel of the case in voxels of this map, held inside it.
    private double position(int axis, int index) {
        return Math.clamp((index + 0.5) * size.along(axis) / source.along(axis) - 0.5, 0, size.along(axis) - 1);
    }

    /// Where a slice of the case lies in this map.
    ///
    /// @param axis 0, 1 or 2
    int own(int axis, int index) {
        int all = source.along(axis);
        if (index < 0 || index >= all) throw new IllegalArgumentException("axis " + axis + " has voxels 0 to " + (all - 1) + ", got " + index);
        return (int) ((2L * index + 1) * size.along(axis) / (2L * all));
    }

    /// A copy of the values, as [#of] takes them.
    public byte[] values() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CoarseMap map && source.equals(map.source) && size.equals(map.size) && Arrays.equals(values, map.values);
    }

    @Override
    public int hashCode() {
        return 31 * size.hashCode() + Arrays.hashCode(values);
    }
}
