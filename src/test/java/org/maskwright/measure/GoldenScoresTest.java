package org.maskwright.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.label.Labels;

/// Four pairs of masks whose scores were computed by MedPy, DeepMind's surface-distance and Metrics Reloaded, and by MONAI's formula.
class GoldenScoresTest {
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

    private static final Labels BLOCK = where(REFERENCE::contains), SHIFTED_BLOCK = where(SHIFTED::contains),
            STRAY_VOXEL = where((x, y, z) -> SHIFTED.contains(x, y, z) || x == 2 && y == 2 && z == 1),
            STRAY_BLOCK = where((x, y, z) -> SHIFTED.contains(x, y, z) || new Box(0, 0, 0, 6, 6, 2).contains(x, y, z)),
            BALL = where((x, y, z) -> square(0.8 * (x - 20)) + square(0.8 * (y - 18)) + square(3.0 * (z - 7)) <= 81),
            ELLIPSOID = where((x, y, z) -> square(0.8 * (x - 21) / 10) + square(0.8 * (y - 18) / 8) + square(3.0 * (z - 7) / 11) <= 0.999);

    private static double square(double d) {
        return d * d;
    }

    private static void assertDice(Labels reference, Labels candidate, long n, long m, long common, double dice) {
        Overlap overlap = CaseScore.of("golden", reference, candidate).overlap(5);
        assertThat(overlap).isEqualTo(new Overlap(common, n, m));
        assertThat(Dice.of(overlap).orElse(-1)).isCloseTo(dice, within(5e-7));
    }

    @Test
    void dice() {
        assertDice(BLOCK, SHIFTED_BLOCK, 1536, 1536, 1344, 0.875000);
        assertDice(BLOCK, STRAY_VOXEL, 1536, 1537, 1344, 0.874715);
        assertDice(BALL, ELLIPSOID, 1543, 1937, 1459, 0.838506);
        assertDice(BLOCK, STRAY_BLOCK, 1536, 1608, 1344, 0.854962);
    }

    private static Comparison compare(Labels reference, Labels candidate) {
        return new Comparison(reference, candidate, 5, CaseScore.of("golden", reference, candidate).overlap(5));
    }

    private static void assertMm(Metric metric, double block, double strayVoxel, double ball, double strayBlock) {
        assertThat(metric.of(compare(BLOCK, SHIFTED_BLOCK)).orElse(-1)).as("shifted block").isCloseTo(block, within(6e-7));
        assertThat(metric.of(compare(BLOCK, STRAY_VOXEL)).orElse(-1)).as("and a stray voxel").isCloseTo(strayVoxel, within(6e-7));
        assertThat(metric.of(compare(BALL, ELLIPSOID)).orElse(-1)).as("ball and ellipsoid").isCloseTo(ball, within(6e-7));
        assertThat(metric.of(compare(BLOCK, STRAY_BLOCK)).orElse(-1)).as("and a stray block").isCloseTo(strayBlock, within(6e-7));
    }

    @Test
    void hausdorff() {
        assertMm(SurfaceDistance.HD, 1.6, 9.059801, 3, 12.764012);
    }

    @Test
    void hausdorff95InItsThreeConventions() {
        assertMm(SurfaceDistance.HD95_POOLED, 1.6, 1.6, 3, 1.6);
        assertMm(SurfaceDistance.HD95, 1.6, 1.6, 3, 9.641577);
        assertMm(SurfaceDistance.HD95_BY_AREA, 1.6, 1.6, 3, 9.095054);
    }

    @Test
    void meanSurfaceDistances() {
        assertMm(SurfaceDistance.ASSD, 0.357447, 0.363229, 1.075565, 0.795415);
        assertMm(SurfaceDistance.MASD, 0.357447, 0.363225, 1.072626, 0.776281);
    }

    @Test
    void directedMeanDistancesByArea() {
        double[][] means = {{0.573382, 0.573382}, {0.573382, 0.594189}, {0.524260, 0.751213}, {0.573382, 1.425202}};
        Comparison[] pairs = {compare(BLOCK, SHIFTED_BLOCK), compare(BLOCK, STRAY_VOXEL), compare(BALL, ELLIPSOID), compare(BLOCK, STRAY_BLOCK)};
        for (int i = 0; i < pairs.length; i++) {
            assertThat(pairs[i].surfaceAreas().ofReference().mean()).isCloseTo(means[i][0], within(6e-7));
            assertThat(pairs[i].surfaceAreas().ofCandidate().mean()).isCloseTo(means[i][1], within(6e-7));
        }
    }

    @Test
    void surfaceDiceByAreaAndByVoxels() {
        assertMm(new SurfaceDice(1, false), 0.808511, 0.807973, 0.594560, 0.771574);
        assertMm(new SurfaceDice(1, true), 0.671846, 0.670876, 0.781755, 0.634672);
        assertMm(new SurfaceDice(2, false), 1, 0.999336, 0.765544, 0.954315);
        assertMm(new SurfaceDice(2, true), 1, 0.998556, 0.884430, 0.944669);
    }
}
