package org.maskwright.geometry;

/// A box of voxels, half open: from `(x0, y0, z0)` up to but without `(x1, y1, z1)`. Any empty box equals [#EMPTY].
public record Box(int x0, int y0, int z0, int x1, int y1, int z1) {
    public static final Box EMPTY = new Box(0, 0, 0, 0, 0, 0);

    public Box {
        if (x1 <= x0 || y1 <= y0 || z1 <= z0) x0 = y0 = z0 = x1 = y1 = z1 = 0;
    }

    public static Box ofVoxel(int x, int y, int z) {
        return new Box(x, y, z, x + 1, y + 1, z + 1);
    }

    public boolean isEmpty() {
        return x1 == x0;
    }

    public int width() {
        return x1 - x0;
    }

    public int height() {
        return y1 - y0;
    }

    public int depth() {
        return z1 - z0;
    }

    public long voxels() {
        return (long) width() * height() * depth();
    }

    public boolean contains(int x, int y, int z) {
        return x >= x0 && x < x1 && y >= y0 && y < y1 && z >= z0 && z < z1;
    }

    /// Whether every voxel of `other` lies in this box; the empty box lies in every box.
    public boolean contains(Box other) {
        return other.isEmpty() || other.x0 >= x0 && other.x1 <= x1 && other.y0 >= y0 && other.y1 <= y1 && other.z0 >= z0 && other.z1 <= z1;
    }

    public Box intersect(Box other) {
        return new Box(Math.max(x0, other.x0), Math.max(y0, other.y0), Math.max(z0, other.z0),
                Math.min(x1, other.x1), Math.min(y1, other.y1), Math.min(z1, other.z1));
    }

    /// The smallest box that holds both.
    public Box union(Box other) {
        if (isEmpty()) return other;
        if (other.isEmpty()) return this;
        return new Box(Math.min(x0, other.x0), Math.min(y0, other.y0), Math.min(z0, other.z0),
                Math.max(x1, other.x1), Math.max(y1, other.y1), Math.max(z1, other.z1));
    }

    /// This box grown by `margin` voxels on every side; shrunk if negative.
    public Box grow(int margin) {
        return isEmpty() ? this : new Box(x0 - margin, y0 - margin, z0 - margin, x1 + margin, y1 + margin, z1 + margin);
    }
}
