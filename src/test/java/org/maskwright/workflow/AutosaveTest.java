package org.maskwright.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.geometry.Box;
import org.maskwright.label.Labels;

class AutosaveTest {
    @TempDir Path folder;

    @Test
    void everyStrokeGoesFromSavingToSaved() throws Exception {
        try (Bench bench = new Bench(folder)) {
            CaseSession session = bench.open(bench.scan("scan.nii.gz", Bench.GRID, 1));
            List<SaveState> told = new ArrayList<>();
            session.onSaveState(told::add);
            Bench.paint(session, new Box(1, 1, 1, 2, 2, 2), 1);
            bench.settle();
            assertThat(told).hasSize(2);
            assertThat(told.getFirst()).isInstanceOf(SaveState.Saving.class);
            assertThat(told.getLast()).isInstanceOf(SaveState.Saved.class);
        }
    }

    @Test
    void aVeryLongJournalIsSavedAwayUnasked() throws Exception {
        Path scan;
        Labels last;
        try (Bench bench = new Bench(folder)) {
            scan = bench.scan("scan.nii.gz", Bench.GRID, 1);
            CaseSession session = bench.open(scan);
            for (int i = 0; i < 2100; i++) Bench.paint(session, new Box(i % 12, i / 12 % 10, 1, i % 12 + 1, i / 12 % 10 + 1, 2), 1 + i % 7 + i / 120 % 2 * 7);
            bench.settle();
            last = session.labels().snapshot();
            Path files = session.projectFolder().resolve("cases/case-001");
            assertThat(files.resolve("labels-0001.nii.gz")).exists();
            assertThat(Files.size(files.resolve("journal-0001.log"))).isPositive();
        }
        try (Bench later = new Bench(folder)) {
            CaseSession session = later.open(scan);
            assertThat(session.labels().snapshot().sameVoxels(last)).isTrue();
            assertThat(session.history().undoable()).hasSize(99);
        }
    }

    @Test
    void undoAndRedoAreKeptLikeStrokes() throws Exception {
        try (Bench bench = new Bench(folder)) {
            Path scan = bench.scan("scan.nii.gz", Bench.GRID, 1);
            CaseSession session = bench.open(scan);
            Bench.paint(session, new Box(1, 1, 1, 2, 2, 2), 1);
            Bench.paint(session, new Box(3, 3, 3, 5, 5, 5), 2);
            session.history().undo();
            bench.settle();
            try (Bench later = new Bench(folder)) {
                CaseSession again = later.open(scan); // read-only, for the first still holds it
                assertThat(again.labels().snapshot().counts().keySet()).containsExactly(1);
                again.history().redo();
                assertThat(again.labels().snapshot().counts().keySet()).containsExactly(1, 2);
            }
        }
    }
}
