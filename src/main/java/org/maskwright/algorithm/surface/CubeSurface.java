package org.maskwright.algorithm.surface;

import java.util.ArrayList;
import java.util.List;
import org.maskwright.geometry.Point;

/// The piece of surface that passes between the centres of 2 × 2 × 2 voxels, for each of the 256 ways in which they can be set.
///
/// Marching cubes: each edge of the cube between a set and a clear voxel is cut in its middle, and the cuts are joined to polygons.
/// Where a face is ambiguous, set voxels are kept apart. A polygon is split so that its triangles are largest, which
/// gives the areas that DeepMind's `surface-distance` tabulates: its results are met to the six digits we have.
///
/// @see <a href="https://doi.org/10.1145/37401.37422">Lorensen and Cline 1987</a>
final class CubeSurface {
    static final int CODES = 256;

    /// A point in half edges of the cube, so all its numbers are whole: 0, 1 or 2.
    private record Cut(int x, int y, int z) {
        static Cut between(int cornerA, int cornerB) {
            return new Cut((cornerA & 1) + (cornerB & 1), (cornerA >> 1 & 1) + (cornerB >> 1 & 1), (cornerA >> 2) + (cornerB >> 2));
        }
    }

    private record Segment(Cut a, Cut b) {
        boolean touches(Cut cut) {
            return a.equals(cut) || b.equals(cut);
        }

        Cut other(Cut cut) {
            return a.equals(cut) ? b : a;
        }
    }

    /// The corners of each face in turn around it; corner number = x + 2·y + 4·z.
    private static final int[][] FACES = {{0, 1, 3, 2}, {4, 5, 7, 6}, {0, 1, 5, 4}, {2, 3, 7, 6}, {0, 2, 6, 4}, {1, 3, 7, 5}};

    private CubeSurface() {}

    /// The area in mm² of each code; bit x + 2·y + 4·z of a code tells whether that voxel of the eight is set.
    static double[] areasMm2(Point spacingMm) {
        double[] areas = new double[CODES];
        for (int code = 0; code < CODES; code++)
            for (List<Cut> polygon : polygons(code)) areas[code] += new Polygon(polygon).area(spacingMm);
        return areas;
    }

    private static List<List<Cut>> polygons(int code) {
        List<Segment> segments = new ArrayList<>();
        for (int[] face : FACES) addSegments(code, face, segments);
        List<List<Cut>> polygons = new ArrayList<>();
        while (!segments.isEmpty()) {
            Segment first = segments.removeLast();
            List<Cut> polygon = new ArrayList<>(List.of(first.a()));
            Cut at = first.b();
            while (!at.equals(first.a())) {
                polygon.add(at);
                Cut here = at;
                Segment next = segments.stream().filter(s -> s.touches(here)).findFirst().orElseThrow();
                segments.remove(next);
                at = next.other(here);
            }
            polygons.add(polygon);
        }
        return polygons;
    }

    private static void addSegments(int code, int[] face, List<Segment> out) {
        List<Cut> cuts = new ArrayList<>();
        for (int i = 0; i < 4; i++) if (isSet(code, face[i]) != isSet(code, face[(i + 1) % 4])) cuts.add(Cut.between(face[i], face[(i + 1) % 4]));
        if (cuts.size() == 2) out.add(new Segment(cuts.get(0), cuts.get(1)));
        if (cuts.size() < 4) return;
        for (int i = 0; i < 4; i++)
            if (isSet(code, face[i])) out.add(new Segment(Cut.between(face[i], face[(i + 3) % 4]), Cut.between(face[i], face[(i + 1) % 4])));
    }

    private static boolean isSet(int code, int corner) {
        return (code >> corner & 1) != 0;
    }

    /// A polygon of three to seven cuts, split into triangles.
    private static final class Polygon {
        private final List<Cut> cuts;

        Polygon(List<Cut> cuts) {
            this.cuts = cuts;
        }

        /// The area under `spacingMm` of the split that is largest on cubes of 1 mm.
        double area(Point spacingMm) {
            return largest(0, cuts.size() - 1, spacingMm)[1];
        }

        /// The best split of the cuts from `i` to `j`: its area on unit cubes, and the same under the spacing.
        private double[] largest(int i, int j, Point spacingMm) {
            double[] best = {0, 0};
            for (int k = i + 1; k < j; k++) {
                double[] left = largest(i, k, spacingMm), right = largest(k, j, spacingMm);
                double unit = left[0] + right[0] + triangle(i, k, j, 1, 1, 1);
                if (unit > best[0] + 1e-9)
                    best = new double[] {unit, left[1] + right[1] + triangle(i, k, j, spacingMm.x(), spacingMm.y(), spacingMm.z())};
            }
            return best;
        }

        private double triangle(int i, int j, int k, double x, double y, double z) {
            Cut a = cuts.get(i), b = cuts.get(j), c = cuts.get(k);
            Point u = new Point((b.x() - a.x()) * x / 2, (b.y() - a.y()) * y / 2, (b.z() - a.z()) * z / 2);
            Point v = new Point((c.x() - a.x()) * x / 2, (c.y() - a.y()) * y / 2, (c.z() - a.z()) * z / 2);
            return u.cross(v).length() / 2;
        }
    }
}
