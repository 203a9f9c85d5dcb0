package org.maskwright.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Plane;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.geometry.SliceAxes;

class LabelsTest {
    @Property(tries = 200)
    void masksCountsAndSlicesAgreeWithTheVoxels(@ForAll long seed) {
        Random random = new Random(seed);
        Geometry geometry = Scribbles.grid(random);
        Labels labels = Scribbles.labels(geometry, random);
        Size size = geometry.size();
        Box box = size.box().grow(-random.nextInt(2));
        for (int label : Scribbles.LABELS) {
            long all = 0;
            for (int z = 0; z < size.z(); z++) {
                for (int y = 0; y < size.y(); y++) {
                    for (int x = 0; x < size.x(); x++) {
                        if (labels.at(x, y, z) == label) all++;
                        assertThat(labels.mask(label, box).contains(x, y, z)).isEqualTo(box.contains(x, y, z) && labels.at(x, y, z) == label);
                    }
                }
            }
            if (label != 0) assertThat(labels.counts().getOrDefault(label, 0L)).isEqualTo(all);
        }
    }

    @Test
    void picturesHoldTheVoxelsThatTheAxesName() {
        Random random = new Random(4);
        Geometry g = new Geometry(new Size(6, 5, 4), new Affine(0, 0, -1, 9, 1, 0, 0, 0, 0, -1, 0, 4));
        Labels labels = Scribbles.labels(g, random);
        for (Plane plane : Plane.values()) {
            SliceAxes axes = g.axes(plane);
            short[] picture = new short[axes.width() * axes.height()];
            for (int slice = 0; slice < axes.slices(); slice++) {
                java.util.Arrays.fill(picture, (short) 77); // what an earlier picture left behind
                labels.copyPlane(axes, slice, picture);
                for (int i = 0; i < picture.length; i++) {
                    Point p = axes.voxel(i % axes.width(), i / axes.width(), slice);
                    assertThat(picture[i] & 0xFFFF).isEqualTo(labels.at((int) p.x(), (int) p.y(), (int) p.z()));
                }
            }
        }
    }

    @Test
    void sameVoxelsSeesThroughUntouchedSlices() {
        Geometry g = Geometry.upright(3, 2, 2, 1, 1, 1);
        LabelVolume volume = new LabelVolume(g);
        Labels start = volume.snapshot();
        volume.open(PaintRule.EVERYWHERE).commit("Nothing");
        OpenEdit edit = volume.open(PaintRule.EVERYWHERE);
        edit.fill(org.maskwright.geometry.Mask.of(g.size().box(), b -> b.set(1, 1, 1)), 4);
        edit.commit("Dot");
        Labels dotted = volume.snapshot();
        OpenEdit erase = volume.open(PaintRule.EVERYWHERE);
        erase.fill(org.maskwright.geometry.Mask.of(g.size().box(), b -> b.set(1, 1, 1)), 0);
        erase.commit("Erase");
        assertThat(volume.snapshot().sameVoxels(start)).isTrue();
        assertThat(start.sameVoxels(volume.snapshot())).isTrue();
        assertThat(dotted.sameVoxels(start)).isFalse();
        assertThat(start.sameVoxels(dotted)).isFalse();
        assertThat(start.sameVoxels(Labels.empty(Geometry.upright(2, 3, 2, 1, 1, 1)))).isFalse();
    }

    @Test
    void countsReachTheLargestLabel() {
        Labels labels = Labels.adopting(Geometry.upright(4, 1, 1, 1, 1, 1), new short[][] {{(short) 65_535, 1, 1, 0}});
        assertThat(labels.counts()).isEqualTo(Map.of(1, 2L, 65_535, 1L));
    }

    @Test
    void boxesHoldTheirLabelsAndNoMore() {
        short[][] slices = new short[3][12]; // 4 × 3 a slice
        slices[0][4] = slices[0][5] = 7;     // (0, 1, 0) and (1, 1, 0)
        slices[2][11] = 7;                   // (3, 2, 2)
        slices[2][0] = (short) 65_535;
        Labels labels = Labels.adopting(Geometry.upright(4, 3, 3, 1, 1, 1), slices);
        assertThat(labels.boxes()).isEqualTo(Map.of(7, new Box(0, 1, 0, 4, 3, 3), 65_535, new Box(0, 0, 2, 1, 1, 3)));
        assertThat(Labels.empty(labels.geometry()).boxes()).isEmpty();
    }

    @Test
    void aTableKeepsValuesNamesAndColours() {
        LabelTable table = new LabelTable(List.of(new LabelTable.Entry(3, "Spleen", 0xFFABCDEF), new LabelTable.Entry(1, "Liver", 0x102030)));
        assertThat(table.entries()).extracting(LabelTable.Entry::value).containsExactly(1, 3);
        assertThat(table.rgb(3)).isEqualTo(0xABCDEF);
        assertThat(table.name(0)).isEqualTo("Background");
        assertThat(table.name(7)).isEqualTo("Label 7");
        assertThat(table.rgb(7)).isEqualTo(LabelTable.defaultRgb(7));
        assertThat(table.nextValue()).isEqualTo(2);
        assertThat(table.with(new LabelTable.Entry(3, "Milt", 1)).without(1).entries()).containsExactly(new LabelTable.Entry(3, "Milt", 1));
        assertThat(table.covering(List.of(0, 1, 9)).entries()).hasSize(3);
        table.entries().clear();
        assertThat(table.entries()).as("the table gives copies").hasSize(2);
    }

    @Test
    void wrongEntriesAreRefused() {
        assertThatThrownBy(() -> new LabelTable.Entry(0, "Zero", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LabelTable.Entry(65_536, "Many", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LabelTable.Entry(1, " ", 0)).isInstanceOf(IllegalArgumentException.class);
        LabelTable.Entry one = new LabelTable.Entry(1, "One", 0);
        assertThatThrownBy(() -> new LabelTable(List.of(one, one))).isInstanceOf(IllegalArgumentException.class);
    }
}
