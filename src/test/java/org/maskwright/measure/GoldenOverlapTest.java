package org.maskwright.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.label.Labels;

/// Four pairs of masks whose counts and Dice were computed by MedPy, DeepMind's surface-distance and Metrics Reloaded, which agree.
class GoldenOverlapTest {
    private static final Geometry GRID = Geometry.upright(40, 36, 14, 0.8, 0.8, 3.0);

    private interface VoxelTest {
        boolean is(int x, int y, int z);
    }

    private static Labels where(VoxelTest test) {
        return Labels.of(GRID, Mask.of(GRID.size().box(), b -> {
            for (int z = 0; z < 14; z++) for (int y = 0; y < 36; y++) for (int x = 0; x < 40; x++) if (test.is(x, y, z)) b.set(x, y, z);
        }), 5);
    }

    private static final Box REFERENCE = new Box(8, 8, 3, 24, 24, 9), SHIFTED = new Box(10, 8, 3, 26, 24, 9);

    private static void assertDice(Labels reference, Labels candidate, long n, long m, long common, double dice) {
        Overlap overlap = CaseScore.of("golden", reference, candidate).overlap(5);
        assertThat(overlap).isEqualTo(new Overlap(common, n, m));
        assertThat(Dice.of(overlap).orElse(-1)).isCloseTo(dice, within(5e-7));
    }

    @Test
    void shiftedBlock() {
        assertDice(where(REFERENCE::contains), where(SHIFTED::contains), 1536, 1536, 1344, 0.875000);
    }

    @Test
    void shiftedBlockAndAStrayVoxel() {
        assertDice(where(REFERENCE::contains), where((x, y, z) -> SHIFTED.contains(x, y, z) || x == 2 && y == 2 && z == 1), 1536, 1537, 1344, 0.874715);
    }

    @Test
    void ballAndEllipsoid() {
        Labels ball = where((x, y, z) -> square(0.8 * (x - 20)) + square(0.8 * (y - 18)) + square(3.0 * (z - 7)) <= 81);
        Labels ellipsoid = where((x, y, z) -> square(0.8 * (x - 21) / 10) + square(0.8 * (y - 18) / 8) + square(3.0 * (z - 7) / 11) <= 0.999);
        assertDice(ball, ellipsoid, 1543, 1937, 1459, 0.838506);
    }

    @Test
    void shiftedBlockAndAStrayBlock() {
        Box stray = new Box(0, 0, 0, 6, 6, 2);
        assertDice(where(REFERENCE::contains), where((x, y, z) -> SHIFTED.contains(x, y, z) || stray.contains(x, y, z)), 1536, 1608, 1344, 0.854962);
    }

    private static double square(double d) {
        return d * d;
    }
}
