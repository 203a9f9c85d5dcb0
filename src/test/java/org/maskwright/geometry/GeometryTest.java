package org.maskwright.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class GeometryTest {
    private static final Size SIZE = new Size(5, 4, 3);

    @Test
    void everyAlignedGridIsHungAsARadiologistHangsIt() {
        Set<String> orientations = new HashSet<>();
        for (Geometry g : Oblique.aligned(SIZE)) {
            for (Plane plane : Plane.values()) {
                SliceAxes axes = g.axes(plane);
                Point origin = patient(g, axes, 0, 0);
                Point right = patient(g, axes, 1, 0).minus(origin), down = patient(g, axes, 0, 1).minus(origin);
                assertThat(right.times(1 / right.length())).as(g.orientation() + " " + plane).isEqualTo(plane.across());
                assertThat(down.times(1 / down.length())).as(g.orientation() + " " + plane).isEqualTo(plane.down());
                Point in = g.toPatient().column(axes.normal());
                assertThat(in.dot(plane.normal()) < 0).as("normal flipped").isEqualTo(axes.normalFlipped());
            }
            orientations.add(g.orientation());
        }
        assertThat(orientations).hasSize(48);
    }

    private static Point patient(Geometry g, SliceAxes axes, double u, double v) {
        return g.toPatient().apply(axes.voxel(u, v, 0));
    }

    @Test
    void theLettersNameWhereTheAxesPoint() {
        assertThat(Geometry.upright(2, 2, 2, 1, 1, 1).orientation()).isEqualTo("LPS");
        Affine ras = new Affine(-1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 1, 0);
        assertThat(new Geometry(SIZE, ras).orientation()).isEqualTo("RAS");
        Affine sagittal = Affine.ofColumns(new Point(0, 1, 0), new Point(0, 0, -1), new Point(-1, 0, 0), new Point(0, 0, 0));
        assertThat(new Geometry(SIZE, sagittal).orientation()).isEqualTo("PIR");
    }

    @Property(tries = 500)
    void anObliqueGridUsesEachAxisOnceAndTheNearestWayRound(@ForAll long seed) {
        Geometry g = Oblique.random(new Random(seed), SIZE);
        double best = 0;
        for (int[] order : new int[][] {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}}) best = Math.max(best, fit(g, order));
        SliceAxes axial = g.axes(Plane.AXIAL);
        assertThat(Arrays.stream(new int[] {axial.across(), axial.down(), axial.normal()}).distinct().count()).isEqualTo(3);
        assertThat(fit(g, new int[] {axial.across(), axial.down(), axial.normal()})).isGreaterThan(best - 1e-8);
        for (Plane plane : Plane.values()) {
            SliceAxes axes = g.axes(plane);
            Point right = patient(g, axes, 1, 0).minus(patient(g, axes, 0, 0)), down = patient(g, axes, 0, 1).minus(patient(g, axes, 0, 0));
            assertThat(right.dot(plane.across())).isGreaterThanOrEqualTo(0);
            assertThat(down.dot(plane.down())).isGreaterThanOrEqualTo(0);
        }
        // The three planes agree which voxel axis is which.
        assertThat(g.axes(Plane.CORONAL).across()).isEqualTo(axial.across());
        assertThat(g.axes(Plane.CORONAL).down()).isEqualTo(axial.normal());
        assertThat(g.axes(Plane.SAGITTAL).across()).isEqualTo(axial.down());
    }

    /// The sum of the cosines between voxel axes `order` and the patient's x, y, z.
    private static double fit(Geometry g, int[] order) {
        double sum = 0;
        for (int p = 0; p < 3; p++) sum += Math.abs(g.toPatient().column(order[p]).along(p)) / g.toPatient().column(order[p]).length();
        return sum;
    }

    @Property(tries = 200)
    void toVoxelUndoesToPatient(@ForAll long seed) {
        Random random = new Random(seed);
        Geometry g = Oblique.random(random, SIZE);
        Point voxel = new Point(random.nextDouble(5), random.nextDouble(4), random.nextDouble(3));
        assertThat(g.toVoxel(g.toPatient(voxel.x(), voxel.y(), voxel.z())).distanceTo(voxel)).isLessThan(1e-8);
    }

    @Property(tries = 200)
    void resamplingKeepsTheOuterFaces(@ForAll long seed) {
        Random random = new Random(seed);
        Geometry g = Oblique.random(random, SIZE);
        Size other = new Size(1 + random.nextInt(20), 1 + random.nextInt(20), 1 + random.nextInt(20));
        Geometry r = g.resampled(other);
        for (int corner = 0; corner < 8; corner++) {
            int i = corner & 1, j = corner >> 1 & 1, k = corner >> 2;
            Point a = g.toPatient(i * 5 - 0.5, j * 4 - 0.5, k * 3 - 0.5), b = r.toPatient(i * other.x() - 0.5, j * other.y() - 0.5, k * other.z() - 0.5);
            assertThat(a.distanceTo(b)).isLessThan(1e-7);
        }
        assertThat(r.voxelMm3() * other.voxels()).isCloseTo(g.voxelMm3() * SIZE.voxels(), org.assertj.core.data.Percentage.withPercentage(1e-6));
    }

    @Test
    void gridsDifferPastTheToleranceOnly() {
        Geometry g = Geometry.upright(100, 100, 10, 0.5, 0.5, 2);
        Geometry shifted = new Geometry(g.size(), Affine.translation(0.009, 0, 0).after(g.toPatient()));
        assertThat(g.sameGrid(shifted, 0.01)).isTrue();
        assertThat(g.sameGrid(shifted, 0.008)).isFalse();
        assertThat(g.sameGrid(Geometry.upright(100, 100, 10, 0.501, 0.5, 2), 0.05)).as("0.099 mm off at the far corner").isFalse();
        assertThat(g.sameGrid(Geometry.upright(100, 100, 11, 0.5, 0.5, 2), 1)).isFalse();
    }

    @Test
    void degenerateGridsAreRefused() {
        for (Affine bad : List.of(Affine.scaling(0, 1, 1), Affine.ofColumns(new Point(1, 0, 0), new Point(2, 0, 0), new Point(0, 0, 1), new Point(0, 0, 0))))
            assertThatThrownBy(() -> new Geometry(SIZE, bad)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Size(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
