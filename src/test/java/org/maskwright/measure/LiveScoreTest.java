package org.maskwright.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Size;
import org.maskwright.label.EditHistory;
import org.maskwright.label.LabelVolume;
import org.maskwright.label.Labels;
import org.maskwright.label.OpenEdit;
import org.maskwright.label.PaintRule;

class LiveScoreTest {
    @Property(tries = 200)
    void equalsAFullCountAtEveryMomentOfAnyHistory(@ForAll long seed) {
        Random random = new Random(seed);
        LabelVolume volume = RandomEdits.volume(random);
        Size size = volume.geometry().size();
        EditHistory history = new EditHistory(volume, 1 << 20);
        for (int i = 0; i < 3; i++) RandomEdits.commit(volume, random);
        Labels proposal = volume.snapshot();
        LiveScore live = new LiveScore(volume, proposal);
        volume.onChange(live::update);
        for (int step = 0; step < 12; step++) {
            switch (random.nextInt(5)) {
                case 0 -> history.undo();
                case 1 -> history.redo();
                case 2 -> RandomEdits.commit(volume, random);
                case 3 -> {
                    OpenEdit edit = volume.open(PaintRule.EVERYWHERE);
                    RandomEdits.scribble(edit, size, random);
                    assertCounts(live, volume, proposal);
                    RandomEdits.scribble(edit, size, random);
                    edit.cancel();
                }
                default -> {
                    OpenEdit edit = volume.open(PaintRule.EVERYWHERE);
                    edit.assign(proposal, size.box(), label -> label != random.nextInt(3));
                    edit.commit("Accept");
                }
            }
            assertCounts(live, volume, proposal);
        }
    }

    private static void assertCounts(LiveScore live, LabelVolume volume, Labels proposal) {
        assertThat(live.overlaps()).isEqualTo(Overlap.perLabel(volume.snapshot(), proposal));
    }

    @Test
    void hugeChangeIsCountedAtItsLastWord() {
        LabelVolume volume = new LabelVolume(Geometry.upright(256, 256, 80, 1, 1, 1)); // 5 million voxels
        Box all = volume.geometry().size().box();
        LiveScore live = new LiveScore(volume, volume.snapshot());
        volume.onChange(live::update);
        OpenEdit edit = volume.open(PaintRule.EVERYWHERE);
        edit.fill(Mask.of(all, b -> {
            for (int z = 0; z < 80; z++) for (int y = 0; y < 256; y++) b.run(y, z, 0, 256);
        }), 1);
        assertThat(live.overlap(1)).isEqualTo(Overlap.NONE);
        edit.commit("All");
        assertThat(live.overlap(1)).isEqualTo(new Overlap(0, all.voxels(), 0));
    }
}
