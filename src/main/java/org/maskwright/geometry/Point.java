package org.maskwright.geometry;

/// A point or a vector in space: patient millimetres (LPS+) or voxel coordinates, as its user says.
public record Point(double x, double y, double z) {
    public Point plus(Point other) {
        return new Point(x + other.x, y + other.y, z + other.z);
    }

    public Point minus(Point other) {
        return new Point(x - other.x, y - other.y, z - other.z);
    }

    public Point times(double factor) {
        return new Point(x * factor, y * factor, z * factor);
    }

    public double dot(Point other) {
        return x * other.x + y * other.y + z * other.z;
    }

    public Point cross(Point other) {
        return new Point(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
    }

    public double length() {
        return Math.sqrt(dot(this));
    }

    public double distanceTo(Point other) {
        return minus(other).length();
    }

    /// The component along axis 0 (x), 1 (y) or 2 (z).
    public double along(int axis) {
        return switch (axis) {
            case 0 -> x;
            case 1 -> y;
            case 2 -> z;
            default -> throw new IllegalArgumentException("axis is 0, 1 or 2, got " + axis);
        };
    }
}
