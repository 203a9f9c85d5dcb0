package org.maskwright.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.format.FormatException;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.testing.LabelFile;

/// Scores of files, checked against figures worked out elsewhere, and honest where there is nothing to score.
class ScoreFilesTest {
    /// The grid and the boxes of the golden fixture F1: 40 × 36 × 14 voxels of 0.8 × 0.8 × 3 mm.
    private static final Geometry GRID = Geometry.upright(40, 36, 14, 0.8, 0.8, 3);
    private static final Box REFERENCE = new Box(8, 8, 3, 24, 24, 9), CANDIDATE = new Box(10, 8, 3, 26, 24, 9);

    @TempDir Path folder;

    private Path write(String name, Geometry grid, Box box) throws IOException {
        return LabelFile.write(folder.resolve(name), grid, box);
    }

    private static JsonNode json(ScoreReport report) throws IOException {
        return new ObjectMapper().readTree(report.json());
    }

    @Test void twoFilesGetTheGoldenFigures() throws Exception {
        ScoreReport report = ScoreFiles.score(write("r.nii.gz", GRID, REFERENCE), write("c.nii.gz", GRID, CANDIDATE), Progress.NONE);
        JsonNode label = json(report).at("/cases/0/labels/1");
        assertThat(label.path("dice").doubleValue()).isEqualTo(0.875);
        assertThat(label.path("jaccard").doubleValue()).isCloseTo(1344.0 / 1728, within(1e-12));
        assertThat(label.path("referenceVoxels").intValue()).isEqualTo(1536);
        assertThat(label.path("truePositives").intValue()).isEqualTo(1344);
        assertThat(label.path("referenceMl").doubleValue()).isCloseTo(1536 * 0.8 * 0.8 * 3 / 1000, within(1e-6));
        assertThat(json(report).at("/means/1/dice/text").textValue()).isEqualTo("0.875 (1 of 1 defined)");
        assertThat(report.csv()).contains("c,1,,0.875000,0.777778,2.949120,2.949120,1536,1536,1344,192,192\r\n");
    }

    @Test void twoEmptyMapsAreNotDefined() throws Exception {
        ScoreReport report = ScoreFiles.score(write("r.nii.gz", GRID, Box.EMPTY), write("c.nii.gz", GRID, Box.EMPTY), Progress.NONE);
        JsonNode label = json(report).at("/cases/0/labels/1");
        assertThat(label.path("dice").isNull()).isTrue();
        assertThat(label.path("notDefined").textValue()).isEqualTo("both empty");
        assertThat(json(report).at("/means/1/dice/text").textValue()).isEqualTo("– (0 of 1 defined)");
    }

    @Test void foldersArePairedByNameAndWhatHasNoPairIsNamed() throws Exception {
        Path r = folder.resolve("r"), c = folder.resolve("c");
        LabelFile.write(r.resolve("a.nii.gz"), GRID, REFERENCE);
        LabelFile.write(c.resolve("a.nii"), GRID, REFERENCE);
        LabelFile.write(r.resolve("b.nii.gz"), GRID, REFERENCE);
        LabelFile.write(c.resolve("b.nii.gz"), GRID, Box.EMPTY);
        LabelFile.write(r.resolve("lonely.nii.gz"), GRID, REFERENCE);
        LabelFile.write(c.resolve("extra.nii.gz"), GRID, REFERENCE);
        ScoreReport report = ScoreFiles.score(r, c, Progress.NONE);
        assertThat(report.cases()).extracting(one -> one.caseId()).containsExactly("a", "b");
        assertThat(json(report).at("/means/1/dice/mean").doubleValue()).isEqualTo(0.5);
        assertThat(report.problems()).hasSize(2).anyMatch(p -> p.startsWith("lonely.nii.gz")).anyMatch(p -> p.startsWith("extra.nii.gz"));
    }

    @Test void mapsOnOtherGridsAreNotCompared() throws Exception {
        Path r = write("r.nii.gz", GRID, REFERENCE);
        Geometry shifted = new Geometry(GRID.size(), Affine.translation(5, 0, 0).after(GRID.toPatient()));
        assertThat(ScoreFiles.score(r, write("shifted.nii.gz", shifted, REFERENCE), Progress.NONE).problems()).singleElement().asString()
                .contains("shifted.nii.gz").contains("another place in the patient");
        Geometry smaller = new Geometry(new Size(39, 36, 14), GRID.toPatient());
        assertThat(ScoreFiles.score(r, write("small.nii.gz", smaller, REFERENCE), Progress.NONE).problems()).singleElement().asString().contains("39 × 36 × 14");
    }

    @Test void theSameVoxelsInAnotherOrderAreCompared() throws Exception {
        Geometry turned = new Geometry(GRID.size(), Affine.ofColumns(new Point(-0.8, 0, 0), new Point(0, 0.8, 0), new Point(0, 0, 3), new Point(39 * 0.8, 0, 0)));
        Box same = new Box(16, 8, 3, 32, 24, 9); // x 39 − 23 to 39 − 8
        ScoreReport report = ScoreFiles.score(write("r.nii.gz", GRID, REFERENCE), write("turned.nii.gz", turned, same), Progress.NONE);
        assertThat(report.problems()).isEmpty();
        assertThat(json(report).at("/cases/0/labels/1/dice").doubleValue()).isEqualTo(1);
    }

    @Test void aFileAndAFolderCannotBePaired() throws Exception {
        Path r = write("r.nii.gz", GRID, REFERENCE);
        assertThatThrownBy(() -> ScoreFiles.score(r, folder, Progress.NONE)).isInstanceOf(FormatException.class).hasMessageContaining("two files, or two folders");
        assertThatThrownBy(() -> ScoreFiles.score(r, folder.resolve("no"), Progress.NONE)).isInstanceOf(FormatException.class).hasMessageContaining("no such file");
        assertThat(Files.exists(r)).isTrue();
    }

    @Test void proposalsOfNnUNetsScansFindTheirLabels() throws Exception {
        Path r = folder.resolve("r"), c = folder.resolve("c");
        LabelFile.write(r.resolve("a.nii.gz"), GRID, REFERENCE);
        LabelFile.write(c.resolve("a_0000.nii.gz"), GRID, REFERENCE);
        Files.writeString(c.resolve("proposals.json"), "{}");
        ScoreReport report = ScoreFiles.score(r, c, Progress.NONE);
        assertThat(report.problems()).isEmpty();
        assertThat(json(report).at("/means/1/dice/mean").doubleValue()).isEqualTo(1);
    }
}
