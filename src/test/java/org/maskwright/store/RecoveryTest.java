package org.maskwright.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.disk.AppendLog;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelEdit;

class RecoveryTest {
    @TempDir Path folder;

    private final FragileDisk disk = new FragileDisk();

    private Annotator open(long seed) throws IOException {
        return new Annotator(new CaseStore(disk, folder, Annotator.GRID, false), seed);
    }

    private String recoveredHash() throws IOException {
        return Annotator.hash(Recovery.recover(folder, Annotator.GRID, Progress.NONE).labels().snapshot());
    }

    private Path journal(int generation) {
        return Recovery.journalFile(folder, generation);
    }

    @Test
    void aNewCaseHasNoLabelsAndNoFiles() throws IOException {
        try (Annotator annotator = open(1)) {
            assertThat(annotator.labels().snapshot().counts()).isEmpty();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void everyStrokeIsThereAgainWithItsHistory() throws IOException {
        String hash;
        List<LabelEdit> undoable, redoable;
        try (Annotator annotator = open(2)) {
            annotator.strokes(60);
            hash = annotator.hash();
            undoable = annotator.history().undoable();
            redoable = annotator.history().redoable();
        }
        try (Annotator again = open(3)) {
            assertThat(again.hash()).isEqualTo(hash);
            assertThat(again.history().undoable()).isEqualTo(undoable);
            assertThat(again.history().redoable()).isEqualTo(redoable);
            assertThat(again.recovered.findings()).isEmpty();
            assertThat(again.recovered.editsSinceSave()).isEqualTo(60);
        }
    }

    @Test
    void aJournalCutAtAnyByteGivesTheLastWholeStroke() throws IOException {
        List<String> hashes = new ArrayList<>();
        List<Long> ends = new ArrayList<>();
        try (Annotator annotator = open(4)) {
            hashes.add(annotator.hash());
            for (int i = 0; i < 12; i++) {
                annotator.strokes(1);
                hashes.add(annotator.hash());
                ends.add(Files.size(journal(0)));
            }
        }
        byte[] all = Files.readAllBytes(journal(0));
        for (int cut = 0; cut <= all.length; cut++) {
            Files.write(journal(0), Arrays.copyOf(all, cut));
            int whole = 0;
            while (whole < ends.size() && ends.get(whole) <= cut) whole++;
            assertThat(recoveredHash()).as("cut at byte %d", cut).isEqualTo(hashes.get(whole));
        }
    }

    @Test
    void paintingGoesOnBehindATornStroke() throws IOException {
        try (Annotator annotator = open(5)) {
            annotator.strokes(5);
        }
        byte[] all = Files.readAllBytes(journal(0));
        Files.write(journal(0), Arrays.copyOf(all, all.length - 3));
        String hash;
        try (Annotator again = open(6)) {
            assertThat(again.recovered.editsSinceSave()).isEqualTo(4);
            again.strokes(3);
            hash = again.hash();
        }
        assertThat(recoveredHash()).isEqualTo(hash);
    }

    @Test
    void damageInTheMiddleStopsThereAndTheFileIsKept() throws IOException {
        String afterTwo;
        long end;
        try (Annotator annotator = open(7)) {
            annotator.strokes(2);
            afterTwo = annotator.hash();
            end = Files.size(journal(0));
            annotator.strokes(4);
        }
        byte[] all = Files.readAllBytes(journal(0));
        all[(int) end + 12] ^= 0x10;
        Files.write(journal(0), all);
        String hash;
        try (Annotator again = open(8)) {
            assertThat(again.hash()).isEqualTo(afterTwo);
            assertThat(again.recovered.findings()).singleElement().asString().contains("journal-0000.log, record 3").contains("kept aside");
            again.strokes(2);
            hash = again.hash();
        }
        assertThat(Files.readAllBytes(folder.resolve("journal-0000.aside-1.log"))).isEqualTo(all);
        assertThat(recoveredHash()).isEqualTo(hash);
        assertThat(Recovery.recover(folder, Annotator.GRID, Progress.NONE).findings()).isEmpty();
    }

    @Test
    void savingKeepsTwoGenerationsAndBeginsAFreshJournal() throws IOException {
        String hash;
        try (Annotator annotator = open(9)) {
            for (int i = 0; i < 5; i++) {
                annotator.strokes(3);
                annotator.store.save(annotator.labels().snapshot());
            }
            annotator.strokes(2);
            hash = annotator.hash();
        }
        assertThat(Recovery.generations(folder, "labels").keySet()).containsExactly(3, 4, 5);
        assertThat(Recovery.generations(folder, "journal").keySet()).containsExactly(3, 4, 5);
        assertThat(recoveredHash()).isEqualTo(hash);
        assertThat(Recovery.recover(folder, Annotator.GRID, Progress.NONE).editsSinceSave()).isEqualTo(2);
    }

    @Test
    void aCrashBetweenLabelsAndJournalLosesNothing() throws IOException {
        String hash;
        try (Annotator annotator = open(10)) {
            annotator.strokes(4);
            annotator.store.save(annotator.labels().snapshot());
            hash = annotator.hash();
        }
        // the state right after the labels were renamed: journal 0 is still there, journal 1 was never made
        assertThat(journal(0)).exists();
        assertThat(journal(1)).doesNotExist();
        assertThat(recoveredHash()).isEqualTo(hash);
    }

    @Test
    void damagedLabelsAreMadeAgainFromTheOnesBeforeAndBothJournals() throws IOException {
        String hash;
        try (Annotator annotator = open(11)) {
            annotator.strokes(4);
            annotator.store.save(annotator.labels().snapshot());
            annotator.strokes(4);
            annotator.store.save(annotator.labels().snapshot());
            annotator.strokes(4);
            hash = annotator.hash();
        }
        byte[] damaged = {1, 2, 3};
        Files.write(Recovery.labelsFile(folder, 2), damaged);
        String later;
        try (Annotator again = open(12)) {
            assertThat(again.hash()).isEqualTo(hash);
            assertThat(again.recovered.findings()).singleElement().asString().contains("labels-0002.nii.gz");
            again.strokes(2);
            later = again.hash();
        }
        assertThat(Files.readAllBytes(folder.resolve("labels-0002.aside-1.nii.gz"))).isEqualTo(damaged);
        assertThat(recoveredHash()).isEqualTo(later);
    }

    @Test
    void aForeignJournalIsSetAside() throws IOException {
        try (Annotator annotator = open(13)) {
            annotator.strokes(3);
        }
        String hash = recoveredHash();
        Files.copy(journal(0), journal(7));
        try (Annotator again = open(14)) {
            assertThat(again.hash()).isEqualTo(hash);
            assertThat(again.recovered.findings()).singleElement().asString().contains("journal-0007.log");
        }
        assertThat(folder.resolve("journal-0007.aside-1.log")).exists();
    }

    @Test
    void labelsOfAnotherGridAreNotTaken() throws IOException {
        try (Annotator annotator = open(15)) {
            annotator.strokes(3);
            annotator.store.save(annotator.labels().snapshot());
        }
        String hash = recoveredHash();
        Geometry other = Geometry.upright(5, 5, 5, 1, 1, 1);
        LabelFiles.write(disk, Recovery.labelsFile(folder, 1), org.maskwright.label.Labels.empty(other), org.maskwright.label.LabelTable.EMPTY);
        Recovery.Recovered back = Recovery.recover(folder, Annotator.GRID, Progress.NONE);
        assertThat(Annotator.hash(back.labels().snapshot())).isEqualTo(hash);
        assertThat(back.findings().getFirst()).contains("labels-0001.nii.gz, grid: expected the scan's own, 24 × 20 × 6 voxels, found 5 × 5 × 5 voxels");
    }

    @Test
    void aFullDiskKeepsStrokesInMemoryUntilThereIsRoom() throws IOException {
        String hash;
        try (Annotator annotator = open(16)) {
            annotator.strokes(3);
            String before = annotator.hash();
            disk.full = true;
            for (int i = 0; i < 3; i++) assertThatThrownBy(() -> annotator.strokes(1)).isInstanceOf(IOException.class).hasMessageContaining("No space left");
            assertThat(annotator.store.unwrittenEdits()).isEqualTo(3);
            assertThatThrownBy(() -> annotator.store.save(annotator.labels().snapshot())).isInstanceOf(IOException.class);
            assertThat(recoveredHash()).isEqualTo(before);
            disk.full = false;
            annotator.strokes(1);
            assertThat(annotator.store.unwrittenEdits()).isZero();
            hash = annotator.hash();
        }
        assertThat(recoveredHash()).isEqualTo(hash);
    }

    @Test
    void aSaveThatFindsTheDiskFullLeavesEverythingAsItWas() throws IOException {
        try (Annotator annotator = open(17)) {
            annotator.strokes(3);
            disk.fullForFiles = true;
            assertThatThrownBy(() -> annotator.store.save(annotator.labels().snapshot())).isInstanceOf(IOException.class);
            disk.fullForFiles = false;
            annotator.strokes(2);
            assertThat(Recovery.generations(folder, "labels")).isEmpty();
            assertThat(recoveredHash()).isEqualTo(annotator.hash());
        }
    }

    @Test
    void aStrokeReportedAsRefusedThatIsOnTheDiskAllTheSameCountsOnce() throws IOException {
        for (int seed = 30; seed < 40; seed++) { // a brush, an undo, a redo
            Path own = Files.createDirectory(folder.resolve("case-" + seed));
            String hash;
            try (Annotator annotator = new Annotator(new CaseStore(disk, own, Annotator.GRID, false), seed)) {
                annotator.strokes(4);
                LabelEdit edit = annotator.stroke();
                annotator.store.append(edit);
                annotator.store.append(edit); // what a retry does after a failed force
                annotator.strokes(2);
                hash = annotator.hash();
            }
            Recovery.Recovered back = Recovery.recover(own, Annotator.GRID, Progress.NONE);
            assertThat(back.findings()).isEmpty();
            assertThat(Annotator.hash(back.labels().snapshot())).isEqualTo(hash);
            assertThat(back.editsSinceSave()).isEqualTo(7);
        }
    }

    @Test
    void theTimeThatPeopleWorkedComesBackWithTheirLastStroke() throws IOException {
        try (Annotator annotator = open(23)) {
            assertThat(annotator.recovered.worked()).contains(Duration.ZERO);
            for (int i = 1; i <= 3; i++) annotator.store.append(annotator.stroke(), Optional.of(Duration.ofSeconds(10 * i)));
            assertThat(Recovery.recover(folder, Annotator.GRID, Progress.NONE).worked()).as("before any save, as after a kill").contains(Duration.ofSeconds(30));
            annotator.store.save(annotator.labels().snapshot());
            assertThat(Recovery.recover(folder, Annotator.GRID, Progress.NONE).worked()).as("after a save").contains(Duration.ofSeconds(30));
            annotator.store.append(annotator.stroke(), Optional.of(Duration.ofSeconds(42)));
            annotator.store.append(annotator.stroke());
        }
        try (Annotator annotator = open(24)) {
            assertThat(annotator.recovered.worked()).as("what a program mends takes nobody's time").contains(Duration.ofSeconds(42));
            for (int i = 0; i < 4; i++) {
                annotator.strokes(1);
                annotator.store.save(annotator.labels().snapshot());
            }
            assertThat(annotator.store.worked()).as("its journal is long gone").contains(Duration.ofSeconds(42));
        }
    }

    @Test
    void aJournalWithoutTimesIsReadAndItsTimeStaysUnknown() throws IOException {
        String hash;
        try (Annotator annotator = open(25); AppendLog log = AppendLog.open(journal(0))) {
            log.append(new Journal.Header(Annotator.GRID.size(), 0).toBytes());
            for (int i = 0; i < 3; i++) log.append(annotator.stroke().toBytes());
            hash = annotator.hash();
        }
        try (Annotator annotator = open(26)) {
            assertThat(annotator.recovered.findings()).isEmpty();
            assertThat(annotator.hash()).isEqualTo(hash);
            assertThat(annotator.recovered.worked()).isEmpty();
            annotator.store.append(annotator.stroke(), Optional.of(Duration.ofSeconds(10)));
            hash = annotator.hash();
        }
        Recovery.Recovered back = Recovery.recover(folder, Annotator.GRID, Progress.NONE);
        assertThat(Annotator.hash(back.labels().snapshot())).isEqualTo(hash);
        assertThat(back.worked()).as("the strokes before took time too").isEmpty();
    }

    @Test
    void whatWasUndoneCanStillBeRedone() throws IOException {
        List<LabelEdit> undoable, redoable;
        try (Annotator annotator = open(21)) {
            annotator.brush(4);
            for (int i = 0; i < 3; i++) annotator.undo();
            annotator.redo();
            undoable = annotator.history().undoable();
            redoable = annotator.history().redoable();
        }
        assertThat(redoable).hasSize(2);
        Recovery.Recovered back = Recovery.recover(folder, Annotator.GRID, Progress.NONE);
        assertThat(back.history().undoable()).isEqualTo(undoable);
        assertThat(back.history().redoable()).isEqualTo(redoable);
    }

    @Test
    void aReadOnlyCaseIsShownAndNotTouched() throws IOException {
        try (Annotator annotator = open(19)) {
            annotator.strokes(3);
        }
        byte[] all = Files.readAllBytes(journal(0));
        byte[] torn = Arrays.copyOf(all, all.length - 1);
        Files.write(journal(0), torn);
        try (Annotator reader = new Annotator(new CaseStore(disk, folder, Annotator.GRID, true), 20)) {
            assertThat(reader.recovered.editsSinceSave()).isEqualTo(2);
            assertThatThrownBy(() -> reader.strokes(1)).isInstanceOf(java.nio.file.AccessDeniedException.class);
        }
        assertThat(Files.readAllBytes(journal(0))).isEqualTo(torn);
    }
}
