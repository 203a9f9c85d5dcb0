package org.maskwright.format.dicom.rt;

import java.util.ArrayList;
import java.util.List;
import org.maskwright.format.FormatException;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Plane;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;

/// A grid made from the outlines, for a structure set whose series is not at hand.
public final class ContourGrid {
    /// A plane nearer to another than this is the same.
    private static final double SAME_PLANE_MM = 0.01;
    private static final int MOST_PIXELS = 512, MOST_SLICES = 2048;
    private static final double FURTHEST_MM = 1e5;

    private ContourGrid() {}

    /// A grid around all outlines: a slice a plane, pixels of 1 mm, or finer for what is small and coarser for what is large.
    ///
    /// @throws FormatException if there is no outline, or they lie impossibly far apart
    public static Geometry around(StructureSet set) throws FormatException {
        Point normal = normal(set);
        Plane plane = nearest(normal);
        Point across = plane.across().minus(normal.times(plane.across().dot(normal)));
        across = across.times(1 / across.length());
        Point down = normal.cross(across);
        if (down.dot(plane.down()) < 0) down = down.times(-1);
        double[] u = range(set, across), v = range(set, down);
        double extent = Math.max(u[1] - u[0], v[1] - v[0]);
        if (!(extent < FURTHEST_MM) || Math.abs(u[0]) > FURTHEST_MM || Math.abs(v[0]) > FURTHEST_MM) throw far(set);
        double pixel = Math.max(extent / (MOST_PIXELS - 3), Math.clamp(extent / 128, 0.05, 1));
        Stack stack = stack(set, normal, pixel);
        int columns = (int) Math.ceil((u[1] - u[0]) / pixel) + 3, rows = (int) Math.ceil((v[1] - v[0]) / pixel) + 3;
        Point first = across.times(u[0] - pixel).plus(down.times(v[0] - pixel)).plus(normal.times(stack.first));
        return new Geometry(new Size(columns, rows, stack.count), Affine.ofColumns(across.times(pixel), down.times(pixel), normal.times(stack.step), first));
    }

    /// As `slice`, the grid of one image of the series, but with as many slices as the outlines have planes.
    ///
    /// @throws FormatException as [#around]
    public static Geometry across(StructureSet set, Geometry slice) throws FormatException {
        Point x = slice.toPatient().column(0), y = slice.toPatient().column(1), z = slice.toPatient().column(2), origin = slice.toPatient().origin();
        Point normal = x.cross(y).times(1 / x.cross(y).length());
        if (normal.dot(z) < 0) normal = normal.times(-1);
        Stack stack = stack(set, normal, z.length());
        Point first = origin.plus(normal.times(stack.first - origin.dot(normal)));
        return new Geometry(new Size(slice.size().x(), slice.size().y(), stack.count), Affine.ofColumns(x, y, normal.times(stack.step), first));
    }

    /// The unit normal of the largest outline, along the axis it is nearest to; of an upright plane the axis itself.
    private static Point normal(StructureSet set) throws FormatException {
        Point best = new Point(0, 0, 0);
        for (Roi roi : set.rois()) for (Contour contour : roi.contours()) if (contour.normal().length() > best.length()) best = contour.normal();
        if (!(best.length() > 0)) throw FormatException.of(set.file(), "", "it holds no outline that encloses anything.", "Choose another structure set.");
        Point unit = best.times(1 / best.length());
        if (!(Math.abs(unit.length() - 1) < 0.01)) throw far(set);
        Point axis = nearest(unit).normal();
        if (unit.dot(axis) < 0) unit = unit.times(-1);
        return unit.distanceTo(axis) < 1e-4 ? axis : unit;
    }

    private static Plane nearest(Point normal) {
        Plane best = Plane.AXIAL;
        for (Plane plane : Plane.values()) if (Math.abs(normal.dot(plane.normal())) > Math.abs(normal.dot(best.normal())) + 1e-9) best = plane;
        return best;
    }

    private static double[] range(StructureSet set, Point direction) {
        double[] range = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (Roi roi : set.rois())
            for (Contour contour : roi.contours())
                for (int i = 0; i < contour.points(); i++) {
                    double at = contour.point(i).dot(direction);
                    range[0] = Math.min(range[0], at);
                    range[1] = Math.max(range[1], at);
                }
        return range;
    }

    /// Slices along the normal, mm.
    private record Stack(double first, double step, int count) {}

    private static Stack stack(StructureSet set, Point normal, double lonelyStepMm) throws FormatException {
        List<Double> heights = new ArrayList<>();
        for (Roi roi : set.rois()) for (Contour contour : roi.contours()) heights.add(contour.point(0).dot(normal));
        if (heights.isEmpty()) throw FormatException.of(set.file(), "", "it holds no outline.", "Choose another structure set.");
        heights.sort(null);
        double first = heights.getFirst(), range = heights.getLast() - first;
        if (!(range < FURTHEST_MM) || Math.abs(first) > FURTHEST_MM) throw far(set);
        double smallest = Double.POSITIVE_INFINITY;
        for (int i = 1; i < heights.size(); i++) if (heights.get(i) - heights.get(i - 1) > SAME_PLANE_MM) smallest = Math.min(smallest, heights.get(i) - heights.get(i - 1));
        if (smallest == Double.POSITIVE_INFINITY) return new Stack(first, lonelyStepMm, 1);
        double sum = 0;
        int alike = 0; // heights are rounded: the mean of the gaps like the smallest is nearer to the truth
        for (int i = 1; i < heights.size(); i++) {
            double gap = heights.get(i) - heights.get(i - 1);
            if (gap < smallest || gap > 1.5 * smallest) continue;
            sum += gap;
            alike++;
        }
        long steps = Math.clamp(Math.round(range * alike / sum), 1, MOST_SLICES - 1);
        return new Stack(first, range / steps, (int) steps + 1);
    }

    private static FormatException far(StructureSet set) {
        return FormatException.unexpected(set.file(), "", "outlines within 100 m", "larger coordinates", "The structure set is damaged: export it again.");
    }
}
