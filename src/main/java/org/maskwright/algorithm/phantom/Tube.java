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
        Solid.Extent extent = pieces.getFirst().extent();
        for (Piece p : pieces) extent = extent.union(p.extent());
        Grid grid = new Grid(extent.grow(Grid.MARGIN_MM), pieces);
        return new Solid(extent, grid::at);
    }

    /// Finds the nearest piece by a coarse grid, whose cells know the few pieces that can be nearest within them.
    private static final class Grid {
        static final double MARGIN_MM = 16;
        private static final double CELL_MM = 12;

        private final Solid.Extent extent;
        private final int nx, ny, nz;
        private final Piece[][] near;

        Grid(Solid.Extent extent, List<Piece> pieces) {
            this.extent = extent;
            nx = cells(extent.x1() - extent.x0());
            ny = cells(extent.y1() - extent.y0());
            nz = cells(extent.z1() - extent.z0());
            near = new Piece[nx * ny * nz][];
            double[] distance = new double[pieces.size()];
            double reach = CELL_MM * Math.sqrt(3); // the distance changes by at most the cell's diagonal within it
            for (int c = 0; c < near.length; c++) {
                double x = extent.x0() + (c % nx + 0.5) * CELL_MM, y = extent.y0() + (c / nx % ny + 0.5) * CELL_MM, z = extent.z0() + (c / nx / ny + 0.5) * CELL_MM;
                double least = Double.POSITIVE_INFINITY;
                for (int i = 0; i < distance.length; i++) {
                    distance[i] = pieces.get(i).at(x, y, z);
                    least = Math.min(least, distance[i]);
                }
                List<Piece> kept = new ArrayList<>();
                for (int i = 0; i < distance.length; i++) if (distance[i] <= least + reach) kept.add(pieces.get(i));
                near[c] = kept.toArray(Piece[]::new);
            }
        }

        private static int cells(double mm) {
            return Math.max(1, (int) Math.ceil(mm / CELL_MM));
        }

        double at(double x, double y, double z) {
            int i = Math.clamp((int) ((x - extent.x0()) / CELL_MM), 0, nx - 1), j = Math.clamp((int) ((y - extent.y0()) / CELL_MM), 0, ny - 1), k = Math.clamp((int) ((z - extent.z0()) / CELL_MM), 0, nz - 1);
            double d = Double.POSITIVE_INFINITY;
            for (Piece p : near[(k * ny + j) * nx + i]) d = Math.min(d, p.at(x, y, z));
            return d;
        }
    }
}
