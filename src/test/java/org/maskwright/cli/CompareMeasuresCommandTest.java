package org.maskwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.SampleType;
import org.maskwright.format.StoredSamples;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.testing.LabelFile;

/// The shipped model on four cases of noise.
class CompareMeasuresCommandTest {
    private static final Geometry GRID = Geometry.upright(20, 18, 16, 1, 1, 1);

    @TempDir Path folder;

    private Terminal.Said run(Object... words) {
        return new Terminal(folder.resolve("home"), Path.of("models")).run(words);
    }

    @Test void everyCaseAndMeasureStandsInTheTablesAndWhatTheModelLacksIsSaid() throws Exception {
        for (int n = 1; n <= 4; n++) {
            LabelFile.write(folder.resolve("data/imagesTr/noise_" + n + "_0000.nii.gz"), StoredSamples.random(ImageHeader.of(GRID, SampleType.UINT8), n));
            LabelFile.write(folder.resolve("data/labelsTr/noise_" + n + ".nii.gz"), GRID, new Box(2, 3, 4, 6 + n, 9, 9));
        }
        Path out = folder.resolve("out");
        Terminal.Said said = run("compare-measures", "--model", "hippocampus-mr", "--data", folder.resolve("data"), "--out", out);
        assertThat(said.err()).isEmpty();
        assertThat(said.out()).startsWith("4 cases that 'hippocampus-mr' never learnt from: mean Dice 0.").contains("dropout was left out: ", "--dropout 0.2", "ensemble was left out: ");
        assertThat(Files.readAllLines(out.resolve("measures.csv"))).hasSize(5).element(1).asString().startsWith("entropy,Entropy of the class probabilities,4,");
        assertThat(Files.readAllLines(out.resolve("cases.csv"))).hasSize(5).first().isEqualTo("case,dice,edit_mm3,labelled_mm3,entropy,mirror,augment,volume");
        JsonNode json = new ObjectMapper().readTree(out.resolve("measures.json").toFile());
        assertThat(json.path("measures")).hasSize(4);
        assertThat(json.path("cases")).hasSize(4);
        assertThat(json.at("/cases/0/entropy").doubleValue()).isBetween(0.0, 1.0);
        assertThat(json.at("/leftOut/dropout").textValue()).contains("dropout");
    }

    @Test void anUnknownMeasureIsRefusedWithThoseThatThereAre() {
        Terminal.Said said = run("compare-measures", "--model", "hippocampus-mr", "--data", "nowhere", "--out", "out", "--measures", "guess");
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains("entropy, mirror, augment, dropout, ensemble", "'guess'");
    }
}
