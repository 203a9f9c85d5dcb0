package org.maskwright.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Size;

class LabelEditTest {
    private record Made(Labels before, Labels after, Optional<LabelEdit> edit) {}

    private static Made make(long seed) {
        Random random = new Random(seed);
        Geometry geometry = Scribbles.grid(random);
        LabelVolume volume = new LabelVolume(Scribbles.labels(geometry, random));
        Labels before = volume.snapshot();
        OpenEdit open = volume.open(PaintRule.EVERYWHERE);
        Scribbles.scribble(open, geometry, random);
        Optional<LabelEdit> edit = open.commit("Scribble");
        return new Made(before, volume.snapshot(), edit);
    }

    @Property(tries = 400)
    void aCommitIsTheDifferenceFoundVoxelByVoxel(@ForAll long seed) {
        Made made = make(seed);
        int[] before = Scribbles.voxels(made.before), after = Scribbles.voxels(made.after);
        Size size = made.before.geometry().size();
        long changed = 0;
        Box box = Box.EMPTY;
        for (int i = 0; i < before.length; i++) {
            if (before[i] == after[i]) continue;
            changed++;
            box = box.union(Box.ofVoxel(i % size.x(), i / size.x() % size.y(), i / size.sliceVoxels()));
        }
        if (changed == 0) {
            assertThat(made.edit).isEmpty();
            return;
        }
        LabelEdit edit = made.edit.orElseThrow();
        assertThat(edit.voxels()).isEqualTo(changed);
        assertThat(edit.box().contains(box)).isTrue();
        assertThat(edit.box().z0()).isEqualTo(box.z0());
        assertThat(edit.box().y1()).isEqualTo(box.y1());
        int[] rebuilt = before.clone();
        edit.forEachRun((z, start, length, old, now) -> {
            for (int i = start; i < start + length; i++) {
                assertThat(rebuilt[z * size.sliceVoxels() + i]).isEqualTo(old).isNotEqualTo(now);
                rebuilt[z * size.sliceVoxels() + i] = now;
            }
        });
        assertThat(rebuilt).isEqualTo(after);
    }

    @Property(tries = 300)
    void bytesGiveTheSameEditBack(@ForAll long seed) {
        Made made = make(seed);
        made.edit.ifPresent(edit -> {
            LabelEdit back = LabelEdit.ofBytes(edit.toBytes(), made.before.geometry().size());
            assertThat(back).isEqualTo(edit);
            assertThat(back.voxels()).isEqualTo(edit.voxels());
            assertThat(back.name()).isEqualTo("Scribble");
        });
    }

    @Property(tries = 200)
    void theInverseOfTheInverseIsTheEdit(@ForAll long seed) {
        make(seed).edit.ifPresent(edit -> {
            assertThat(edit.inverse("x").inverse(edit.name())).isEqualTo(edit);
            assertThat(edit.inverse("x")).isNotEqualTo(edit);
        });
    }

    @Property(tries = 300)
    void brokenBytesAreRefusedOrAreAnEditWithinTheGrid(@ForAll long seed) {
        Made made = make(seed);
        if (made.edit.isEmpty()) return;
        Random random = new Random(seed);
        Size size = made.before.geometry().size();
        byte[] bytes = made.edit.get().toBytes();
        for (int round = 0; round < 30; round++) {
            byte[] broken = random.nextBoolean() ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes.clone();
            for (int n = random.nextInt(4); n > 0 && broken.length > 0; n--) broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            LabelEdit edit;
            try {
                edit = LabelEdit.ofBytes(broken, size);
            } catch (IllegalArgumentException e) {
                continue; // refused, as it should be
            }
            edit.forEachRun((z, start, length, before, after) -> {
                assertThat(z).isBetween(edit.box().z0(), edit.box().z1() - 1);
                assertThat(start / size.x()).isBetween(edit.box().y0(), edit.box().y1() - 1);
                assertThat((start + length - 1) / size.x()).isBetween(edit.box().y0(), edit.box().y1() - 1);
                assertThat(before).isBetween(0, Labels.MAX);
                assertThat(after).isBetween(0, Labels.MAX);
            });
        }
    }

    @Test
    void anEditCutAtAnyByteIsRefusedOrShorter() {
        LabelEdit edit = make(7).edit.orElseThrow();
        byte[] bytes = edit.toBytes();
        for (int cut = 0; cut < 9; cut++) {
            byte[] part = java.util.Arrays.copyOf(bytes, cut);
            assertThatThrownBy(() -> LabelEdit.ofBytes(part, make(7).before.geometry().size())).as("cut at %d", cut).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anEditForALargerGridIsRefused() {
        LabelVolume volume = new LabelVolume(Geometry.upright(10, 10, 4, 1, 1, 1));
        OpenEdit open = volume.open(PaintRule.EVERYWHERE);
        open.fill(Mask.of(new Box(8, 8, 3, 9, 9, 4), b -> b.set(8, 8, 3)), 5);
        byte[] bytes = open.commit("Dot").orElseThrow().toBytes();
        assertThatThrownBy(() -> LabelEdit.ofBytes(bytes, new Size(10, 10, 3))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LabelEdit.ofBytes(bytes, new Size(8, 8, 4))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aStrokeTakesFewBytes() {
        LabelVolume volume = new LabelVolume(Geometry.upright(512, 512, 3, 1, 1, 1));
        OpenEdit open = volume.open(PaintRule.EVERYWHERE);
        open.fill(Mask.of(new Box(100, 100, 1, 140, 140, 2), b -> {
            for (int y = 100; y < 140; y++) b.run(y, 1, 100, 140);
        }), 65_535);
        LabelEdit edit = open.commit("Brush").orElseThrow();
        assertThat(edit.voxels()).isEqualTo(1600);
        assertThat(edit.toBytes().length).isLessThan(450);
    }
}
