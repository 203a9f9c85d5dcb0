package org.maskwright.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.format.StoredImage;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;

class ImportLabelsTest {
    private static final Box BOX = new Box(2, 2, 1, 6, 5, 3);

    @TempDir Path folder;

    @Test
    void aLabelMapReplacesTheLabelsAsOneEdit() throws Exception {
        try (Bench bench = new Bench(folder)) {
            CaseSession session = bench.open(bench.scan("scan.nii.gz", Bench.GRID, 1));
            Bench.paint(session, new Box(8, 2, 1, 10, 5, 3), 2);
            Labels before = session.labels().snapshot();
            Path file = bench.write("map.nii.gz", StoredImage.of(Labels.of(Bench.GRID, Bench.box(BOX), 700), LabelTable.EMPTY));
            ImportLabels.Fitting map = Bench.wait(bench.workbench.importLabels().read(session, file));
            assertThat(bench.workbench.importLabels().take(session, map)).hasValueSatisfying(edit -> assertThat(edit.name()).isEqualTo("Import map.nii.gz"));
            assertThat(session.labels().snapshot().mask(700)).isEqualTo(Bench.box(BOX));
            assertThat(session.labels().snapshot().counts()).doesNotContainKey(2);
            assertThat(session.table().find(700)).isPresent();
            session.history().undo();
            assertThat(session.labels().snapshot().sameVoxels(before)).isTrue();
        }
    }

    @Test
    void aLabelMapOnAnotherGridIsRefusedWithASentence() throws Exception {
        try (Bench bench = new Bench(folder)) {
            CaseSession session = bench.open(bench.scan("scan.nii.gz", Bench.GRID, 1));
            Geometry other = Geometry.upright(12, 10, 5, 1, 1, 2);
            Path file = bench.write("map.nii.gz", StoredImage.of(Labels.of(other, Bench.box(BOX), 1), LabelTable.EMPTY));
            assertThat(Bench.failure(bench.workbench.importLabels().read(session, file))).isEqualTo(
                    "map.nii.gz, grid: expected the scan's, 12 × 10 × 6 voxels of 1.00 × 1.00 × 2.00 mm, found 12 × 10 × 5 voxels of 1.00 × 1.00 × 2.00 mm. Export the labels on the scan's own grid.");
        }
    }

    @Test
    void aScanIsNoLabelMap() throws Exception {
        try (Bench bench = new Bench(folder)) {
            CaseSession session = bench.open(bench.scan("scan.nii.gz", Bench.GRID, 1));
            Path other = bench.scan("other.nii.gz", Bench.GRID, -1);
            assertThat(Bench.failure(bench.workbench.importLabels().read(session, other))).startsWith("other.nii.gz, voxel (0, 0, 0): expected a label");
        }
    }
}
