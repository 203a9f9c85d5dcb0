package org.maskwright.workflow.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.format.Formats;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.label.Labels;
import org.maskwright.workflow.ModelShelf;

/// The tour, in small and without a model: everything fits together, and it can be walked twice.
class TourTest {
    private static final Tour.Length SHORT = new Tour.Length(new Size(64, 64, 40), 6, false);

    @TempDir Path folder;

    private List<Tour.Step> walk(Path into) throws Exception {
        return Tour.walk(into, new ModelShelf(List.of()), SHORT, Progress.NONE);
    }

    @Test void theTourLeavesPicturesLabelsScoresAndAPageThatShowsThem() throws Exception {
        List<Tour.Step> steps = walk(folder);
        assertThat(steps).extracting(Tour.Step::title).contains("Open", "Propose", "Correct with the brush", "Undo and redo", "Close and open again", "Score", "Export");
        String page = Files.readString(folder.resolve("index.html"));
        for (Tour.Step step : steps) {
            if (step.picture().isEmpty()) continue;
            assertThat(page).contains(step.picture());
            assertThat(ImageIO.read(folder.resolve(step.picture()).toFile()).getWidth()).isGreaterThan(1000);
        }
        Labels labels = Formats.open(folder.resolve("labels.nii.gz"), Progress.NONE).labels(Progress.NONE);
        assertThat(labels.counts()).isNotEmpty();
        Labels exported = Formats.open(folder.resolve("export/labelsTr/case-001.nii.gz"), Progress.NONE).labels(Progress.NONE);
        assertThat(exported.sameVoxels(labels)).isTrue();
        assertThat(new ObjectMapper().readTree(folder.resolve("scores.json").toFile()).at("/cases/0/case").textValue()).isEqualTo("corrected");
    }

    @Test void withTheShippedModelTheProposalIsCorrectedAndScored() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("models", "torso-phantom")), "the model torso-phantom is not in the tree");
        List<Tour.Step> steps = Tour.walk(folder, new ModelShelf(List.of(Path.of("models"))), SHORT, Progress.NONE);
        assertThat(steps).extracting(Tour.Step::title).contains("Live score");
        assertThat(folder.resolve("2-proposal.png")).isNotEmptyFile();
        assertThat(new ObjectMapper().readTree(folder.resolve("scores.json").toFile()).at("/cases/0/case").textValue()).isEqualTo("proposal");
        assertThat(new ObjectMapper().readTree(folder.resolve("export/scores.json").toFile()).toString()).contains("torso-phantom");
    }

    @Test void walkedTwiceItLeavesTheFirstProjectAlone() throws Exception {
        walk(folder);
        walk(folder);
        assertThat(folder.resolve("project-2")).isDirectory();
        assertThat(folder.resolve("export-2")).isDirectory();
    }

    @Test void whereNothingCanBeWrittenItSaysSo() throws Exception {
        Path blocked = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> walk(blocked.resolve("tour"))).isInstanceOf(IOException.class);
    }
}
