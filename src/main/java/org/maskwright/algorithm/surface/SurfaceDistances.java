package org.maskwright.algorithm.surface;

import java.util.Arrays;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Point;

/// How far each piece of one mask's surface lies from the other mask's surface, in mm, nearest first.
///
/// @see Weighted
public final class SurfaceDistances {
    /// One mask's surface seen from the other.
    ///
    /// Distances rise; each stands for a piece of surface with its own weight: 1 for a border voxel, or an area in mm².
    public static final class Weighted {
        private final double[] mm;
        private final double[] weights;
        private final double total;

        private Weighted(double[] mm, double[] weights) {
            this.mm = mm;
            this.weights = weights;
            this.total = Arrays.stream(weights).sum();
        }

        public int count() {
            return mm.length;
        }

        /// The `i`th distance in mm; distances rise.
        public double mm(int i) {
            return mm[i];
        }

        /// The weight of the whole surface.
        public double total() {
            return total;
        }

        /// The weight of the surface that lies no farther than `toleranceMm`; a millionth more is rounding, and still within.
        public double within(double toleranceMm) {
            double sum = 0;
            for (int i = 0; i < mm.length && mm[i] <= toleranceMm * (1 + 1e-6); i++) sum += weights[i];
            return sum;
        }

        /// The sum of distance times weight.
        public double sum() {
            double sum = 0;
            for (int i = 0; i < mm.length; i++) sum += mm[i] * weights[i];
            return sum;
        }

        public double mean() {
            return sum() / total;
        }

        public double greatest() {
            return mm[mm.length - 1];
        }

        /// The distance at which `fraction` of the weight is reached: the first of which the weight up to it is at least that.
        public double weightedQuantile(double fraction) {
            double sum = 0;
            for (int i = 0; i < mm.length; i++) {
                sum += weights[i];
                if (sum >= fraction * total) return mm[i];
            }
            return greatest();
        }

        /// The quantile of the distances, weights aside, linear between the two nearest ranks: NumPy's default.
        public double quantile(double fraction) {
            return SurfaceDistances.quantile(mm, fraction);
        }
    }

    private final Weighted ofReference;
    private final Weighted ofCandidate;

    private SurfaceDistances(Weighted ofReference, Weighted ofCandidate) {
        this.ofReference = ofReference;
        this.ofCandidate = ofCandidate;
    }

    /// Surfaces of border voxels ([BorderVoxels]), each of weight 1; distances between voxel centres.
    ///
    /// @throws IllegalArgumentException if a mask is empty
    public static SurfaceDistances ofVoxels(Mask reference, Mask candidate, Point spacingMm) {
        Mask a = BorderVoxels.of(requireSome(reference)), b = BorderVoxels.of(requireSome(candidate));
        Box box = a.box().union(b.box());
        return new SurfaceDistances(ofVoxels(a, DistanceMap.to(b, box, spacingMm)), ofVoxels(b, DistanceMap.to(a, box, spacingMm)));
    }

    private static Weighted ofVoxels(Mask surface, DistanceMap other) {
        double[] mm = new double[(int) surface.count()];
        int[] n = {0};
        surface.forEachRun((y, z, x0, x1) -> {
            for (int x = x0; x < x1; x++) mm[n[0]++] = other.mm(x, y, z);
        });
        Arrays.sort(mm);
        double[] ones = new double[mm.length];
        Arrays.fill(ones, 1);
        return new Weighted(mm, ones);
    }

    /// Surfaces between voxel centres ([CubeSurface]), each piece of the weight of its area in mm²; distances between the corners where voxels meet.
    ///
    /// @throws IllegalArgumentException if a mask is empty
    public static SurfaceDistances byArea(Mask reference, Mask candidate, Point spacingMm) {
        double[] areas = CubeSurface.areasMm2(spacingMm);
        Corners a = Corners.of(requireSome(reference)), b = Corners.of(requireSome(candidate));
        Box box = a.surface().box().union(b.surface().box());
        return new SurfaceDistances(byArea(a, DistanceMap.to(b.surface(), box, spacingMm), areas), byArea(b, DistanceMap.to(a.surface(), box, spacingMm), areas));
    }

    private static Weighted byArea(Corners corners, DistanceMap other, double[] areas) {
        int count = (int) corners.surface().count();
        long[] keys = new long[count]; // distance above, code below: distances are not negative, so their bits sort as they do
        int[] n = {0};
        corners.surface().forEachRun((y, z, x0, x1) -> {
            for (int x = x0; x < x1; x++) keys[n[0]++] = (long) Float.floatToRawIntBits((float) other.mm(x, y, z)) << 32 | corners.code(x, y, z);
        });
        Arrays.sort(keys);
        double[] mm = new double[count], weights = new double[count];
        for (int i = 0; i < count; i++) {
            mm[i] = Float.intBitsToFloat((int) (keys[i] >>> 32));
            weights[i] = areas[(int) keys[i] & 0xFF];
        }
        return new Weighted(mm, weights);
    }

    private static Mask requireSome(Mask mask) {
        if (mask.isEmpty()) throw new IllegalArgumentException("an empty mask has no surface");
        return mask;
    }

    /// The reference's surface, seen from the candidate's.
    public Weighted ofReference() {
        return ofReference;
    }

    /// The candidate's surface, seen from the reference's.
    public Weighted ofCandidate() {
        return ofCandidate;
    }

    /// The quantile of both sets of distances taken together, linear between the two nearest ranks.
    public double pooledQuantile(double fraction) {
        double[] all = Arrays.copyOf(ofReference.mm, ofReference.mm.length + ofCandidate.mm.length);
        System.arraycopy(ofCandidate.mm, 0, all, ofReference.mm.length, ofCandidate.mm.length);
        Arrays.sort(all);
        return quantile(all, fraction);
    }

    private static double quantile(double[] rising, double fraction) {
        double rank = fraction * (rising.length - 1);
        int below = (int) rank;
        double above = rising[Math.min(below + 1, rising.length - 1)];
        return rising[below] + (rank - below) * (above - rising[below]);
    }

    /// The corners where set and clear voxels meet; corner (x, y, z) lies between voxels x − 1 and x, and so on.
    private record Corners(Mask mask, Mask surface) {
        static Corners of(Mask mask) {
            Box box = mask.box(), corners = new Box(box.x0(), box.y0(), box.z0(), box.x1() + 1, box.y1() + 1, box.z1() + 1);
            return new Corners(mask, Mask.of(corners, out -> {
                for (int z = corners.z0(); z < corners.z1(); z++)
                    for (int y = corners.y0(); y < corners.y1(); y++)
                        for (int x = corners.x0(); x < corners.x1(); x += 64) {
                            long any = 0, all = -1;
                            for (int i = 0; i < 8; i++) {
                                long bits = mask.bits(y - 1 + (i >> 1 & 1), z - 1 + (i >> 2), x - 1 + (i & 1));
                                any |= bits;
                                all &= bits;
                            }
                            out.bits(y, z, x, any & ~all);
                        }
            }));
        }

        int code(int x, int y, int z) {
            int code = 0;
            for (int i = 0; i < 8; i++) if (mask.contains(x - 1 + (i & 1), y - 1 + (i >> 1 & 1), z - 1 + (i >> 2))) code |= 1 << i;
            return code;
        }
    }
}
