package org.maskwright.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.volume.FloatVolume;
import org.maskwright.volume.Range;
import org.maskwright.volume.ScanInfo;
import org.maskwright.volume.Volume;

class RegionGrowthTest {
    @Property(tries = 300)
    void reachesWhatBreadthFirstSearchReaches(@ForAll long seed) {
        Random random = new Random(seed);
        Volume volume = Volumes.random(random);
        Size size = volume.geometry().size();
        int x = random.nextInt(size.x()), y = random.nextInt(size.y()), z = random.nextInt(size.z()), normal = random.nextInt(3);
        Range range = random.nextBoolean() ? Volumes.range(volume, random) : around(volume, x, y, z, normal, random.nextInt(10) + 0.123); // so that no value lies on the border but for rounding
        double radiusMm = random.nextBoolean() ? Double.POSITIVE_INFINITY : random.nextDouble() * 12 + 0.001;
        Grids.VoxelTest open = (i, j, k) -> range.contains(volume.value(i, j, k))
                && volume.geometry().toPatient(i, j, k).distanceTo(volume.geometry().toPatient(x, y, z)) <= radiusMm;
        assertThat(RegionGrowth.inSpace(volume, x, y, z, range, radiusMm, Progress.NONE)).isEqualTo(Brute.reach(size, x, y, z, 1, open));
        assertThat(RegionGrowth.inSlice(volume, x, y, z, normal, range, radiusMm, Progress.NONE)).isEqualTo(
                Brute.reach(size, x, y, z, 1, (i, j, k) -> (normal == 0 ? i == x : normal == 1 ? j == y : k == z) && open.is(i, j, k)));
    }

    private static Range around(Volume volume, int x, int y, int z, int normal, double tolerance) {
        return Double.isNaN(volume.value(x, y, z)) ? new Range(0, 1) : RegionGrowth.around(volume, x, y, z, normal, tolerance);
    }

    /// A snake through every row and slice: the worst that can be asked of a flood by rows.
    @Test
    void followsASnakeToItsEnd() {
        Geometry geometry = Geometry.upright(130, 31, 9, 1, 1, 1);
        float[][] slices = new float[9][130 * 31];
        for (int z = 0; z < 9; z++) {
            for (int y = 0; y < 31; y++) {
                for (int x = 0; x < 130; x++) {
                    boolean turn = y % 4 == 1 ? x == 129 : x == 0;
                    slices[z][y * 130 + x] = z % 2 == 0 ? y % 2 == 0 || turn ? 1 : 0 : x == 0 && y == (z % 4 == 1 ? 30 : 0) ? 1 : 0;
                }
            }
        }
        Volume snake = FloatVolume.adopting(geometry, slices, ScanInfo.UNKNOWN);
        Mask all = Thresholding.of(snake, new Range(1, 1), geometry.size().box(), Progress.NONE);
        assertThat(RegionGrowth.inSpace(snake, 0, 0, 0, new Range(1, 1), Double.POSITIVE_INFINITY, Progress.NONE)).isEqualTo(all);
    }

    @Test
    void rangeLiesAroundTheMeanOfTheNeighboursAndHoldsTheSeed() {
        float[] slice = {0, 0, 0, 0, 90, 0, 0, 0, 0};
        Volume volume = FloatVolume.adopting(Geometry.upright(3, 3, 1, 1, 1, 1), new float[][] {slice}, ScanInfo.UNKNOWN);
        assertThat(RegionGrowth.around(volume, 1, 1, 0, 2, 5)).isEqualTo(new Range(5, 90));
        assertThat(RegionGrowth.around(volume, 1, 1, 0, 1, 5)).isEqualTo(new Range(25, 90)); // a row of three
    }

    @Test
    void seedOffTheGridIsRefused() {
        Volume volume = Volumes.random(new Random(1));
        assertThatThrownBy(() -> RegionGrowth.around(volume, -1, 0, 0, 2, 5)).hasMessageContaining("outside the grid");
        assertThat(RegionGrowth.inSpace(volume, 0, 0, 999, new Range(0, 1), 5, Progress.NONE).isEmpty()).isTrue();
    }

    @Test
    void stopsWhenAsked() {
        Volume volume = Volumes.random(new Random(1));
        Progress stop = (fraction, what) -> {
            throw new Progress.Cancelled();
        };
        Range all = volume.range();
        assertThatThrownBy(() -> RegionGrowth.inSpace(volume, 0, 0, 0, all, Double.POSITIVE_INFINITY, stop)).isInstanceOf(Progress.Cancelled.class);
    }
}
