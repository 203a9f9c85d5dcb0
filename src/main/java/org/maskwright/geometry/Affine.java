package org.maskwright.geometry;

/// An affine map of space: `p ↦ M·p + t`, a 3 × 4 matrix in rows.
public record Affine(double xx, double xy, double xz, double xt,
                     double yx, double yy, double yz, double yt,
                     double zx, double zy, double zz, double zt) {
    public static final Affine IDENTITY = new Affine(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0);

    public Affine {
        double sum = xx + xy + xz + xt + yx + yy + yz + yt + zx + zy + zz + zt;
        if (!Double.isFinite(sum)) throw new IllegalArgumentException("an affine map needs twelve finite numbers");
    }

    /// The map that takes the unit steps to the columns `x`, `y`, `z`, and the zero point to `origin`.
    public static Affine ofColumns(Point x, Point y, Point z, Point origin) {
        return new Affine(x.x(), y.x(), z.x(), origin.x(), x.y(), y.y(), z.y(), origin.y(), x.z(), y.z(), z.z(), origin.z());
    }

    public static Affine scaling(double x, double y, double z) {
        return new Affine(x, 0, 0, 0, 0, y, 0, 0, 0, 0, z, 0);
    }

    public static Affine translation(double x, double y, double z) {
        return new Affine(1, 0, 0, x, 0, 1, 0, y, 0, 0, 1, z);
    }

    public Point apply(double x, double y, double z) {
        return new Point(xx * x + xy * y + xz * z + xt, yx * x + yy * y + yz * z + yt, zx * x + zy * y + zz * z + zt);
    }

    public Point apply(Point p) {
        return apply(p.x(), p.y(), p.z());
    }

    /// Where a unit step along axis 0, 1 or 2 leads, without the translation.
    public Point column(int axis) {
        return switch (axis) {
            case 0 -> new Point(xx, yx, zx);
            case 1 -> new Point(xy, yy, zy);
            case 2 -> new Point(xz, yz, zz);
            default -> throw new IllegalArgumentException("axis is 0, 1 or 2, got " + axis);
        };
    }

    /// Where the zero point goes.
    public Point origin() {
        return new Point(xt, yt, zt);
    }

    /// The map that applies `first`, then this.
    public Affine after(Affine first) {
        Point x = linear(first.column(0)), y = linear(first.column(1)), z = linear(first.column(2));
        return ofColumns(x, y, z, apply(first.origin()));
    }

    private Point linear(Point v) {
        return apply(v).minus(origin());
    }

    public double determinant() {
        return column(0).dot(column(1).cross(column(2)));
    }

    /// The map back.
    ///
    /// @throws IllegalArgumentException if this map flattens space and so has none
    public Affine inverse() {
        Point x = column(0), y = column(1), z = column(2);
        double volume = x.length() * y.length() * z.length();
        double det = determinant();
        if (!(Math.abs(det) > 1e-12 * volume)) throw new IllegalArgumentException("the axes lie in one plane, so the map has no inverse");
        Point rx = y.cross(z).times(1 / det), ry = z.cross(x).times(1 / det), rz = x.cross(y).times(1 / det), t = origin();
        return new Affine(rx.x(), rx.y(), rx.z(), -rx.dot(t), ry.x(), ry.y(), ry.z(), -ry.dot(t), rz.x(), rz.y(), rz.z(), -rz.dot(t));
    }

    /// The same map with its target's x and y negated: LPS+ to RAS+ and back.
    public Affine withTargetXyNegated() {
        return new Affine(-xx, -xy, -xz, -xt, -yx, -yy, -yz, -yt, zx, zy, zz, zt);
    }

    /// Four rows of four, the last `0 0 0 1`, as files and reports spell it.
    public double[][] rows() {
        return new double[][] {{xx, xy, xz, xt}, {yx, yy, yz, yt}, {zx, zy, zz, zt}, {0, 0, 0, 1}};
    }

    public static Affine ofRows(double[][] m) {
        return new Affine(m[0][0], m[0][1], m[0][2], m[0][3], m[1][0], m[1][1], m[1][2], m[1][3], m[2][0], m[2][1], m[2][2], m[2][3]);
    }
}
