package org.maskwright.algorithm.phantom;

import org.maskwright.geometry.Point;

/// A body in space: how far a point is from its surface, negative inside, in millimetres; and a box that holds it.
///
/// The distance is exact for spheres and tubes and near enough elsewhere: right in sign, and about right close to the
/// surface, where it decides how much of a voxel the body fills.
record Solid(Extent extent, Field field) {
    /// The distance from the surface.
    @FunctionalInterface
    interface Field {
        double at(double x, double y, double z);
    }

    /// A box in millimetres.
    record Extent(double x0, double y0, double z0, double x1, double y1, double z1) {
        static Extent around(Point centre, double x, double y, double z) {
            return new Extent(centre.x() - x, centre.y() - y, centre.z() - z, centre.x() + x, centre.y() + y, centre.z() + z);
        }

        Extent grow(double mm) {
            return new Extent(x0 - mm, y0 - mm, z0 - mm, x1 + mm, y1 + mm, z1 + mm);
        }

        Extent union(Extent o) {
            return new Extent(Math.min(x0, o.x0), Math.min(y0, o.y0), Math.min(z0, o.z0), Math.max(x1, o.x1), Math.max(y1, o.y1), Math.max(z1, o.z1));
        }
    }

    double at(double x, double y, double z) {
        return field.at(x, y, z);
    }

    double at(Point p) {
        return field.at(p.x(), p.y(), p.z());
    }

    /// An ellipsoid with half axes `a`, `b`, `c` along the unit directions `u`, `v` and the one across both.
    static Solid ellipsoid(Point centre, Point u, Point v, double a, double b, double c) {
        Point ux = u.times(1 / u.length()), wz = unit(ux.cross(v)), vy = wz.cross(ux);
        double cx = centre.x(), cy = centre.y(), cz = centre.z();
        double ax = ux.x(), ay = ux.y(), az = ux.z(), bx = vy.x(), by = vy.y(), bz = vy.z(), gx = wz.x(), gy = wz.y(), gz = wz.z();
        double reach = Math.max(a, Math.max(b, c));
        double rx = spread(a * ax, b * bx, c * gx), ry = spread(a * ay, b * by, c * gy), rz = spread(a * az, b * bz, c * gz);
        return new Solid(Extent.around(centre, rx, ry, rz), (x, y, z) -> {
            double dx = x - cx, dy = y - cy, dz = z - cz;
            double p = (dx * ax + dy * ay + dz * az) / a, q = (dx * bx + dy * by + dz * bz) / b, r = (dx * gx + dy * gy + dz * gz) / c;
            double k0 = Math.sqrt(p * p + q * q + r * r);
            if (k0 < 1e-6) return -reach;
            double pa = p / a, qb = q / b, rc = r / c;
            return k0 * (k0 - 1) / Math.sqrt(pa * pa + qb * qb + rc * rc); // first-order distance: value over gradient
        });
    }

    static Solid ellipsoid(Point centre, double a, double b, double c) {
        return ellipsoid(centre, new Point(1, 0, 0), new Point(0, 1, 0), a, b, c);
    }

    private static double spread(double a, double b, double c) {
        return Math.sqrt(a * a + b * b + c * c);
    }

    private static Point unit(Point p) {
        return p.times(1 / p.length());
    }

    /// This body with `other`, the seam rounded over `blendMm`.
    Solid or(Solid other, double blendMm) {
        Field a = field, b = other.field;
        return new Solid(extent.union(other.extent).grow(blendMm / 4), (x, y, z) -> smoothMin(a.at(x, y, z), b.at(x, y, z), blendMm));
    }

    /// This body where `limit` is negative too.
    Solid within(Field limit, double blendMm) {
        Field a = field;
        return new Solid(extent, (x, y, z) -> {
            double d = a.at(x, y, z);
            return d > 12 ? d : smoothMax(d, limit.at(x, y, z), blendMm); // far outside the limit cannot matter
        });
    }

    /// This body, kept `gapMm` away from `other`.
    Solid awayFrom(Field other, double gapMm, double blendMm) {
        return within((x, y, z) -> gapMm - other.at(x, y, z), blendMm);
    }

    /// This body shrunk by `mm` (grown if negative).
    Solid shrunk(double mm) {
        Field a = field;
        return new Solid(extent.grow(Math.max(0, -mm)), (x, y, z) -> a.at(x, y, z) + mm);
    }

    /// This body with an uneven surface: bumps `amplitudeMm` high and about `lengthMm` wide.
    Solid rough(Noise noise, double amplitudeMm, double lengthMm) {
        Field a = field;
        double f = 1 / lengthMm;
        return new Solid(extent.grow(amplitudeMm), (x, y, z) -> {
            double d = a.at(x, y, z);
            return Math.abs(d) > 3 * amplitudeMm + 4 ? d : d + amplitudeMm * noise.at(x * f, y * f, z * f);
        });
    }

    static double smoothMin(double a, double b, double k) {
        double h = Math.max(k - Math.abs(a - b), 0) / k;
        return Math.min(a, b) - h * h * k / 4;
    }

    static double smoothMax(double a, double b, double k) {
        return -smoothMin(-a, -b, k);
    }

    /// 0 below `from`, 1 above `to`, smooth between.
    static double step(double from, double to, double v) {
        double t = Math.clamp((v - from) / (to - from), 0, 1);
        return t * t * (3 - 2 * t);
    }
}
