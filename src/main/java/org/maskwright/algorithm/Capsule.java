package org.maskwright.algorithm;

import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;

/// What a round brush sweeps on its way from one place to the next, without gaps: every voxel whose centre lies within a
/// radius of the segment between them, measured in millimetres whatever the spacing or the slant of the grid.
///
/// The voxels nearest to the path itself always belong to it, so that a brush finer than a voxel still leaves a line.
public final class Capsule {
    /// Lets a centre that lies exactly on the rim belong to the capsule in spite of rounding.
    private static final double RIM = 1 + 1e-9;

    private final Geometry geometry;
    private final Point from, to; // voxel coordinates
    private final double reach; // radius², a hair enlarged
    private final Affine toMm; // voxel coordinates → mm seen from `from`
    private final Point way; // mm
    private final double wayLength2;

    private Capsule(Geometry geometry, Point from, Point to, double radiusMm) {
        this.geometry = geometry;
        this.from = from;
        this.to = to;
        this.reach = radiusMm * radiusMm * RIM;
        Affine a = geometry.toPatient();
        Point start = a.apply(from);
        this.toMm = Affine.ofColumns(a.column(0), a.column(1), a.column(2), a.origin().minus(start));
        this.way = toMm.apply(to);
        this.wayLength2 = way.dot(way);
    }

    /// The sweep of a ball: a capsule in space.
    ///
    /// @param from in voxel coordinates, whole numbers are voxel centres; anywhere, on the grid or off it
    /// @param to likewise; the same point for a single dab
    /// @throws IllegalArgumentException if the radius is negative or not a number
    public static Mask ball(Geometry geometry, Point from, Point to, double radiusMm) {
        requireRadius(radiusMm);
        if (!isFinite(from) || !isFinite(to)) return Mask.EMPTY;
        return new Capsule(geometry, from, to, radiusMm).rasterise(-1, radiusMm);
    }

    /// The sweep of a disc lying in one slice of the grid: the one that is nearest to `to` along `normal`.
    ///
    /// @param normal the voxel axis (0 x, 1 y, 2 z) that the slice is taken across
    /// @param from in voxel coordinates; its place along `normal` plays no part
    /// @throws IllegalArgumentException if the radius is negative or not a number, or `normal` is no axis
    public static Mask disc(Geometry geometry, int normal, Point from, Point to, double radiusMm) {
        requireRadius(radiusMm);
        if (!isFinite(from) || !isFinite(to)) return Mask.EMPTY;
        double slice = Math.rint(to.along(normal));
        return new Capsule(geometry, onSlice(from, normal, slice), onSlice(to, normal, slice), radiusMm).rasterise(normal, radiusMm);
    }

    private static void requireRadius(double radiusMm) {
        if (!(radiusMm >= 0) || !Double.isFinite(radiusMm)) throw new IllegalArgumentException("a brush needs a radius of 0 mm or more, got " + radiusMm);
    }

    private static boolean isFinite(Point p) {
        return Double.isFinite(p.x() + p.y() + p.z());
    }

    private static Point onSlice(Point p, int normal, double slice) {
        return new Point(normal == 0 ? slice : p.x(), normal == 1 ? slice : p.y(), normal == 2 ? slice : p.z());
    }

    private Mask rasterise(int normal, double radiusMm) {
        Box box = bounds(normal, radiusMm);
        if (box.isEmpty()) return Mask.EMPTY;
        Mask.Builder out = new Mask.Builder(box);
        for (int z = box.z0(); z < box.z1(); z++) for (int y = box.y0(); y < box.y1(); y++) row(y, z, box, out);
        line(out);
        return out.build();
    }

    /// The part of the grid that the capsule can reach.
    private Box bounds(int normal, double radiusMm) {
        Affine toVoxel = geometry.toPatient().inverse();
        int[] low = new int[3], high = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            // A ball of radius r spans r · |row of the inverse| along a voxel axis, which on a slanted grid is more than r / spacing.
            Point row = switch (axis) {
                case 0 -> new Point(toVoxel.xx(), toVoxel.xy(), toVoxel.xz());
                case 1 -> new Point(toVoxel.yx(), toVoxel.yy(), toVoxel.yz());
                default -> new Point(toVoxel.zx(), toVoxel.zy(), toVoxel.zz());
            };
            double span = axis == normal ? 0.25 : Math.max(radiusMm * row.length() * RIM, 0.5);
            int last = geometry.size().along(axis) - 1;
            low[axis] = (int) Math.max(0, Math.ceil(Math.min(from.along(axis), to.along(axis)) - span));
            high[axis] = (int) Math.min(last, Math.floor(Math.max(from.along(axis), to.along(axis)) + span)) + 1;
        }
        return new Box(low[0], low[1], low[2], high[0], high[1], high[2]);
    }

    /// A capsule is convex, so a row meets it in one interval: the hull of what it meets of the two end balls and of the
    /// cylinder between them. Found by three quadratic equations, then settled voxel by voxel at both ends.
    private void row(int y, int z, Box box, Mask.Builder out) {
        Point start = toMm.apply(0, y, z), step = toMm.column(0);
        Interval hit = new Interval();
        hit.add(start, step, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        if (wayLength2 > 0) {
            hit.add(start.minus(way), step, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
            double at = start.dot(way) / wayLength2, pace = step.dot(way) / wayLength2; // share of the way at x: at + pace · x
            Point across = start.minus(way.times(at)), acrossStep = step.minus(way.times(pace));
            if (Math.abs(pace) > 1e-12) hit.add(across, acrossStep, Math.min(-at / pace, (1 - at) / pace), Math.max(-at / pace, (1 - at) / pace));
            else if (at >= 0 && at <= 1) hit.add(across, acrossStep, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        if (!(hit.low <= hit.high)) return;
        int x0 = (int) Math.max(box.x0(), Math.ceil(hit.low) - 1), x1 = (int) Math.min(box.x1() - 1, Math.floor(hit.high) + 1);
        while (x0 <= x1 && !reaches(x0, y, z)) x0++;
        while (x1 >= x0 && !reaches(x1, y, z)) x1--;
        out.run(y, z, x0, x1 + 1);
    }

    private boolean reaches(int x, int y, int z) {
        Point p = toMm.apply(x, y, z);
        double share = wayLength2 > 0 ? Math.clamp(p.dot(way) / wayLength2, 0, 1) : 0;
        Point off = p.minus(way.times(share));
        return off.dot(off) <= reach;
    }

    /// The hull of the stretches of x found so far.
    private final class Interval {
        private double low = Double.POSITIVE_INFINITY, high = Double.NEGATIVE_INFINITY;

        /// Adds the x between `least` and `most` at which `p + x · step` is no longer than the radius.
        void add(Point p, Point step, double least, double most) {
            double a = step.dot(step), b = step.dot(p), c = p.dot(p) - reach;
            double first = least, last = most;
            if (a > 1e-12) {
                double root = b * b - a * c;
                if (root < 0) return;
                first = Math.max(least, (-b - Math.sqrt(root)) / a);
                last = Math.min(most, (-b + Math.sqrt(root)) / a);
            } else if (c > 0) {
                return; // the row runs along the way, too far from it
            }
            if (first > last) return;
            low = Math.min(low, first);
            high = Math.max(high, last);
        }
    }

    /// The voxels nearest to the path: one at each step along the axis on which it is longest, and both ends.
    private void line(Mask.Builder out) {
        Point d = to.minus(from);
        int axis = Math.abs(d.x()) >= Math.abs(d.y()) && Math.abs(d.x()) >= Math.abs(d.z()) ? 0 : Math.abs(d.y()) >= Math.abs(d.z()) ? 1 : 2;
        setNearest(from, out);
        setNearest(to, out);
        double length = d.along(axis);
        if (length == 0) return;
        Size size = geometry.size();
        int first = (int) Math.max(0, Math.ceil(Math.min(from.along(axis), to.along(axis))));
        int last = (int) Math.min(size.along(axis) - 1, Math.floor(Math.max(from.along(axis), to.along(axis))));
        for (int i = first; i <= last; i++) setNearest(from.plus(d.times((i - from.along(axis)) / length)), out);
    }

    private static void setNearest(Point p, Mask.Builder out) {
        out.set((int) Math.rint(p.x()), (int) Math.rint(p.y()), (int) Math.rint(p.z()));
    }
}
