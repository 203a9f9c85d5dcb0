package org.maskwright.geometry;

/// The number of voxels of a grid along x, y and z; z counts the slices.
public record Size(int x, int y, int z) {
    public Size {
        if (x < 1 || y < 1 || z < 1)
            throw new IllegalArgumentException("a grid needs at least one voxel along each axis, got " + x + " × " + y + " × " + z);
    }

    public long voxels() {
        return (long) x * y * z;
    }

    /// Voxels of one slice; fits an `int`, or the slice could not be held in one array.
    public int sliceVoxels() {
        return Math.multiplyExact(x, y);
    }

    /// Voxels along axis 0 (x), 1 (y) or 2 (z).
    public int along(int axis) {
        return switch (axis) {
            case 0 -> x;
            case 1 -> y;
            case 2 -> z;
            default -> throw new IllegalArgumentException("axis is 0, 1 or 2, got " + axis);
        };
    }

    public boolean contains(int x, int y, int z) {
        return x >= 0 && y >= 0 && z >= 0 && x < this.x && y < this.y && z < this.z;
    }

    public Box box() {
        return new Box(0, 0, 0, x, y, z);
    }

    /// The voxels of one slice across axis 0 (x), 1 (y) or 2 (z); none if there is no such slice.
    public Box slice(int axis, int index) {
        if (index < 0 || index >= along(axis)) return Box.EMPTY;
        return new Box(axis == 0 ? index : 0, axis == 1 ? index : 0, axis == 2 ? index : 0,
                axis == 0 ? index + 1 : x, axis == 1 ? index + 1 : y, axis == 2 ? index + 1 : z);
    }

    @Override
    public String toString() {
        return x + " × " + y + " × " + z;
    }
}
