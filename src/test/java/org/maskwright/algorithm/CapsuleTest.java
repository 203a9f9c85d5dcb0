package org.maskwright.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;

class CapsuleTest {
    private static final Geometry UNIT = Geometry.upright(9, 9, 9, 1, 1, 1);

    /// Distances this close to the radius may fall either way by rounding.
    private static final double RIM_MM = 1e-6;

    @Property(tries = 400)
    void ballHoldsEveryVoxelCentreWithinTheRadiusOfTheSegment(@ForAll long seed) {
        Random random = new Random(seed);
        Geometry geometry = Grids.random(random, random.nextBoolean());
        Point from = anywhere(random, geometry.size()), to = random.nextInt(4) == 0 ? from : anywhere(random, geometry.size());
        double radiusMm = random.nextDouble() * 8;
        assertSameButForTheRim(geometry, Capsule.ball(geometry, from, to, radiusMm), from, to, radiusMm, -1);
    }

    @Property(tries = 400)
    void discHoldsEveryVoxelCentreOfItsSliceWithinTheRadiusOfTheSegment(@ForAll long seed) {
        Random random = new Random(seed);
        Geometry geometry = Grids.random(random, random.nextBoolean());
        int normal = random.nextInt(3);
        Point from = anywhere(random, geometry.size()), to = random.nextInt(4) == 0 ? from : anywhere(random, geometry.size());
        double radiusMm = random.nextDouble() * 8;
        Mask disc = Capsule.disc(geometry, normal, from, to, radiusMm);
        int slice = (int) Math.rint(to.along(normal));
        assertSameButForTheRim(geometry, disc, flat(from, normal, slice), flat(to, normal, slice), radiusMm, normal);
    }

    private static void assertSameButForTheRim(Geometry geometry, Mask mask, Point from, Point to, double radiusMm, int normal) {
        Mask line = line(geometry.size(), from, to);
        Size size = geometry.size();
        for (int z = 0; z < size.z(); z++) {
            for (int y = 0; y < size.y(); y++) {
                for (int x = 0; x < size.x(); x++) {
                    Point voxel = new Point(x, y, z);
                    boolean onSlice = normal < 0 || voxel.along(normal) == to.along(normal);
                    double distanceMm = distance(geometry.toPatient(x, y, z), geometry.toPatient().apply(from), geometry.toPatient().apply(to));
                    if (Math.abs(distanceMm - radiusMm) < RIM_MM) continue;
                    assertThat(mask.contains(x, y, z)).as("voxel %d %d %d at %f mm of %f", x, y, z, distanceMm, radiusMm)
                            .isEqualTo(onSlice && distanceMm <= radiusMm || line.contains(x, y, z));
                }
            }
        }
    }

    /// The voxels nearest to the segment, one a step along its longest axis.
    private static Mask line(Size size, Point from, Point to) {
        Point d = to.minus(from);
        double longest = Math.max(Math.abs(d.x()), Math.max(Math.abs(d.y()), Math.abs(d.z())));
        int axis = Math.abs(d.x()) == longest ? 0 : Math.abs(d.y()) == longest ? 1 : 2;
        return Mask.of(size.box(), b -> {
            set(b, from);
            set(b, to);
            for (int i = 0; i < size.along(axis); i++) {
                double share = (i - from.along(axis)) / d.along(axis);
                if (share >= 0 && share <= 1) set(b, from.plus(d.times(share)));
            }
        });
    }

    private static void set(Mask.Builder b, Point p) {
        b.set((int) Math.rint(p.x()), (int) Math.rint(p.y()), (int) Math.rint(p.z()));
    }

    private static double distance(Point p, Point a, Point b) {
        Point way = b.minus(a);
        double share = way.length() == 0 ? 0 : Math.clamp(p.minus(a).dot(way) / way.dot(way), 0, 1);
        return p.distanceTo(a.plus(way.times(share)));
    }

    private static Point anywhere(Random random, Size size) {
        return new Point(around(random, size.x()), around(random, size.y()), around(random, size.z()));
    }

    private static double around(Random random, int n) {
        double at = random.nextDouble() * (n + 8) - 4;
        return random.nextInt(3) == 0 ? Math.rint(at) : at;
    }

    private static Point flat(Point p, int normal, int slice) {
        return new Point(normal == 0 ? slice : p.x(), normal == 1 ? slice : p.y(), normal == 2 ? slice : p.z());
    }

    @Test
    void ballOfOneVoxelSpacingHasSevenVoxels() {
        assertThat(Capsule.ball(UNIT, new Point(4, 4, 4), new Point(4, 4, 4), 1).count()).isEqualTo(7);
    }

    @Test
    void discOfOneVoxelSpacingHasFiveVoxelsInItsSlice() {
        Mask disc = Capsule.disc(UNIT, 1, new Point(4, 4.3, 4), new Point(4, 4.3, 4), 1);
        assertThat(disc.count()).isEqualTo(5);
        assertThat(disc.contains(4, 4, 3)).isTrue();
        assertThat(disc.contains(4, 3, 4)).isFalse();
    }

    @Test
    void brushFinerThanAVoxelLeavesALineWithoutGaps() {
        Mask line = Capsule.disc(UNIT, 2, new Point(0.4, 0.4, 3), new Point(8.4, 4.4, 3), 0.01);
        for (int x = 0; x < 9; x++) {
            int column = x;
            Mask inColumn = Grids.where(UNIT.size(), (i, y, z) -> i == column && line.contains(i, y, z));
            assertThat(inColumn.count()).as("column %d", x).isEqualTo(1);
        }
    }

    @Test
    void nothingIsPaintedFarOffTheGridHoweverFar() {
        for (double far : new double[] {-1e3, 1e12, -1e300, Double.MAX_VALUE, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThat(Capsule.ball(UNIT, new Point(far, 4, 4), new Point(far, 5, 4), 2).isEmpty()).isTrue();
            assertThat(Capsule.disc(UNIT, 0, new Point(far, 4, 4), new Point(far, 5, 4), 2).isEmpty()).isTrue();
        }
    }

    @Test
    void negativeRadiusIsRefused() {
        assertThatThrownBy(() -> Capsule.ball(UNIT, new Point(0, 0, 0), new Point(0, 0, 0), -1)).hasMessageContaining("radius");
    }
}
