package org.maskwright.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Size;
import org.maskwright.job.Job;
import org.maskwright.job.JobState;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.label.PaintRule;
import org.maskwright.testing.SharedData;

class OpenCaseTest {
    private static final Box STROKE = new Box(2, 2, 1, 6, 5, 3);

    @TempDir Path folder;
    private Bench bench;

    @BeforeEach
    void begin() {
        bench = new Bench(folder);
    }

    @AfterEach
    void end() {
        bench.close();
    }

    @Test
    void aFileOpenedAgainHasItsStrokes() throws Exception {
        Path scan = bench.scan("thorax.nii.gz", Bench.GRID, 1);
        CaseSession first = bench.open(scan);
        assertThat(first.title()).isEqualTo("thorax");
        assertThat(first.caseId()).isEqualTo("case-001");
        Bench.paint(first, STROKE, 1);
        Labels painted = first.labels().snapshot();
        bench.close(); // the lid is closed: nobody saves
        try (Bench later = new Bench(folder)) {
            CaseSession again = later.open(scan);
            assertThat(again.saveState()).isInstanceOf(SaveState.Saved.class);
            assertThat(again.labels().snapshot().sameVoxels(painted)).isTrue();
            assertThat(again.history().undoable()).hasSize(1);
            assertThat(again.findings()).contains("One stroke since the last save was brought back.");
        }
    }

    @Test
    void aCaseKnowsWhetherItsSidesAreAGuess() throws Exception {
        assertThat(bench.open(bench.scan("thorax.nii.gz", Bench.GRID, 1)).isPlaced()).isTrue();
        Path bare = Files.writeString(folder.resolve("bare.nrrd"), "NRRD0004\ntype: uchar\ndimension: 3\nsizes: 2 2 2\nencoding: raw\n\n12345678");
        assertThat(bench.open(bare).isPlaced()).isFalse();
    }

    @Test
    void closingSavesAndLetsGoOfTheProject() throws Exception {
        Path scan = bench.scan("thorax.nii.gz", Bench.GRID, 1);
        CaseSession session = bench.open(scan);
        Bench.paint(session, STROKE, 1);
        assertThat(Bench.wait(session.close())).isInstanceOf(SaveState.Saved.class);
        assertThat(session.projectFolder().resolve("cases/case-001/labels-0001.nii.gz")).exists();
        try (Bench another = new Bench(folder)) {
            CaseSession there = another.open(scan);
            assertThat(there.saveState()).isInstanceOf(SaveState.Saved.class);
            assertThat(there.labels().snapshot().counts()).containsEntry(1, STROKE.voxels());
        }
    }

    @Test
    void aScanOfAnotherGridInItsPlaceGetsAProjectOfItsOwn() throws Exception {
        Path scan = bench.scan("scan.nii.gz", Bench.GRID, 1);
        CaseSession old = bench.open(scan);
        Bench.paint(old, STROKE, 1);
        Bench.wait(old.close());
        bench.scan("scan.nii.gz", Geometry.upright(8, 8, 8, 1, 1, 1), 2);
        CaseSession other = bench.open(scan);
        assertThat(other.projectFolder()).isNotEqualTo(old.projectFolder());
        assertThat(other.labels().snapshot().counts()).isEmpty();
        assertThat(other.labels().geometry().size()).isEqualTo(new Size(8, 8, 8));
        assertThat(bench.open(scan).projectFolder()).isEqualTo(other.projectFolder());
    }

    @Test
    void aScanWhoseVoxelsChangedIsOpenedWithAWarning() throws Exception {
        Path scan = bench.scan("scan.nii.gz", Bench.GRID, 1);
        Bench.wait(bench.open(scan).close());
        bench.scan("scan.nii.gz", Bench.GRID, 2);
        assertThat(bench.open(scan).findings()).anySatisfy(f -> assertThat(f).startsWith("The voxels of scan changed since"));
    }

    @Test
    void theBuiltInCaseOpensWithItsLabelNames() {
        CaseSession session = bench.open(new CaseSource.Phantom(7, new Size(32, 32, 24)));
        assertThat(session.volume().info().modality()).isEqualTo("CT");
        assertThat(session.table().entries()).extracting(LabelTable.Entry::name).contains("Liver", "Spleen");
    }

    @Test
    void openingCanBeStopped() throws Exception {
        Job<CaseSession> job = bench.workbench.openCase().open(new CaseSource.Phantom(7, new Size(128, 128, 96)));
        job.cancel();
        for (int i = 0; i < 600 && !job.state().isOver(); i++) Thread.sleep(10);
        assertThat(job.state()).isInstanceOf(JobState.Cancelled.class);
    }

    @Test
    void theRecentListHasTheNewestFirst() throws Exception {
        Path a = bench.scan("a.nii.gz", Bench.GRID, 1), b = bench.scan("b.nii.gz", Bench.GRID, 2);
        bench.open(a);
        bench.open(b);
        bench.open(a);
        assertThat(Bench.wait(bench.workbench.openCase().recent())).containsExactly(a, b);
    }

    @Test
    void aFileThatIsNotThereIsASentence() {
        assertThat(Bench.failure(bench.workbench.openCase().open(new CaseSource.Scan(folder.resolve("gone.nii.gz"))))).startsWith("gone.nii.gz: there is no such file");
    }

    @Test
    void withoutAPlaceToWriteTheScanIsShownAndTheUserIsTold() throws Exception {
        Path scan = bench.scan("scan.nii.gz", Bench.GRID, 1);
        bench.disk.readOnly = true;
        CaseSession session = bench.open(scan);
        assertThat(session.saveState()).isInstanceOfSatisfying(SaveState.ReadOnly.class, s -> assertThat(s.reason()).contains("nothing is saved"));
        Bench.paint(session, STROKE, 1);
        assertThat(session.labels().snapshot().counts()).containsEntry(1, STROKE.voxels());
    }

    @Test
    void aProjectThatAnotherHoldsIsOpenedReadOnly() throws Exception {
        Path scan = bench.scan("scan.nii.gz", Bench.GRID, 1);
        CaseSession mine = bench.open(scan);
        Bench.paint(mine, STROKE, 1);
        bench.settle();
        try (Bench other = new Bench(folder)) {
            CaseSession theirs = other.open(scan);
            assertThat(theirs.saveState()).isInstanceOfSatisfying(SaveState.ReadOnly.class, s -> assertThat(s.reason()).startsWith("Another Maskwright has this project open"));
            assertThat(theirs.labels().snapshot().counts()).containsEntry(1, STROKE.voxels());
            Bench.paint(theirs, new Box(0, 0, 0, 1, 1, 1), 2);
            other.settle();
        }
        assertThat(Bench.wait(mine.save())).isInstanceOf(SaveState.Saved.class);
        try (Bench later = new Bench(folder)) {
            bench.close();
            assertThat(later.open(scan).labels().snapshot().counts().keySet()).containsExactly(1);
        }
    }

    @Test
    void aFullDiskIsToldAndNothingIsLost() throws Exception {
        Path scan = bench.scan("scan.nii.gz", Bench.GRID, 1);
        CaseSession session = bench.open(scan);
        bench.disk.full = true;
        Bench.paint(session, STROKE, 1);
        bench.settle();
        assertThat(session.saveState()).isInstanceOfSatisfying(SaveState.NotSaved.class,
                s -> assertThat(s.reason()).contains("No space left on device").contains("One stroke is in memory alone"));
        bench.disk.full = false;
        assertThat(Bench.wait(session.save())).isInstanceOf(SaveState.Saved.class);
        assertThat(session.saveState()).isInstanceOf(SaveState.Saved.class);
        Bench.wait(session.close());
        assertThat(bench.open(scan).labels().snapshot().counts()).containsEntry(1, STROKE.voxels());
    }

    @Test
    void aProposalThatMeetsAFullDiskIsShownAndKeptWithTheNextSave() throws Exception {
        Path scan = bench.scan("scan.nii.gz", Bench.GRID, 1);
        CaseSession session = bench.open(scan);
        bench.disk.full = true;
        Bench.propose(session, STROKE, 1, "Liver");
        bench.settle();
        assertThat(session.proposal()).hasValueSatisfying(p -> assertThat(p.number()).isEqualTo(1));
        assertThat(session.saveState()).isInstanceOfSatisfying(SaveState.NotSaved.class, s -> assertThat(s.reason()).contains("The proposal is in memory alone"));
        bench.disk.full = false;
        Bench.wait(session.close());
        assertThat(bench.open(scan).proposal()).hasValueSatisfying(p -> assertThat(p.proposal().modelId()).isEqualTo("toy"));
    }

    @Test
    void aSeriesPutBesideALabelledOneDoesNotHideItsStrokes() throws Exception {
        Path geometry = SharedData.require("dicom-geometry", "dev");
        Path both = Files.createDirectory(folder.resolve("both"));
        copy(geometry.resolve("ge-sagittal-4slices"), both, "a");
        CaseSession alone = bench.open(both);
        Bench.paint(alone, new Box(1, 1, 1, 3, 3, 3), 1);
        Bench.wait(alone.close());
        copy(geometry.resolve("hitachi-double-oblique"), both, "b");
        assertThat(Bench.wait(bench.workbench.openCase().look(both)).choices())
                .anySatisfy(choice -> assertThat(bench.open(choice.source()).labels().snapshot().counts()).containsEntry(1, 8L));
    }

    private static void copy(Path series, Path into, String prefix) throws java.io.IOException {
        try (var files = Files.walk(series)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) Files.copy(file, into.resolve(prefix + "-" + file.getFileName()));
        }
    }

    @Test
    void labelNamesAndColoursAreKept() throws Exception {
        Path scan = bench.scan("scan.nii.gz", Bench.GRID, 1);
        CaseSession session = bench.open(scan);
        session.renameLabel(1, "Tumour");
        session.recolourLabel(1, 0x00FF00);
        int edema = session.addLabel("Edema").value();
        assertThat(session.activeLabel()).isEqualTo(edema);
        Bench.paint(session, STROKE, edema);
        session.removeLabel(edema);
        assertThat(session.labels().snapshot().counts()).isEmpty();
        Bench.wait(session.close());
        assertThat(bench.open(scan).table()).isEqualTo(new LabelTable(List.of(new LabelTable.Entry(1, "Tumour", 0x00FF00))));
    }

    @Test
    void undoBringsARemovedLabelBackWithItsNameAndColour() throws Exception {
        Path scan = bench.scan("scan.nii.gz", Bench.GRID, 1);
        CaseSession session = bench.open(scan);
        LabelTable.Entry edema = session.addLabel("Edema");
        session.recolourLabel(edema.value(), 0x123456);
        Bench.paint(session, STROKE, edema.value());
        session.setOver(new PaintRule.Over.Only(edema.value()));
        LabelTable before = session.table();
        session.removeLabel(edema.value());
        assertThat(session.rule().over()).as("nothing could be painted over what is gone").isEqualTo(new PaintRule.Over.Everything());
        assertThat(session.addLabel("Other").value()).as("its number is not given to another").isEqualTo(edema.value() + 1);
        session.history().undo();
        assertThat(session.table().without(edema.value() + 1)).isEqualTo(before);
        assertThat(session.labels().snapshot().counts()).containsOnlyKeys(edema.value());
        Bench.wait(session.close());
        assertThat(bench.open(scan).table().find(edema.value())).contains(edema.withRgb(0x123456));
    }

    @Test
    void lockedLabelsCanNotBePaintedNorRemoved() throws Exception {
        CaseSession session = bench.open(bench.scan("scan.nii.gz", Bench.GRID, 1));
        Bench.paint(session, STROKE, 1);
        session.setLocked(1, true);
        assertThat(session.rule().locked()).containsExactly(1);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> session.removeLabel(1)).hasMessageContaining("Unlock it");
    }

    @Test
    void aFolderWithTwoSeriesIsAChoiceOfTwo() throws Exception {
        Path geometry = SharedData.require("dicom-geometry", "dev");
        Path both = Files.createDirectory(folder.resolve("both"));
        copy(geometry.resolve("ge-sagittal-4slices"), both, "a");
        copy(geometry.resolve("hitachi-double-oblique"), both, "b");
        List<Choice> choices = Bench.wait(bench.workbench.openCase().look(both)).choices();
        assertThat(choices).hasSize(2);
        assertThat(Bench.failure(bench.workbench.openCase().open(new CaseSource.Scan(both)))).startsWith("both: expected one scan, found 2: ").endsWith("Choose one of them.");
        CaseSession one = bench.open(choices.getFirst().source());
        assertThat(choices.getFirst().detail()).contains(one.volume().geometry().size().toString());
    }

    @Test
    void overlaysAreOfferedAsLabelsAndTheImageIsOpenedAsEver() throws Exception {
        Path file = SharedData.require("dicom-variety", "dev", "fo-dicom", "OutOfBoundsOverlay.dcm");
        List<Choice> choices = Bench.wait(bench.workbench.openCase().look(file)).choices();
        assertThat(choices).extracting(Choice::isLabels).containsExactly(false, true, true);
        assertThat(choices).extracting(Choice::isOneWayOfSeveral).containsOnly(false);
        assertThat(choices.getFirst().source()).isEqualTo(new CaseSource.Scan(file));
        assertThat(choices.getFirst().directions()).as("it does not say where it lies").isEmpty();
        assertThat(choices.get(1).layersAmong(choices)).as("two drawings are no layers of one").containsExactly(choices.get(1));
    }

    @Test
    void regionsThatAreFoundInAFolderComeWithAllTheirLayers() throws Exception {
        List<Choice> choices = Bench.wait(bench.workbench.openCase().look(SharedData.require("dicom-variety", "dev", "groups", "rt-dicompyler"))).choices();
        assertThat(choices).hasSize(5);
        CaseSession session = bench.open(choices.getFirst().source());
        List<Choice> layers = choices.get(2).layersAmong(choices);
        assertThat(layers).isEqualTo(choices.subList(1, 5));
        assertThat(choices.getFirst().layersAmong(choices)).containsExactly(choices.getFirst());
        ImportLabels.Found found = Bench.wait(bench.workbench.importLabels().look(session, layers));
        assertThat(found.name()).isEqualTo("Series 3, RT Structure Set");
        assertThat(found.maps()).hasSize(4).as("what lies beyond the one slice is named").allMatch(map -> map.lost().isEmpty() != map.labels().counts().isEmpty());
        bench.workbench.importLabels().take(session, found, false).layers().forEach(Bench::wait);
        assertThat(session.layers()).hasSize(4);
    }
}
