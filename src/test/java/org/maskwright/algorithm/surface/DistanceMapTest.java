package org.maskwright.algorithm.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Point;

class DistanceMapTest {
    private static final Box BOX = new Box(2, 3, 1, 2 + 70, 3 + 9, 1 + 6);

    /// Against the definition: the least distance to any voxel of the mask.
    @Property(tries = 60)
    void everyDistanceIsTheLeast(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int voxels) {
        Random random = new Random(seed);
        Point spacing = new Point(0.3 + random.nextDouble(), 0.3 + random.nextDouble(), 0.3 + 3 * random.nextDouble());
        List<int[]> set = new ArrayList<>();
        for (int i = 0; i < voxels; i++) set.add(new int[] {2 + random.nextInt(70), 3 + random.nextInt(9), 1 + random.nextInt(6)});
        Mask mask = Mask.of(BOX, out -> set.forEach(v -> out.set(v[0], v[1], v[2])));
        DistanceMap map = DistanceMap.to(mask, BOX, spacing);
        for (int z = BOX.z0(); z < BOX.z1(); z++) for (int y = BOX.y0(); y < BOX.y1(); y++) for (int x = BOX.x0(); x < BOX.x1(); x++) {
            double least = Double.POSITIVE_INFINITY;
            for (int[] v : set) least = Math.min(least, new Point((x - v[0]) * spacing.x(), (y - v[1]) * spacing.y(), (z - v[2]) * spacing.z()).length());
            assertThat(map.mm(x, y, z)).isCloseTo(least, within(1e-5));
        }
    }

    @Test
    void nothingIsInfinitelyFar() {
        assertThat(DistanceMap.to(Mask.EMPTY, BOX, new Point(1, 1, 1)).mm(5, 5, 5)).isInfinite();
    }

    @Test
    void theBorderOfABlockIsItsShell() {
        Box block = new Box(10, 5, 2, 10 + 66, 9, 6);
        Mask mask = Mask.of(new Box(0, 0, 0, 80, 12, 8), out -> {
            for (int z = block.z0(); z < block.z1(); z++) for (int y = block.y0(); y < block.y1(); y++) out.run(y, z, block.x0(), block.x1());
        });
        assertThat(BorderVoxels.of(mask).count()).isEqualTo(66 * 4 * 4 - 64 * 2 * 2);
    }

    /// A code and its complement cut the same cube with the same faces where no face is ambiguous; one voxel cuts off a corner.
    @Test
    void areasOfTheSimplestCubesAreAsWorkedOutByHand() {
        double[] areas = CubeSurface.areasMm2(new Point(2, 3, 5));
        assertThat(areas[0]).isZero();
        assertThat(areas[255]).isZero();
        double corner = Math.sqrt(1.5 * 1.5 * 2.5 * 2.5 + 2.5 * 2.5 + 1.5 * 1.5) / 2; // half edges 1, 1.5 and 2.5
        assertThat(areas[1]).isCloseTo(corner, within(1e-12));
        assertThat(areas[254]).isCloseTo(corner, within(1e-12));
        assertThat(areas[0b0000_1111]).as("the lower four: a face of 2 × 3").isCloseTo(6, within(1e-12));
        assertThat(areas[0b0101_0101]).as("the left four: a face of 3 × 5").isCloseTo(15, within(1e-12));
        assertThat(areas[0b0000_0011]).as("an edge along x: a strip of 2").isCloseTo(2 * Math.hypot(1.5, 2.5), within(1e-12));
        assertThat(areas[0b1000_0001]).as("two opposite corners").isCloseTo(2 * corner, within(1e-12));
    }
}
