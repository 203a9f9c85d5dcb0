package org.maskwright.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;

class GridMatchTest {
    /// Oblique, away from the origin, with three different spacings and sizes.
    private static final Geometry SCAN = new Geometry(new Size(20, 24, 9), Affine.ofColumns(new Point(0.8, 0.1, 0), new Point(-0.11, 0.9, 0.05), new Point(0, -0.13, 2.5), new Point(-120, 35, 410)));

    private static Geometry moved(double mm) {
        return new Geometry(SCAN.size(), Affine.translation(mm, 0, 0).after(SCAN.toPatient()));
    }

    private static Geometry withColumns(Point x, Point y, Point z, Point origin) {
        return new Geometry(SCAN.size(), Affine.ofColumns(x, y, z, origin));
    }

    @Test
    void theSameGridIsSame() {
        assertThat(GridMatch.of(SCAN, SCAN)).isEqualTo(new GridMatch.Same());
    }

    @Test
    void roundingIsSnappedAndSaid() {
        GridMatch match = GridMatch.of(SCAN, moved(0.0004));
        assertThat(match).isInstanceOf(GridMatch.Nearly.class);
        assertThat(match.sentence()).isEqualTo("Same grid, nearly: snapped by 0.0004 mm.");
    }

    @Test
    void aMillimetreAsideIsAnotherGrid() {
        assertThat(GridMatch.of(SCAN, moved(1))).isInstanceOfSatisfying(GridMatch.Other.class, other -> assertThat(other.covered()).isBetween(0.9, 1.0));
    }

    @Test
    void aMapBesideTheScanIsApart() {
        assertThat(GridMatch.of(SCAN, moved(500))).isEqualTo(new GridMatch.Apart());
        assertThat(GridMatch.of(SCAN, moved(500)).isFit()).isFalse();
    }

    @Test
    void theSameVoxelsStoredInAnotherOrderAreTurned() {
        // x counted down from the other end, and y and z exchanged
        Point x = SCAN.toPatient().column(0), last = SCAN.toPatient(19, 0, 0);
        Geometry turned = new Geometry(new Size(20, 9, 24), Affine.ofColumns(x.times(-1), SCAN.toPatient().column(2), SCAN.toPatient().column(1), last));
        assertThat(GridMatch.of(SCAN, turned)).isEqualTo(new GridMatch.Turned());
    }

    @Test
    void confusingLpsWithRasIsAMirror() {
        assertThat(GridMatch.of(SCAN, new Geometry(SCAN.size(), SCAN.toPatient().withTargetXyNegated()))).isEqualTo(new GridMatch.Mirrored("left and right, front and back"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void directionsConfusedAboutTheFirstVoxelAreAMirror(int axis) {
        Point[] columns = new Point[3];
        for (int i = 0; i < 3; i++) {
            Point c = SCAN.toPatient().column(i);
            columns[i] = new Point(axis == 0 ? -c.x() : c.x(), axis == 1 ? -c.y() : c.y(), axis == 2 ? -c.z() : c.z());
        }
        String[] names = {"left and right", "front and back", "head and feet"};
        assertThat(GridMatch.of(SCAN, withColumns(columns[0], columns[1], columns[2], SCAN.toPatient().origin()))).isEqualTo(new GridMatch.Mirrored(names[axis]));
    }

    @Test
    void halfTheVoxelsOverTheSamePlaceAreAnotherGridThatCoversAll() {
        assertThat(GridMatch.of(SCAN, SCAN.resampled(new Size(10, 12, 9)))).isInstanceOfSatisfying(GridMatch.Other.class, other -> assertThat(other.covered()).isEqualTo(1.0));
    }
}
