package org.maskwright.learn.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.label.Labels;
import org.maskwright.volume.FloatVolume;
import org.maskwright.volume.ScanInfo;

class NetworkGridTest {
    private static final Classes CLASSES = new Classes(List.of(3, 70));

    /// All 48 ways to lay three axes down, spacings 1, 2 and 3 mm along patient x, y, z.
    static Stream<Geometry> orientations() {
        var all = new ArrayList<Geometry>();
        int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        for (int[] order : orders) {
            for (int signs = 0; signs < 8; signs++) {
                Point[] columns = new Point[3];
                for (int axis = 0; axis < 3; axis++) {
                    double length = (order[axis] + 1) * ((signs >> axis & 1) == 0 ? 1 : -1);
                    columns[axis] = new Point(order[axis] == 0 ? length : 0, order[axis] == 1 ? length : 0, order[axis] == 2 ? length : 0);
                }
                all.add(new Geometry(new Size(4, 5, 6), Affine.ofColumns(columns[0], columns[1], columns[2], new Point(7, -8, 9))));
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("orientations")
    void theNetworkSeesThePatientNotTheScanner(Geometry geometry) {
        NetworkGrid grid = NetworkGrid.of(geometry, new Point(1, 2, 3));
        Block left = grid.image(byPatient(geometry, Point::x));
        Block back = grid.image(byPatient(geometry, Point::y));
        Block head = grid.image(byPatient(geometry, Point::z));
        Size size = grid.size();
        for (int z = 0; z < size.z(); z++) {
            for (int y = 0; y < size.y(); y++) {
                for (int x = 0; x < size.x(); x++) {
                    int i = (z * size.y() + y) * size.x() + x;
                    assertThat(left.values()[i] - left.values()[0]).isCloseTo(x, within(1e-4f));
                    assertThat(back.values()[i] - back.values()[0]).isCloseTo(2 * y, within(1e-4f));
                    assertThat(head.values()[i] - head.values()[0]).isCloseTo(3 * z, within(1e-4f));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("orientations")
    void labelsComeBackAsTheyWent(Geometry geometry) {
        NetworkGrid grid = NetworkGrid.of(geometry, new Point(1, 2, 3));
        Labels labels = random(geometry, 3);
        assertThat(grid.labels(certain(grid.classes(labels, CLASSES)), CLASSES, _ -> {}).sameVoxels(labels)).isTrue();
    }

    @Test
    void aBallSurvivesACoarserGrid() {
        Geometry fine = Geometry.upright(64, 60, 56, 1, 1, 1);
        short[][] slices = new short[56][64 * 60];
        for (int z = 0; z < 56; z++) {
            for (int y = 0; y < 60; y++) {
                for (int x = 0; x < 64; x++) slices[z][y * 64 + x] = (short) (Math.hypot(Math.hypot(x - 30, y - 28), z - 27) < 18 ? 70 : 0);
            }
        }
        Labels ball = Labels.adopting(fine, slices);
        NetworkGrid grid = NetworkGrid.of(fine, new Point(3, 3, 4));
        assertThat(grid.size()).isEqualTo(new Size(21, 20, 14));
        Labels back = grid.labels(certain(grid.classes(ball, CLASSES)), CLASSES, _ -> {});
        long common = 0;
        for (int z = 0; z < 56; z++) {
            for (int y = 0; y < 60; y++) {
                for (int x = 0; x < 64; x++) common += ball.at(x, y, z) == 70 && back.at(x, y, z) == 70 ? 1 : 0;
            }
        }
        double dice = 2.0 * common / (ball.counts().get(70) + back.counts().get(70));
        assertThat(dice).isGreaterThan(0.93);
    }

    @Test
    void noiseIsAveragedTowardsACoarserGrid() {
        Geometry fine = Geometry.upright(64, 64, 64, 1, 1, 1);
        var random = new SplittableRandom(2);
        float[][] slices = new float[64][64 * 64];
        for (float[] slice : slices) {
            for (int i = 0; i < slice.length; i++) slice[i] = (float) random.nextGaussian();
        }
        Block coarse = NetworkGrid.of(fine, new Point(4, 4, 4)).image(FloatVolume.adopting(fine, slices, ScanInfo.MR));
        double squares = 0;
        for (float value : coarse.values()) squares += value * value;
        assertThat(Math.sqrt(squares / coarse.values().length)).isLessThan(0.2);
    }

    @Test
    void whatHoldsNoNumberCountsAsTheLeastValue() {
        Geometry geometry = Geometry.upright(2, 1, 1, 1, 1, 1);
        Block block = NetworkGrid.of(geometry, new Point(1, 1, 1)).image(FloatVolume.adopting(geometry, new float[][] {{Float.NaN, 5}}, ScanInfo.MR));
        assertThat(block.values()).containsExactly(5, 5);
    }

    @Test
    void aThinScanKeepsOneVoxelAtLeast() {
        assertThat(NetworkGrid.of(Geometry.upright(4, 4, 1, 1, 1, 1), new Point(1, 1, 8)).size()).isEqualTo(new Size(4, 4, 1));
    }

    private interface Coordinate {
        double of(Point patient);
    }

    private static FloatVolume byPatient(Geometry geometry, Coordinate coordinate) {
        Size size = geometry.size();
        float[][] slices = new float[size.z()][size.sliceVoxels()];
        for (int z = 0; z < size.z(); z++) {
            for (int y = 0; y < size.y(); y++) {
                for (int x = 0; x < size.x(); x++) slices[z][y * size.x() + x] = (float) coordinate.of(geometry.toPatient(x, y, z));
            }
        }
        return FloatVolume.adopting(geometry, slices, ScanInfo.MR);
    }

    private static Labels random(Geometry geometry, long seed) {
        var random = new SplittableRandom(seed);
        short[][] slices = new short[geometry.size().z()][geometry.size().sliceVoxels()];
        for (short[] slice : slices) {
            for (int i = 0; i < slice.length; i++) slice[i] = (short) CLASSES.labelOf(random.nextInt(3));
        }
        return Labels.adopting(geometry, slices);
    }

    private static float[][] certain(short[] classes) {
        float[][] probabilities = new float[CLASSES.count()][classes.length];
        for (int i = 0; i < classes.length; i++) probabilities[classes[i]][i] = 1;
        return probabilities;
    }
}
