package org.maskwright.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Size;

class OpenEditTest {
    private static final Geometry ROW = Geometry.upright(6, 1, 1, 1, 1, 1);

    private static Mask row(int x0, int x1) {
        return Mask.of(new Box(x0, 0, 0, x1, 1, 1), b -> b.run(0, 0, x0, x1));
    }

    /// Labels 0 0 1 1 2 2.
    private static LabelVolume volume() {
        return new LabelVolume(Labels.adopting(ROW, new short[][] {{0, 0, 1, 1, 2, 2}}));
    }

    private static int[] now(LabelVolume volume) {
        return Scribbles.voxels(volume.snapshot());
    }

    @Property(tries = 300)
    void aCancelledEditLeavesLabelsByteForByte(@ForAll long seed) {
        Random random = new Random(seed);
        Geometry geometry = Scribbles.grid(random);
        LabelVolume volume = new LabelVolume(Scribbles.labels(geometry, random));
        List<LabelEdit> edits = new ArrayList<>();
        volume.onEdit(edits::add);
        Labels before = volume.snapshot();
        int[] voxels = Scribbles.voxels(before);
        OpenEdit edit = volume.open(PaintRule.EVERYWHERE);
        Scribbles.scribble(edit, geometry, random);
        if (random.nextBoolean()) volume.snapshot(); // as a picture taken in mid-stroke does
        Scribbles.scribble(edit, geometry, random);
        edit.cancel();
        assertThat(now(volume)).isEqualTo(voxels);
        assertThat(edits).isEmpty();
        assertThat(volume.isEditOpen()).isFalse();
    }

    @Property(tries = 300)
    void aSnapshotNeverChanges(@ForAll long seed) {
        Random random = new Random(seed);
        Geometry geometry = Scribbles.grid(random);
        LabelVolume volume = new LabelVolume(Scribbles.labels(geometry, random));
        EditHistory history = new EditHistory(volume, 1 << 20);
        List<Labels> snapshots = new ArrayList<>();
        List<int[]> copies = new ArrayList<>();
        for (int round = 0; round < 6; round++) {
            OpenEdit edit = volume.open(PaintRule.EVERYWHERE);
            Scribbles.scribble(edit, geometry, random);
            Labels middle = volume.snapshot();
            snapshots.add(middle);
            copies.add(Scribbles.voxels(middle));
            Scribbles.scribble(edit, geometry, random);
            if (random.nextInt(3) == 0) edit.cancel();
            else edit.commit("Scribble");
            if (random.nextBoolean()) history.undo();
            snapshots.add(volume.snapshot());
            copies.add(now(volume));
        }
        for (int i = 0; i < snapshots.size(); i++) assertThat(Scribbles.voxels(snapshots.get(i))).isEqualTo(copies.get(i));
    }

    @Property(tries = 300)
    void theRuleDecidesVoxelByVoxel(@ForAll long seed) {
        Random random = new Random(seed);
        Geometry geometry = Scribbles.grid(random);
        LabelVolume volume = new LabelVolume(Scribbles.labels(geometry, random));
        Set<Integer> locked = random.nextBoolean() ? Set.of() : Set.of(Scribbles.LABELS[random.nextInt(6)]);
        PaintRule.Over over = switch (random.nextInt(3)) {
            case 0 -> new PaintRule.Over.Everything();
            case 1 -> new PaintRule.Over.Background();
            default -> new PaintRule.Over.Only(Scribbles.LABELS[random.nextInt(6)]);
        };
        int column = random.nextInt(10);
        PaintRule rule = new PaintRule(over, locked, (x, y, z) -> x != column);
        Labels before = volume.snapshot();
        Mask mask = Scribbles.mask(geometry.size(), random);
        int label = Scribbles.LABELS[random.nextInt(6)];
        OpenEdit edit = volume.open(rule);
        edit.fill(mask, label);
        edit.commit("Fill");
        Size size = geometry.size();
        for (int z = 0; z < size.z(); z++) {
            for (int y = 0; y < size.y(); y++) {
                for (int x = 0; x < size.x(); x++) {
                    int old = before.at(x, y, z);
                    boolean allowed = mask.contains(x, y, z) && !locked.contains(old) && !locked.contains(label) && x != column && switch (over) {
                        case PaintRule.Over.Everything _ -> true;
                        case PaintRule.Over.Background _ -> old == 0;
                        case PaintRule.Over.Only(int only) -> old == only;
                    };
                    assertThat(volume.at(x, y, z)).isEqualTo(allowed ? label : old);
                }
            }
        }
    }

    @Test
    void aLockedLabelNeitherShrinksNorGrows() {
        LabelVolume volume = volume();
        OpenEdit edit = volume.open(PaintRule.EVERYWHERE.withLocked(Set.of(1)));
        edit.fill(row(0, 6), 2);
        assertThat(edit.refusals()).isEqualTo(new OpenEdit.Refusals(2, 1, 0, 0, 0));
        edit.fill(row(0, 2), 1);
        assertThat(edit.refusals().locked()).isEqualTo(4);
        edit.commit("Fill");
        assertThat(now(volume)).containsExactly(2, 2, 1, 1, 2, 2);
    }

    @Test
    void lockedBackgroundKeepsTheOutline() {
        LabelVolume volume = volume();
        OpenEdit edit = volume.open(PaintRule.EVERYWHERE.withLocked(Set.of(0)));
        edit.fill(row(0, 6), 7);
        edit.fill(row(0, 6), 0);
        edit.commit("Fill");
        assertThat(now(volume)).containsExactly(0, 0, 7, 7, 7, 7);
    }

    @Test
    void refusalsSayWhy() {
        OpenEdit background = volume().open(PaintRule.EVERYWHERE.withOver(new PaintRule.Over.Background()));
        background.fill(row(0, 6), 3);
        assertThat(background.refusals().protectedOver()).isEqualTo(4);
        OpenEdit limited = volume().open(PaintRule.EVERYWHERE.withLimit((x, y, z) -> x < 5));
        limited.fill(row(0, 6), 3);
        assertThat(limited.refusals().outsideLimit()).isEqualTo(1);
        OpenEdit away = volume().open(PaintRule.EVERYWHERE);
        away.fill(row(10, 12), 3);
        assertThat(away.refusals().offGrid()).isEqualTo(1);
        assertThat(away.refusals().any()).isFalse();
    }

    @Test
    void assignTakesOverWhatIsAccepted() {
        LabelVolume volume = volume();
        OpenEdit edit = volume.open(PaintRule.EVERYWHERE);
        Labels source = Labels.adopting(ROW, new short[][] {{5, 0, 6, 0, 5, 6}});
        edit.assign(source, ROW.size().box(), label -> label == 5);
        edit.commit("Accept");
        assertThat(now(volume)).containsExactly(5, 0, 1, 1, 5, 2);
    }

    @Test
    void assignTakesBackgroundOverFromUntouchedSlicesToo() {
        LabelVolume volume = volume();
        OpenEdit edit = volume.open(PaintRule.EVERYWHERE);
        edit.assign(Labels.empty(ROW), new Box(0, 0, 0, 5, 1, 1), label -> label == 0);
        edit.commit("Accept");
        assertThat(now(volume)).containsExactly(0, 0, 0, 0, 0, 2);
    }

    @Test
    void anEditThatBroughtNothingIsNone() {
        LabelVolume volume = volume();
        List<LabelChange> changes = new ArrayList<>();
        volume.onChange(changes::add);
        OpenEdit edit = volume.open(PaintRule.EVERYWHERE);
        edit.fill(row(0, 2), 9);
        edit.fill(row(0, 2), 0);
        assertThat(edit.commit("Nothing")).isEmpty();
        assertThat(changes.getLast()).as("the picture must learn that the stroke is over").isEqualTo(new LabelChange(new Box(0, 0, 0, 2, 1, 1), false));
    }

    @Test
    void changesAreToldAsTheyComeAndOnceAtTheEnd() {
        LabelVolume volume = volume();
        List<LabelChange> changes = new ArrayList<>();
        volume.onChange(changes::add);
        OpenEdit edit = volume.open(PaintRule.EVERYWHERE);
        edit.fill(row(0, 2), 9);
        edit.fill(row(0, 2), 9); // changes nothing
        edit.fill(row(3, 4), 9);
        edit.commit("Fill");
        assertThat(changes).containsExactly(new LabelChange(new Box(0, 0, 0, 2, 1, 1), true), new LabelChange(new Box(3, 0, 0, 4, 1, 1), true), new LabelChange(new Box(0, 0, 0, 4, 1, 1), false));
    }

    @Test
    void aRuleThatFailsInMidFillStillLetsCancelPutEverythingBack() {
        LabelVolume volume = volume();
        OpenEdit edit = volume.open(PaintRule.EVERYWHERE.withLimit((x, y, z) -> {
            if (x == 3) throw new IllegalStateException("broken limit");
            return true;
        }));
        assertThatThrownBy(() -> edit.fill(row(0, 6), 9)).hasMessage("broken limit");
        edit.cancel();
        assertThat(now(volume)).containsExactly(0, 0, 1, 1, 2, 2);
    }

    @Test
    void oneEditAtATime() {
        LabelVolume volume = volume();
        OpenEdit edit = volume.open(PaintRule.EVERYWHERE);
        assertThatThrownBy(() -> volume.open(PaintRule.EVERYWHERE)).isInstanceOf(IllegalStateException.class);
        edit.commit("Nothing");
        assertThatThrownBy(() -> edit.fill(row(0, 1), 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(edit::cancel).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> edit.commit("Again")).isInstanceOf(IllegalStateException.class);
        volume.open(PaintRule.EVERYWHERE).cancel();
    }

    @Test
    void wrongLabelsAndGridsAreRefused() {
        OpenEdit edit = volume().open(PaintRule.EVERYWHERE);
        assertThatThrownBy(() -> edit.fill(row(0, 1), 65_536)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> edit.fill(row(0, 1), -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> edit.assign(Labels.empty(Geometry.upright(5, 1, 1, 1, 1, 1)), new Box(0, 0, 0, 1, 1, 1), l -> true)).isInstanceOf(IllegalArgumentException.class);
    }
}
