package org.maskwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.format.Formats;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Item;
import org.maskwright.format.SampleType;
import org.maskwright.format.StoredSamples;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.testing.LabelFile;

/// A shipped model proposes for files.
class ProposeCommandTest {
    /// Oblique and left-handed, each number a float, as headers hold them.
    private static final Geometry GRID = new Geometry(new Size(24, 20, 18), new Affine(-1.5f, 0.25f, 0, 12.125f, 0.25f, 1.5f, 0, -30.5f, 0, 0, 2, 7.75f));

    @TempDir Path folder;

    @Test void eachScanGetsALabelMapOnItsOwnGridAndWhatIsNoMrIsRefused() throws Exception {
        Path mr = LabelFile.write(folder.resolve("mr.nii.gz"), StoredSamples.random(ImageHeader.of(GRID, SampleType.UINT8), 3));
        Path ct = LabelFile.write(folder.resolve("ct.nii.gz"), StoredSamples.random(ImageHeader.of(GRID, SampleType.INT16), 3));
        Path out = folder.resolve("out");
        Terminal.Said said = new Terminal(folder.resolve("home"), Path.of("models")).run("propose", "--model", "hippocampus-mr", "--uncertainty", "mirror", "--out", out, mr, ct);
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out()).contains("mr.nii.gz → ");
        assertThat(said.err()).contains("ct.nii.gz").contains("CT").doesNotContain("fault", "Exception");
        Item proposal = Formats.open(out.resolve("mr.nii.gz"), Progress.NONE);
        assertThat(proposal.header().geometry()).isEqualTo(GRID);
        assertThat(proposal.header().kind()).isEqualTo(ImageHeader.Kind.LABELS);
        JsonNode json = new ObjectMapper().readTree(out.resolve("proposals.json").toFile());
        assertThat(json.path("model").textValue()).isEqualTo("hippocampus-mr");
        assertThat(json.path("modelSha256").textValue()).hasSize(64);
        assertThat(json.at("/cases/0/output").textValue()).isEqualTo("mr.nii.gz");
        assertThat(json.at("/cases/0/labels/1/voxels").isNumber()).isTrue();
        assertThat(json.at("/cases/0/uncertainty/measure").textValue()).isEqualTo("mirror");
        assertThat(json.at("/cases/0/uncertainty/mean").doubleValue()).isBetween(0.0, 1.0);
        assertThat(json.at("/cases/1/error").textValue()).contains("CT");
    }

    @Test void howLikelyEachLabelIsIsWrittenOnRequestAlsoByTwoModels() throws Exception {
        Path scan = LabelFile.write(folder.resolve("sub-01_T1w.nii.gz"), StoredSamples.random(ImageHeader.of(GRID, SampleType.UINT8), 3));
        Path out = folder.resolve("out");
        Terminal terminal = new Terminal(folder.resolve("home"), Path.of("models"));
        assertThat(terminal.run("propose", "--model", "hippocampus-mr", "--out", out, "--probabilities", scan).err()).isEmpty();
        for (String name : new String[] {"Anteriorhippocampus", "Posteriorhippocampus"}) {
            Item map = Formats.open(out.resolve("sub-01_T1w_label-" + name + "_probseg.nii.gz"), Progress.NONE);
            assertThat(map.header().geometry()).isEqualTo(GRID);
            assertThat(map.header().type()).isEqualTo(SampleType.FLOAT32);
            assertThat(map.volume(Progress.NONE).range().low()).isGreaterThanOrEqualTo(0);
            assertThat(map.volume(Progress.NONE).range().high()).isLessThanOrEqualTo(1);
        }
        JsonNode json = new ObjectMapper().readTree(out.resolve("proposals.json").toFile());
        assertThat(json.at("/cases/0/probabilities/2").textValue()).isEqualTo("sub-01_T1w_label-Posteriorhippocampus_probseg.nii.gz");
        Terminal.Said unlike = terminal.run("propose", "--model", "hippocampus-mr,torso-phantom", "--out", folder.resolve("both"), scan);
        assertThat(unlike.exit()).isEqualTo(1);
        assertThat(unlike.err()).contains("cannot propose together").doesNotContain("fault", "Exception");
        assertThat(folder.resolve("both")).doesNotExist();
    }

    @Test void theShippedModelIsListedWithItsScore() throws Exception {
        Terminal terminal = new Terminal(folder.resolve("home"), Path.of("models"));
        JsonNode models = new ObjectMapper().readTree(terminal.run("models", "--json").out());
        JsonNode hippocampus = StreamSupport.stream(models.spliterator(), false).filter(model -> model.path("id").textValue().equals("hippocampus-mr")).findFirst().orElseThrow();
        assertThat(hippocampus.path("meanValidationDice").doubleValue()).isGreaterThan(0.86);
        assertThat(hippocampus.path("labels").path("1").textValue()).isEqualTo("Anterior hippocampus");
        assertThat(terminal.run("models").out()).contains("hippocampus-mr").contains("mean Dice 0.8");
    }
}
