package org.maskwright.format.dicom.rt;

import java.util.Optional;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Point;

/// A contour seen from the grid: its points in the plane of a slice, in fractions of a pixel.
///
/// Coordinates are whole multiples of 2⁻¹⁶ pixel. So what a header rounds in its tenth decimal does not decide on which side
/// of a line a voxel's centre lies, and all that follows is reckoned exactly, in whole numbers.
final class Outline {
    /// What one pixel counts.
    static final long UNIT = 1 << 16;
    /// Points further from the first voxel than this many voxels are no part of an image; nearer ones cannot overflow.
    private static final double FURTHEST = 1 << 14;

    private final long[] x, y;
    /// Where the plane lies, in slices, and by how much its points leave it to one side.
    private final double slice, lean;

    private Outline(long[] x, long[] y, double slice, double lean) {
        this.x = x;
        this.y = y;
        this.slice = slice;
        this.lean = lean;
    }

    /// @param toVoxel patient mm to voxel coordinates
    /// @return nothing if a point lies thousands of voxels away
    static Optional<Outline> of(Contour contour, Affine toVoxel) {
        int n = contour.points();
        long[] x = new long[n], y = new long[n];
        double lowest = Double.POSITIVE_INFINITY, highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            Point p = toVoxel.apply(contour.point(i));
            if (!(Math.abs(p.x()) <= FURTHEST && Math.abs(p.y()) <= FURTHEST)) return Optional.empty();
            x[i] = Math.round(p.x() * UNIT);
            y[i] = Math.round(p.y() * UNIT);
            lowest = Math.min(lowest, p.z());
            highest = Math.max(highest, p.z());
        }
        return Optional.of(new Outline(x, y, (lowest + highest) / 2, (highest - lowest) / 2));
    }

    double slice() {
        return slice;
    }

    double lean() {
        return lean;
    }

    /// Tells of each crossing of the outline with the middle line of a row: the pixels from `x` on change sides there.
    ///
    /// A centre on an edge belongs to the pixel row or column that begins there: of two regions that share an edge exactly one
    /// gets it. Edges are always walked downward, so that both compute the same crossing.
    void crossings(int rows, Crossing crossing) {
        for (int i = 0, before = x.length - 1; i < x.length; before = i++) {
            boolean down = y[before] < y[i];
            int top = down ? before : i, bottom = down ? i : before;
            long dx = x[bottom] - x[top], dy = y[bottom] - y[top];
            if (dy == 0) continue;
            long first = Math.max(0, Math.ceilDiv(y[top], UNIT)), end = Math.min(rows, Math.ceilDiv(y[bottom], UNIT));
            for (long row = first; row < end; row++)
                crossing.at((int) row, Math.ceilDiv(x[top] + Math.ceilDiv((row * UNIT - y[top]) * dx, dy), UNIT));
        }
    }

    /// Told where an outline crosses a row.
    interface Crossing {
        /// @param x the first pixel whose centre lies on or behind the crossing; may lie outside the slice
        void at(int row, long x);
    }
}
