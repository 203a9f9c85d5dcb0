package org.maskwright.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SliceAxesTest {
    private static final Size SIZE = new Size(7, 5, 3);

    @Test
    void linesVisitThePixelsThatVoxelNames() {
        for (Geometry g : Oblique.aligned(SIZE)) {
            for (Plane plane : Plane.values()) {
                SliceAxes axes = g.axes(plane);
                for (int slice = 0; slice < axes.slices(); slice++) {
                    int[] picture = new int[axes.width() * axes.height()];
                    Arrays.fill(picture, -1);
                    axes.forEachLine(slice, (z, from, step, to, toStep, count) -> {
                        for (int k = 0; k < count; k++) {
                            assertThat(picture[to + k * toStep]).as("written once").isEqualTo(-1);
                            picture[to + k * toStep] = z * SIZE.sliceVoxels() + from + k * step;
                        }
                    });
                    for (int v = 0; v < axes.height(); v++) {
                        for (int u = 0; u < axes.width(); u++) {
                            Point p = axes.voxel(u, v, slice);
                            int expected = (int) (p.z() * SIZE.sliceVoxels() + p.y() * SIZE.x() + p.x());
                            assertThat(picture[v * axes.width() + u]).as("%s %s slice %d (%d, %d)", g.orientation(), plane, slice, u, v).isEqualTo(expected);
                            assertThat(axes.u(p)).isEqualTo(u);
                            assertThat(axes.v(p)).isEqualTo(v);
                        }
                    }
                }
            }
        }
    }

    @Test
    void aBoxOnThePictureCoversItsVoxels() {
        Box box = new Box(1, 2, 1, 5, 4, 3);
        for (Geometry g : Oblique.aligned(SIZE)) {
            for (Plane plane : Plane.values()) {
                SliceAxes axes = g.axes(plane);
                for (int slice = 0; slice < axes.slices(); slice++) {
                    Box seen = axes.onPicture(box, slice);
                    for (int v = 0; v < axes.height(); v++) {
                        for (int u = 0; u < axes.width(); u++) {
                            Point p = axes.voxel(u, v, slice);
                            assertThat(seen.contains(u, v, 0)).isEqualTo(box.contains((int) p.x(), (int) p.y(), (int) p.z()));
                        }
                    }
                }
            }
        }
    }

    @Test
    void wrongAxesAndSlicesAreRefused() {
        assertThatThrownBy(() -> new SliceAxes(SIZE, 0, false, 0, false, 2, false)).isInstanceOf(IllegalArgumentException.class);
        SliceAxes axes = Geometry.upright(7, 5, 3, 1, 1, 1).axes(Plane.AXIAL);
        assertThatThrownBy(() -> axes.forEachLine(3, (z, from, step, to, toStep, count) -> {})).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> axes.forEachLine(-1, (z, from, step, to, toStep, count) -> {})).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
