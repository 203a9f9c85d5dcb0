package org.maskwright.algorithm.phantom;

import java.util.ArrayList;
import java.util.List;
import org.maskwright.geometry.Point;

/// A chain of round, tapering pieces: a vessel, a rib, a loop of bowel. Points have a place and a radius.
record Tube(List<Piece> pieces) {
    /// A place on a tube's axis.
    record Knot(Point at, double radiusMm) {
        static Knot of(double x, double y, double z, double radiusMm) {
            return new Knot(new Point(x, y, z), radiusMm);
        }
    }

    /// One tapering piece with round ends; `flatten` above 1 makes it taller (along z) than it is thick.
    record Piece(Point a, Point b, double ra, double rb, double flatten) {
        double at(double x, double y, double z) {
            double f = 1 / flatten;
            double ex = b.x() - a.x(), ey = b.y() - a.y(), ez = (b.z() - a.z()) * f;
            double dx = x - a.x(), dy = y - a.y(), dz = (z - a.z()) * f;
            double t = Math.clamp((dx * ex + dy * ey + dz * ez) / (ex * ex + ey * ey + ez * ez + 1e-9), 0, 1);
            dx -= t * ex;
            dy -= t * ey;
            dz -= t * ez;
            return Math.sqrt(dx * dx + dy * dy + dz * dz) - (ra + (rb - ra) * t);
        }

        Solid.Extent extent() {
            double r = Math.max(0.5, Math.max(ra, rb)), rz = r * flatten;
            return new Solid.Extent(Math.min(a.x(), b.x()) - r, Math.min(a.y(), b.y()) - r, Math.min(a.z(), b.z()) - rz,
                    Math.max(a.x(), b.x()) + r, Math.max(a.y(), b.y()) + r, Math.max(a.z(), b.z()) + rz);
        }

        Piece withRadii(double newRa, double newRb) {
            return new Piece(a, b, newRa, newRb, flatten);
        }
    }

    Tube {
        pieces = List.copyOf(pieces);
    }

    /// A smooth curve (Catmull-Rom) through `knots`, cut into pieces of about `stepMm`.
    static Tube through(List<Knot> knots, double stepMm, double flatten) {
        List<Piece> pieces = new ArrayList<>();
        Knot last = knots.getFirst();
        for (int i = 0; i + 1 < knots.size(); i++) {
            Knot p0 = knots.get(Math.max(0, i - 1)), p1 = knots.get(i), p2 = knots.get(i + 1), p3 = knots.get(Math.min(knots.size() - 1, i + 2));
            int n = Math.max(1, (int) Math.round(p1.at.distanceTo(p2.at) / stepMm));
            for (int s = 1; s <= n; s++) {
                double t = (double) s / n;
                Knot next = new Knot(new Point(spline(p0.at.x(), p1.at.x(), p2.at.x(), p3.at.x(), t), spline(p0.at.y(), p1.at.y(), p2.at.y(), p3.at.y(), t),
                        spline(p0.at.z(), p1.at.z(), p2.at.z(), p3.at.z(), t)), p1.radiusMm + (p2.radiusMm - p1.radiusMm) * t * t * (3 - 2 * t));
                pieces.add(new Piece(last.at, next.at, last.radiusMm, next.radiusMm, flatten));
                last = next;
            }
        }
        return new Tube(pieces);
    }

    static Tube through(Knot... knots) {
        return through(List.of(knots), 9, 1);
    }

    private static double spline(double a, double b, double c, double d, double t) {
        return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);
    }

    /// The same tube, `mm` thinner all round (thicker if negative).
    Tube shrunk(double mm) {
        return new Tube(pieces.stream().map(p -> p.withRadii(p.ra - mm, p.rb - mm)).toList());
    }

    Tube with(Tube other) {
        List<Piece> all = new ArrayList<>(pieces);
        all.addAll(other.pieces);
        return new Tube(all);
    }

    /// The tube as one body.
    Solid solid() {
        Piece[] all = pieces.toArray(Piece[]::new);
        Solid.Extent extent = all[0].extent();
        for (Piece p : all) extent = extent.union(p.extent());
        return new Solid(extent, (x, y, z) -> {
            double d = Double.POSITIVE_INFINITY;
            for (Piece p : all) d = Math.min(d, p.at(x, y, z));
            return d;
        });
    }
}
