package org.maskwright.format.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.maskwright.geometry.Point;

/// Parallel images into a volume.
class StackTest {
    private static final Point X = new Point(1, 0, 0), Y = new Point(0, 1, 0);

    private static Placement upright(double x, double y, double z) {
        return new Placement(new Point(x, y, z), X, Y, 0.5, 0.75);
    }

    private static Stack of(Placement... images) {
        return Stack.of(List.of(images), 4, 3, false, 5);
    }

    private static Stack.Regular regular(Stack stack) {
        assertThat(stack).isInstanceOf(Stack.Regular.class);
        return (Stack.Regular) stack;
    }

    private static String problem(Stack stack) {
        assertThat(stack).isInstanceOf(Stack.Refused.class);
        return ((Stack.Refused) stack).problem();
    }

    @Property(tries = 300)
    void anyStackInAnyOrderStandsWhereItsPositionsSay(@ForAll @DoubleRange(min = -3, max = 3) double a, @ForAll @DoubleRange(min = -1.5, max = 1.5) double b,
            @ForAll @DoubleRange(min = 0.1, max = 9) double stepMm, @ForAll @IntRange(min = 2, max = 20) int count, @ForAll long seed) {
        Point across = new Point(Math.cos(a) * Math.cos(b), Math.sin(a) * Math.cos(b), Math.sin(b)), down = new Point(-Math.sin(a), Math.cos(a), 0);
        Point normal = across.cross(down), origin = new Point(-100, 20, 7);
        List<Placement> images = new ArrayList<>();
        for (int z = 0; z < count; z++) images.add(new Placement(origin.plus(normal.times(z * stepMm)), across, down, 0.8, 1.25));
        Collections.shuffle(images, new Random(seed));
        Stack.Regular stack = regular(Stack.of(images, 10, 20, false, 1));
        assertThat(stack.remarks()).hasSize(count == 2 ? 1 : 0); // two slices say nothing of what may be missing between them
        assertThat(stack.frames()).isEqualTo(1);
        for (int z = 0; z < count; z++)
            assertThat(stack.geometry().toPatient(0, 0, z).distanceTo(images.get(stack.order().get(z)).position())).isLessThan(1e-9);
        assertThat(stack.geometry().toPatient(1, 0, 0).minus(stack.geometry().toPatient(0, 0, 0)).distanceTo(across.times(0.8))).isLessThan(1e-9);
        assertThat(stack.geometry().toPatient(0, 1, 0).minus(stack.geometry().toPatient(0, 0, 0)).distanceTo(down.times(1.25))).isLessThan(1e-9);
        assertThat(stack.geometry().toPatient().determinant()).isPositive();
    }

    @Test void aMissingSliceIsSaid() {
        assertThat(problem(of(upright(0, 0, 0), upright(0, 0, 2), upright(0, 0, 6), upright(0, 0, 8)))).contains("one slice is missing").contains("4.000 mm").contains("2.000 mm");
        assertThat(problem(of(upright(0, 0, 0), upright(0, 0, 2), upright(0, 0, 8)))).contains("2 slices are missing");
    }

    @Test void unequalStepsAreRefused() {
        assertThat(problem(of(upright(0, 0, 0), upright(0, 0, 2), upright(0, 0, 3.3), upright(0, 0, 6)))).contains("1.300 mm to 2.700 mm apart");
    }

    @Test void roundedPositionsAreTakenAndSaidIfCoarse() {
        assertThat(regular(of(upright(0, 0, 0), upright(0, 0, 0.6), upright(0, 0, 1.3), upright(0, 0, 1.9))).remarks()).anyMatch(r -> r.contains("0.6 mm to 0.7 mm") || r.contains("apart"));
        assertThat(regular(of(upright(0, 0, 0), upright(0, 0, 1.001), upright(0, 0, 2))).remarks()).isEmpty();
    }

    @Test void aSecondImageAtOnePlaceIsRefusedAndASecondAtEachIsTime() {
        assertThat(problem(of(upright(0, 0, 0), upright(0, 0, 1), upright(0, 0, 1)))).contains("more than one image");
        Stack.Regular twice = regular(of(upright(0, 0, 0), upright(0, 0, 1), upright(0, 0, 1), upright(0, 0, 0)));
        assertThat(twice.frames()).isEqualTo(2);
        assertThat(twice.order()).containsExactly(0, 1, 3, 2);
        assertThat(twice.geometry().size().z()).isEqualTo(2);
    }

    @Test void aTiltedGantryShearsTheGridAndIsSaid() {
        Stack.Regular tilted = regular(of(upright(0, 0, 0), upright(0, 1, 5), upright(0, 2, 10)));
        assertThat(tilted.remarks()).singleElement().asString().contains("tilted").contains("11.3°");
        assertThat(tilted.geometry().toPatient(0, 0, 2)).isEqualTo(new Point(0, 2, 10));
    }

    @Test void slicesThatJumpSidewaysAreRefused() {
        assertThat(problem(of(upright(0, 0, 0), upright(30, 0, 1), upright(0, 0, 2)))).contains("shifted");
    }

    @Test void oneSliceIsAsThickAsItSays() {
        Stack.Regular one = regular(of(upright(1, 2, 3)));
        assertThat(one.geometry().spacingMm()).isEqualTo(new Point(0.5, 0.75, 5));
        assertThat(one.remarks()).isNotEmpty();
    }

    @Test void aFileInOrderKeepsItsOrderBeItFalling() {
        List<Placement> falling = List.of(upright(0, 0, 2), upright(0, 0, 1), upright(0, 0, 0));
        assertThat(regular(Stack.of(falling, 4, 3, true, 1)).order()).containsExactly(0, 1, 2);
        assertThat(regular(Stack.of(falling, 4, 3, true, 1)).geometry().toPatient(0, 0, 2).z()).isEqualTo(0);
        assertThat(regular(Stack.of(falling, 4, 3, false, 1)).order()).containsExactly(2, 1, 0);
    }
}
