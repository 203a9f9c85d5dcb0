package org.maskwright.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.format.StoredImage;
import org.maskwright.format.dicom.data.Attributes;
import org.maskwright.format.dicom.data.UID;
import org.maskwright.format.dicom.seg.SegmentDescription;
import org.maskwright.format.dicom.seg.SegmentationOptions;
import org.maskwright.format.dicom.seg.SegmentationWriter;
import org.maskwright.format.dicom.source.SourceSeries;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.label.Authorship;
import org.maskwright.label.LabelEdit;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;

class ImportLabelsTest {
    private static final Box BOX = new Box(2, 2, 1, 6, 5, 3);

    @TempDir Path folder;
    private Bench bench;
    private CaseSession session;

    @BeforeEach
    void begin() throws Exception {
        bench = new Bench(folder);
        session = bench.open(bench.scan("scan.nii.gz", Bench.GRID, 1));
    }

    @AfterEach
    void end() {
        bench.close();
    }

    private ImportLabels.Found look(Path file) {
        return Bench.wait(bench.workbench.importLabels().look(session, file));
    }

    private Optional<LabelEdit> take(ImportLabels.Found found) {
        return bench.workbench.importLabels().take(session, found, false).edit();
    }

    private Path map(String name, Geometry grid, Box box, int label) throws Exception {
        return bench.write(name, StoredImage.of(Labels.of(grid, Bench.box(box), label), LabelTable.EMPTY));
    }

    /// Two segments over one another, as Slicer spells them.
    private Path overlapping() throws Exception {
        StringBuilder header = new StringBuilder("""
                NRRD0004
                type: uint8
                dimension: 4
                space: left-posterior-superior
                sizes: 2 12 10 6
                space directions: none (1,0,0) (0,1,0) (0,0,2)
                kinds: list domain domain domain
                encoding: raw
                space origin: (0,0,0)
                """);
        String[][] segments = {{"Liver", "0"}, {"Lesion", "1"}};
        for (int i = 0; i < 2; i++) header.append(String.format("Segment%d_ID:=S%d%nSegment%d_Name:=%s%nSegment%d_LabelValue:=1%nSegment%d_Layer:=%s%n", i, i, i, segments[i][0], i, i, segments[i][1]));
        byte[] voxels = new byte[2 * 12 * 10 * 6];
        for (int i = 0; i < 12 * 10 * 6; i++) {
            int x = i % 12, y = i / 12 % 10, z = i / 120;
            if (x >= 1 && x < 8 && y >= 1 && y < 8 && z >= 1 && z < 5) voxels[2 * i] = 1;
            if (x >= 3 && x < 5 && y >= 3 && y < 5 && z == 2) voxels[2 * i + 1] = 1;
        }
        Path file = folder.resolve("two.seg.nrrd");
        try (var out = Files.newOutputStream(file)) {
            out.write((header + "\n").getBytes(StandardCharsets.US_ASCII));
            out.write(voxels);
        }
        return file;
    }

    @Test
    void aLabelMapReplacesTheLabelsAsOneEdit() throws Exception {
        Bench.paint(session, new Box(8, 2, 1, 10, 5, 3), 2);
        Labels before = session.labels().snapshot();
        ImportLabels.Found found = look(map("map.nii.gz", Bench.GRID, BOX, 700));
        assertThat(found.match()).isEqualTo(new GridMatch.Same());
        assertThat(take(found)).hasValueSatisfying(edit -> assertThat(edit.name()).isEqualTo("Import map.nii.gz"));
        assertThat(session.labels().snapshot().mask(700)).isEqualTo(Bench.box(BOX));
        assertThat(session.labels().snapshot().counts()).doesNotContainKey(2);
        assertThat(session.table().find(700)).isPresent();
        session.history().undo();
        assertThat(session.labels().snapshot().sameVoxels(before)).isTrue();
    }

    /// Its frames cover two slices of six: that is no other grid.
    @Test
    void aSparseDicomSegmentationLiesOnTheScan() throws Exception {
        Labels drawn = Labels.of(Bench.GRID, Bench.box(BOX), 7);
        List<SourceSeries.Instance> slices = IntStream.range(0, 6).mapToObj(z -> new SourceSeries.Instance(UID.CTImageStorage, "1.2." + z, 0, Bench.GRID.toPatient(0, 0, z))).toList();
        Path file = folder.resolve("seg.dcm");
        try (var out = Files.newOutputStream(file)) {
            SegmentationWriter.write(List.of(drawn), List.of(new SegmentDescription(7, "Spleen", 0x112233, Optional.empty(), Authorship.MANUAL)),
                    new SourceSeries(Bench.GRID, true, slices, new Attributes()), SegmentationOptions.DEFAULT, out, Progress.NONE);
        }
        ImportLabels.Found found = look(file);
        assertThat(found.match()).isEqualTo(new GridMatch.Placed());
        take(found);
        assertThat(session.labels().snapshot().sameVoxels(drawn)).isTrue();
        assertThat(session.table().find(7).orElseThrow().terms().orElseThrow().type().meaning()).isEqualTo("Spleen");
    }

    @Test
    void lookingAloneChangesNothing() throws Exception {
        look(map("map.nii.gz", Bench.GRID, BOX, 3));
        assertThat(session.labels().snapshot().counts()).isEmpty();
        assertThat(session.table().find(3)).isEmpty();
    }

    @Test
    void aMapOnAnotherGridIsResampledAndTheHistorySaysSo() throws Exception {
        Geometry coarse = Geometry.upright(6, 5, 6, 2, 2, 2).resampled(new Size(6, 5, 6));
        ImportLabels.Found found = look(map("coarse.nii.gz", coarse, new Box(1, 1, 1, 3, 3, 3), 4));
        assertThat(found.match()).isInstanceOf(GridMatch.Other.class);
        assertThat(take(found)).hasValueSatisfying(edit -> assertThat(edit.name()).isEqualTo("Import coarse.nii.gz, resampled"));
        // voxel (x, y, z) of the scan lies at (x, y, 2z) mm; the coarse voxel nearest to it is (round(x/2), round(y/2), z)
        assertThat(session.labels().at(2, 2, 1)).isEqualTo(4);
        assertThat(session.labels().at(4, 4, 2)).isEqualTo(4);
        assertThat(session.labels().at(5, 4, 2)).isZero();
        assertThat(session.labels().at(2, 2, 3)).isZero();
    }

    @Test
    void aMirroredMapIsRefusedWithASentence() throws Exception {
        Geometry away = new Geometry(Bench.GRID.size(), Affine.ofColumns(new Point(1, 0, 0), new Point(0, 1, 0),
                new Point(0, 0, 2), new Point(30, 40, 50)));
        session = bench.open(bench.scan("away.nii.gz", away, 2));
        Geometry confused = new Geometry(away.size(), away.toPatient().withTargetXyNegated());
        ImportLabels.Found found = look(map("confused.nii.gz", confused, BOX, 1));
        assertThat(found.match()).isEqualTo(new GridMatch.Mirrored("left and right, front and back"));
        assertThat(found.match().sentence()).isEqualTo("Mirrored: its grid is the scan's with left and right, front and back exchanged, so every label would stand on the wrong side. "
                + "Export it again with the scan's own orientation.");
        assertThat(found.maps()).isEmpty();
        assertThatThrownBy(() -> take(found)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void labelsTooSmallForTheScansVoxelsAreNamed() throws Exception {
        Geometry fine = Geometry.upright(48, 40, 24, 0.25, 0.25, 0.5);
        ImportLabels.Found found = look(map("fine.nii.gz", fine, new Box(1, 1, 1, 2, 2, 2), 9));
        assertThat(found.maps().getFirst().lost()).containsExactly("Label 9");
    }

    @Test
    void overlappingSegmentsArriveAsLayersAndNothingIsDropped() throws Exception {
        ImportLabels.Found found = look(overlapping());
        assertThat(found.maps()).hasSize(2);
        ImportLabels.Taken taken = bench.workbench.importLabels().take(session, found, false);
        assertThat(taken.edit()).isPresent();
        taken.layers().forEach(Bench::wait);
        assertThat(session.layers()).hasSize(2);
        Labels liver = session.layers().getFirst().labels().snapshot(), lesion = session.layers().getLast().labels().snapshot();
        assertThat(session.table().name(liver.at(3, 3, 2))).isEqualTo("Liver");
        assertThat(session.table().name(lesion.at(3, 3, 2))).isEqualTo("Lesion");
        assertThat(liver.counts().values()).containsExactly(7L * 7 * 4);
        assertThat(lesion.counts().values()).containsExactly(4L);
    }

    @Test
    void severalMapsLeaveAPaintedLayerAlone() throws Exception {
        Bench.paint(session, BOX, 1);
        Labels painted = session.labels().snapshot();
        bench.workbench.importLabels().take(session, look(overlapping()), false).layers().forEach(Bench::wait);
        assertThat(session.layers()).hasSize(3);
        assertThat(session.labels().snapshot().sameVoxels(painted)).isTrue();
    }

    @Test
    void oneMapCanComeAsALayerOfItsOwn() throws Exception {
        Bench.paint(session, BOX, 1);
        ImportLabels.Taken taken = bench.workbench.importLabels().take(session, look(map("second.nii.gz", Bench.GRID, BOX, 2)), true);
        Bench.wait(taken.layers().getFirst());
        assertThat(taken.edit()).isEmpty();
        assertThat(session.layers()).extracting(Layer::name).containsExactly("Layer 1", "second");
        assertThat(session.labels().snapshot().counts().keySet()).containsExactly(1);
    }

    @Test
    void aNameThatTheCaseHasKeepsItsValueThere() throws Exception {
        session.renameLabel(1, "Liver");
        Labels labels = Labels.of(Bench.GRID, Bench.box(BOX), 5);
        Path file = bench.write("named.seg.nrrd", StoredImage.of(labels, new LabelTable(List.of(new LabelTable.Entry(5, "liver", 0xFF0000)))));
        take(look(file));
        assertThat(session.labels().snapshot().counts().keySet()).containsExactly(1);
    }

    @Test
    void aScanIsNoLabelMap() throws Exception {
        Path other = bench.scan("other.nii.gz", Bench.GRID, -1);
        assertThat(Bench.failure(bench.workbench.importLabels().look(session, other))).startsWith("other.nii.gz, voxel (0, 0, 0): expected a label");
    }
}
