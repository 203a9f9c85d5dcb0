package org.maskwright.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;

class EditHistoryTest {
    private static final Geometry GRID = Geometry.upright(8, 8, 2, 1, 1, 1);
    private static final long PLENTY = 1 << 20;

    private static LabelEdit dot(LabelVolume volume, int x, int label, String name) {
        OpenEdit edit = volume.open(PaintRule.EVERYWHERE);
        edit.fill(Mask.of(new Box(x, 1, 1, x + 1, 2, 2), b -> b.set(x, 1, 1)), label);
        return edit.commit(name).orElseThrow();
    }

    @Property(tries = 300)
    void undoUndoesAndRedoRedoesByteForByte(@ForAll long seed) {
        Random random = new Random(seed);
        Geometry geometry = Scribbles.grid(random);
        LabelVolume volume = new LabelVolume(Scribbles.labels(geometry, random));
        EditHistory history = new EditHistory(volume, PLENTY);
        List<int[]> states = new ArrayList<>(List.of(Scribbles.voxels(volume.snapshot())));
        for (int n = 0; n < 8; n++) {
            OpenEdit edit = volume.open(PaintRule.EVERYWHERE);
            Scribbles.scribble(edit, geometry, random);
            if (edit.commit("Edit " + n).isPresent()) states.add(Scribbles.voxels(volume.snapshot()));
        }
        for (int walk = 0, at = states.size() - 1; walk < 40; walk++) {
            boolean back = random.nextBoolean();
            boolean moved = (back ? history.undo() : history.redo()).isPresent();
            assertThat(moved).isEqualTo(back ? at > 0 : at < states.size() - 1);
            if (moved) at += back ? -1 : 1;
            assertThat(Scribbles.voxels(volume.snapshot())).isEqualTo(states.get(at));
        }
    }

    @Test
    void theNewestEditIsTakenBackFirst() {
        LabelVolume volume = new LabelVolume(GRID);
        EditHistory history = new EditHistory(volume, PLENTY);
        LabelEdit a = dot(volume, 0, 1, "A"), b = dot(volume, 1, 1, "B"), c = dot(volume, 2, 1, "C");
        assertThat(history.undoable()).containsExactly(c, b, a);
        assertThat(history.undo()).contains(c);
        assertThat(history.undo()).contains(b);
        assertThat(history.redoable()).containsExactly(b, c);
        assertThat(history.redo()).contains(b);
        assertThat(history.undoable()).containsExactly(b, a);
        assertThat(history.redoable()).containsExactly(c);
    }

    @Test
    void aNewEditForgetsWhatWasUndone() {
        LabelVolume volume = new LabelVolume(GRID);
        EditHistory history = new EditHistory(volume, PLENTY);
        dot(volume, 0, 1, "A");
        long one = history.bytes();
        dot(volume, 1, 1, "B");
        history.undo();
        dot(volume, 2, 1, "C");
        assertThat(history.redo()).isEmpty();
        assertThat(volume.at(1, 1, 1)).isZero();
        assertThat(history.bytes()).isEqualTo(2 * one);
    }

    @Test
    void theOldestIsForgottenPastTheBudgetAndOneIsAlwaysKept() {
        LabelVolume volume = new LabelVolume(GRID);
        int each = dot(new LabelVolume(GRID), 0, 1, "A").bytes();
        EditHistory history = new EditHistory(volume, 3L * each);
        for (int x = 0; x < 6; x++) dot(volume, x, 1, "A");
        assertThat(history.undoable()).hasSize(3);
        assertThat(history.bytes()).isLessThanOrEqualTo(3L * each);
        EditHistory tiny = new EditHistory(volume, 1);
        dot(volume, 6, 1, "A");
        dot(volume, 7, 1, "A");
        assertThat(tiny.undoable()).hasSize(1);
    }

    @Test
    void anEditThatExpectsOtherLabelsChangesNothing() {
        LabelVolume made = new LabelVolume(GRID);
        OpenEdit open = made.open(PaintRule.EVERYWHERE);
        open.fill(Mask.of(new Box(0, 0, 0, 8, 8, 1), b -> b.run(0, 0, 0, 8)), 3);
        open.fill(Mask.of(new Box(0, 0, 1, 8, 8, 2), b -> b.run(7, 1, 0, 8)), 4);
        LabelEdit edit = open.commit("Two slices").orElseThrow();
        LabelVolume other = new LabelVolume(GRID);
        EditHistory history = new EditHistory(other, PLENTY);
        dot(other, 5, 9, "Dot");
        OpenEdit last = other.open(PaintRule.EVERYWHERE);
        last.fill(Mask.of(new Box(7, 7, 1, 8, 8, 2), b -> b.set(7, 7, 1)), 8); // the very last voxel of the edit differs
        last.commit("Corner");
        int[] before = Scribbles.voxels(other.snapshot());
        assertThatThrownBy(() -> history.replay(edit)).isInstanceOf(IllegalStateException.class).hasMessageContaining("Two slices").hasMessageContaining("found 8");
        assertThat(Scribbles.voxels(other.snapshot())).isEqualTo(before);
        assertThat(history.undoable()).hasSize(2);
    }

    @Test
    void aReplayedEditCanBeUndone() {
        LabelEdit edit = dot(new LabelVolume(GRID), 3, 65_535, "Dot");
        LabelVolume volume = new LabelVolume(GRID);
        EditHistory history = new EditHistory(volume, PLENTY);
        history.replay(edit);
        assertThat(volume.at(3, 1, 1)).isEqualTo(65_535);
        history.undo();
        assertThat(volume.at(3, 1, 1)).isZero();
    }

    @Test
    void undoAndRedoAreToldAsEditsToo() {
        LabelVolume volume = new LabelVolume(GRID);
        EditHistory history = new EditHistory(volume, PLENTY);
        List<String> told = new ArrayList<>();
        volume.onEdit(e -> told.add(e.name()));
        dot(volume, 0, 1, "A");
        history.undo();
        history.redo();
        assertThat(told).containsExactly("A", "Undo A", "A");
    }

    @Test
    void nothingIsUndoneUnderAnOpenEdit() {
        LabelVolume volume = new LabelVolume(GRID);
        EditHistory history = new EditHistory(volume, PLENTY);
        dot(volume, 0, 1, "A");
        OpenEdit open = volume.open(PaintRule.EVERYWHERE);
        assertThatThrownBy(history::undo).isInstanceOf(IllegalStateException.class);
        open.cancel();
        assertThat(history.undo()).isPresent();
    }
}
