package org.maskwright.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;

/// How the grid of a label map lies to the grid of the scan that it is to be laid on.
public sealed interface GridMatch {
    /// Voxel for voxel the same.
    record Same() implements GridMatch {}

    /// The same but for rounding; the labels are put onto the scan's voxels.
    ///
    /// @param offMm how far the corners lie apart at most
    record Nearly(double offMm) implements GridMatch {}

    /// The same voxels, stored in another order; they are turned without loss.
    record Turned() implements GridMatch {}

    /// It has no grid that matters: its frames or outlines say where they lie, and were put onto the scan's own voxels.
    record Placed() implements GridMatch {}

    /// The scan's grid seen in a mirror: one of the two files has confused its axes, so the labels would come to stand on the
    /// wrong side.
    ///
    /// @param exchanged such as `left and right`
    record Mirrored(String exchanged) implements GridMatch {}

    /// Another grid; the labels can be resampled.
    ///
    /// @param covered how much of the scan the map covers, above 0 to 1
    record Other(Geometry found, double covered) implements GridMatch {}

    /// A grid that lies beside the scan, so that no label would meet it.
    record Apart() implements GridMatch {}

    /// Corners so near, in mm, are the same place: what rounding to text does.
    double SAME_MM = 1e-4;
    /// Corners so near, in mm, were meant to be the same place: what rounding to 32-bit floats in a header does.
    double NEARLY_MM = 0.05;

    /// How `map` lies to `scan`.
    static GridMatch of(Geometry scan, Geometry map) {
        if (map.sameGrid(scan, NEARLY_MM)) {
            double off = farthestCorner(scan, map);
            return off <= SAME_MM ? new Same() : new Nearly(off);
        }
        if (turns(map).stream().anyMatch(turned -> turned.sameGrid(scan, NEARLY_MM))) return new Turned();
        for (int axes = 1; axes < 8; axes++) {
            for (boolean aboutOrigin : new boolean[] {true, false}) {
                Geometry mirrored = mirrored(map, axes, aboutOrigin);
                if (mirrored.sameGrid(scan, NEARLY_MM) || turns(mirrored).stream().anyMatch(turned -> turned.sameGrid(scan, NEARLY_MM))) return new Mirrored(names(axes));
            }
        }
        double covered = covered(scan, map);
        return covered > 0 ? new Other(map, covered) : new Apart();
    }

    /// Whether a map that lies so may be taken.
    default boolean isFit() {
        return switch (this) {
            case Same _, Nearly _, Turned _, Placed _, Other _ -> true;
            case Mirrored _, Apart _ -> false;
        };
    }

    /// What it means, in a sentence for the user.
    default String sentence() {
        return switch (this) {
            case Same _ -> "Same grid as the scan.";
            case Nearly(double off) -> String.format(Locale.ROOT, "Same grid, nearly: snapped by %s mm.", mm(off));
            case Turned _ -> "Same voxels, stored in another order: turned without loss.";
            case Placed _ -> "It says where it lies: put onto the scan's own voxels.";
            case Mirrored(String exchanged) -> "Mirrored: its grid is the scan's with " + exchanged
                    + " exchanged, so every label would stand on the wrong side. Export it again with the scan's own orientation.";
            case Other(Geometry found, double share) -> "Another grid: " + text(found) + ". Each voxel of the scan takes the label at its centre (nearest neighbour)"
                    + (share > 0.995 ? "." : String.format(Locale.ROOT, "; the map covers %.0f %% of the scan.", Math.max(1, Math.floor(100 * share))));
            case Apart _ -> "It lies beside the scan: no label would meet a voxel. Choose the map of this scan.";
        };
    }

    /// A grid in words.
    static String text(Geometry grid) {
        Point mm = grid.spacingMm();
        return grid.size() + String.format(Locale.ROOT, " voxels of %.3g × %.3g × %.3g mm", mm.x(), mm.y(), mm.z());
    }

    private static String mm(double mm) {
        return String.format(Locale.ROOT, mm < 0.001 ? "%.4f" : mm < 0.01 ? "%.3f" : "%.2f", mm);
    }

    private static String names(int axes) {
        List<String> names = new ArrayList<>();
        if ((axes & 1) != 0) names.add("left and right");
        if ((axes & 2) != 0) names.add("front and back");
        if ((axes & 4) != 0) names.add("head and feet");
        return String.join(", ", names);
    }

    private static double farthestCorner(Geometry a, Geometry b) {
        double far = 0;
        for (int corner = 0; corner < 8; corner++) {
            double x = (corner & 1) * (a.size().x() - 1), y = (corner >> 1 & 1) * (a.size().y() - 1), z = (corner >> 2) * (a.size().z() - 1);
            far = Math.max(far, a.toPatient(x, y, z).distanceTo(b.toPatient(x, y, z)));
        }
        return far;
    }

    /// The same voxels under every order of the axes, each counted up or down: 48 grids.
    private static List<Geometry> turns(Geometry grid) {
        int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        List<Geometry> all = new ArrayList<>();
        for (int[] order : orders) {
            for (int flips = 0; flips < 8; flips++) {
                Point origin = grid.toPatient().origin();
                Point[] steps = new Point[3];
                for (int axis = 0; axis < 3; axis++) {
                    Point step = grid.toPatient().column(order[axis]);
                    boolean down = (flips >> axis & 1) != 0;
                    if (down) origin = origin.minus(step.times(-(grid.size().along(order[axis]) - 1)));
                    steps[axis] = down ? step.times(-1) : step;
                }
                Size size = new Size(grid.size().along(order[0]), grid.size().along(order[1]), grid.size().along(order[2]));
                all.add(new Geometry(size, Affine.ofColumns(steps[0], steps[1], steps[2], origin)));
            }
        }
        return all;
    }

    /// The grid with some patient axes turned round, about the patient origin or about its own first voxel: what confusing
    /// LPS+ with RAS+ does to the whole map or to its directions alone.
    private static Geometry mirrored(Geometry grid, int axes, boolean aboutOrigin) {
        Affine a = grid.toPatient();
        Point origin = aboutOrigin ? turned(a.origin(), axes) : a.origin();
        return new Geometry(grid.size(), Affine.ofColumns(turned(a.column(0), axes), turned(a.column(1), axes), turned(a.column(2), axes), origin));
    }

    private static Point turned(Point p, int axes) {
        return new Point((axes & 1) != 0 ? -p.x() : p.x(), (axes & 2) != 0 ? -p.y() : p.y(), (axes & 4) != 0 ? -p.z() : p.z());
    }

    /// The share of the scan's voxels that lie in the map, from a sample of some ten thousand.
    private static double covered(Geometry scan, Geometry map) {
        Affine to = map.toPatient().inverse().after(scan.toPatient());
        int n = 0, inside = 0;
        Size size = scan.size();
        int stepX = Math.max(1, size.x() / 24), stepY = Math.max(1, size.y() / 24), stepZ = Math.max(1, size.z() / 24);
        for (int z = 0; z < size.z(); z += stepZ) {
            for (int y = 0; y < size.y(); y += stepY) {
                for (int x = 0; x < size.x(); x += stepX, n++) {
                    Point p = to.apply(x, y, z);
                    if (p.x() >= -0.5 && p.y() >= -0.5 && p.z() >= -0.5 && p.x() < map.size().x() - 0.5 && p.y() < map.size().y() - 0.5 && p.z() < map.size().z() - 0.5) inside++;
                }
            }
        }
        return (double) inside / n;
    }
}
