package org.maskwright.format.dicom.rt;

import org.maskwright.geometry.Point;

/// One closed outline, its last point joined to its first.
final class Contour {
    private final double[] mm;

    /// @param mm x, y, z of one point after another, LPS+; at least three points; the caller must not touch it any more
    Contour(double[] mm) {
        if (mm.length < 9 || mm.length % 3 != 0) throw new IllegalArgumentException("an outline has at least three points of three coordinates");
        this.mm = mm;
    }

    int points() {
        return mm.length / 3;
    }

    Point point(int i) {
        return new Point(mm[3 * i], mm[3 * i + 1], mm[3 * i + 2]);
    }

    /// Twice the area vector: its direction is the plane's normal (Newell).
    Point normal() {
        Point sum = new Point(0, 0, 0), origin = point(0);
        for (int i = 1; i + 1 < points(); i++) sum = sum.plus(point(i).minus(origin).cross(point(i + 1).minus(origin)));
        return sum;
    }
}
