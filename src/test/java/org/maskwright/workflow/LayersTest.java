package org.maskwright.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.geometry.Box;
import org.maskwright.job.JobRunner;
import org.maskwright.label.Labels;
import org.maskwright.label.OpenEdit;
import org.maskwright.label.PaintRule;
import org.maskwright.store.DataHome;

class LayersTest {
    private static final Box LIVER = new Box(1, 1, 1, 8, 8, 5), LESION = new Box(3, 3, 2, 5, 5, 4), MORE = new Box(9, 1, 1, 11, 3, 2);

    @TempDir Path folder;
    private Bench bench;
    private CaseSession session;
    private Path scan;

    @BeforeEach
    void begin() throws Exception {
        bench = new Bench(folder);
        scan = bench.scan("scan.nii.gz", Bench.GRID, 1);
        session = bench.open(scan);
    }

    @AfterEach
    void end() {
        bench.close();
    }

    private static Labels labels(Box box, int label) {
        return Labels.of(Bench.GRID, Bench.box(box), label);
    }

    private Layer lesions() {
        return Bench.wait(session.addLayer("Lesions", labels(LESION, 2)));
    }

    @Test
    void overlappingLabelsBothStayInTheirLayers() {
        Bench.paint(session, LIVER, 1);
        Layer lesions = lesions();
        assertThat(session.layers()).extracting(Layer::name).containsExactly("Layer 1", "Lesions");
        assertThat(session.activeLayer().number()).isEqualTo(1);
        assertThat(session.labels().at(3, 3, 2)).isEqualTo(1);
        assertThat(lesions.labels().at(3, 3, 2)).isEqualTo(2);
        assertThat(session.table().find(2)).isPresent();
    }

    @Test
    void theActiveLayerIsPaintedUndoneAndTheOthersStay() {
        Bench.paint(session, LIVER, 1);
        Layer lesions = lesions();
        Labels liver = session.layers().getFirst().labels().snapshot();
        session.activate(lesions);
        Bench.paint(session, MORE, 2);
        assertThat(session.history().undoable()).hasSize(1);
        assertThat(session.layers().getFirst().labels().snapshot().sameVoxels(liver)).isTrue();
        session.history().undo();
        assertThat(lesions.labels().snapshot().sameVoxels(labels(LESION, 2))).isTrue();
        assertThat(session.layers().getFirst().history().undoable()).hasSize(1);
    }

    @Test
    void strokesOnEveryLayerComeBackWithoutASave() throws Exception {
        Bench.paint(session, LIVER, 1);
        session.activate(lesions());
        Bench.paint(session, MORE, 2);
        List<Labels> before = session.layers().stream().map(layer -> layer.labels().snapshot()).toList();
        bench.close(); // the lid is closed: nobody saves
        try (Bench later = new Bench(folder)) {
            CaseSession again = later.open(scan);
            assertThat(again.layers()).extracting(Layer::name).containsExactly("Layer 1", "Lesions");
            for (int i = 0; i < before.size(); i++) assertThat(again.layers().get(i).labels().snapshot().sameVoxels(before.get(i))).isTrue();
            assertThat(again.layers().getLast().history().undoable()).hasSize(1);
            assertThat(again.findings()).contains("2 strokes since the last save were brought back.");
        }
    }

    @Test
    void closingSavesEveryLayer() throws Exception {
        session.activate(lesions());
        Bench.paint(session, MORE, 2);
        Path project = session.projectFolder();
        Bench.wait(session.close());
        assertThat(project.resolve("cases/case-001/layer-2/labels-0002.nii.gz")).exists();
        assertThat(bench.open(scan).layers().getLast().labels().snapshot().counts()).containsEntry(2, LESION.voxels() + MORE.voxels());
    }

    @Test
    void aLayerWhoseWritingWasCutShortIsNotThereAndItsNumberIsNotUsedAgain() throws Exception {
        Path unfinished = session.projectFolder().resolve("cases/case-001/layer-2");
        Files.createDirectories(unfinished);
        Files.write(unfinished.resolve("labels-0001.nii.gz"), new byte[] {1, 2, 3});
        assertThat(lesions().number()).isEqualTo(3);
        bench.close();
        try (Bench later = new Bench(folder)) {
            assertThat(later.open(scan).layers()).extracting(Layer::number).containsExactly(1, 3);
        }
    }

    @Test
    void aFullDiskAddsNoLayerAndSaysSo() throws Exception {
        bench.disk.full = true;
        assertThat(Bench.failure(session.addLayer("Lesions", labels(LESION, 2)))).contains("No space left");
        assertThat(session.layers()).hasSize(1);
        bench.disk.full = false;
        assertThat(lesions().labels().snapshot().counts()).containsEntry(2, LESION.voxels());
    }

    @Test
    void aRemovedLayerIsPutAsideNotDeleted() throws Exception {
        Layer lesions = lesions();
        session.renameLayer(lesions, "Old lesions");
        session.removeLayer(lesions);
        bench.settle();
        assertThat(session.layers()).hasSize(1);
        assertThat(session.projectFolder().resolve("cases/case-001/removed-layer-2/labels-0001.nii.gz")).exists();
        bench.close();
        try (Bench later = new Bench(folder)) {
            assertThat(later.open(scan).layers()).hasSize(1);
        }
    }

    @Test
    void theFirstAndTheActiveLayerAreNotRemoved() {
        Layer lesions = lesions();
        session.activate(lesions);
        assertThatThrownBy(() -> session.removeLayer(lesions)).hasMessage("make another layer active first");
        assertThatThrownBy(() -> session.removeLayer(session.layers().getFirst())).hasMessageStartingWith("the first layer stays");
    }

    @Test
    void aStrokeUnderWayHoldsItsLayer() {
        Layer lesions = lesions();
        OpenEdit stroke = session.labels().open(PaintRule.EVERYWHERE);
        assertThatThrownBy(() -> session.activate(lesions)).hasMessage("finish or cancel the stroke on Layer 1 first");
        stroke.cancel();
        session.activate(lesions);
        assertThat(session.activeLayer()).isSameAs(lesions);
    }

    @Test
    void aLabelThatAnotherLayerHoldsIsNotRemovedFromTheTable() {
        Layer lesions = lesions();
        Bench.paint(session, MORE, 2);
        assertThatThrownBy(() -> session.removeLabel(2)).hasMessage("Label 2 also stands in Lesions. Remove it there first.");
        assertThat(lesions.labels().snapshot().counts()).containsKey(2);
    }

    @Test
    void layersAreLaidOverOneAnotherWhereOneMapMustDo() {
        FlatLabels flat = FlatLabels.of(List.of(labels(LIVER, 1), labels(LESION, 2)));
        assertThat(flat.covered()).isEqualTo(LESION.voxels());
        assertThat(flat.labels().counts()).containsEntry(1, LIVER.voxels() - LESION.voxels()).containsEntry(2, LESION.voxels());
        assertThat(FlatLabels.of(List.of(labels(LIVER, 1), labels(MORE, 2))).covered()).isZero();
    }

    @Test
    void layersOfACaseWithoutAPlaceLiveInMemory() throws Exception {
        Path blocked = folder.resolve("home2");
        Files.write(blocked, new byte[] {0}); // a file where the folder should be
        try (Workbench nowhere = new Workbench(new JobRunner(Runnable::run), new DataHome(blocked), new ModelShelf(List.of()),
                bench.disk, Clock.systemUTC())) {
            CaseSession alone = Bench.wait(nowhere.openCase().open(new CaseSource.Scan(scan)));
            Bench.wait(alone.addLayer("Lesions", labels(LESION, 2)));
            assertThat(alone.layers()).extracting(Layer::number).containsExactly(1, 2);
        }
    }
}
