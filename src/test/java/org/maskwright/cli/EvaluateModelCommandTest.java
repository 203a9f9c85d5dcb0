package org.maskwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.SampleType;
import org.maskwright.format.StoredSamples;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.testing.LabelFile;

class EvaluateModelCommandTest {
    private static final Geometry GRID = Geometry.upright(20, 18, 16, 1, 1, 1);

    @TempDir Path folder;

    private Terminal.Said run(Object... words) {
        return new Terminal(folder.resolve("home"), Path.of("models")).run(words);
    }

    private Path data(String... names) throws Exception {
        Path data = folder.resolve("data");
        int n = 0;
        for (String name : names) {
            LabelFile.write(data.resolve("imagesTr/" + name + "_0000.nii.gz"), StoredSamples.random(ImageHeader.of(GRID, SampleType.UINT8), name.hashCode()));
            LabelFile.write(data.resolve("labelsTr/" + name + ".nii.gz"), GRID, new Box(2, 3, 4, 7 + n++, 9, 9));
        }
        return data;
    }

    @Test void aModelIsJudgedByTheCasesThatItNeverSaw() throws Exception {
        Path data = data("noise_1", "noise_2", "hippocampus_001"), out = folder.resolve("report");
        Terminal.Said said = run("evaluate", "--model", "hippocampus-mr-160", "--data", data, "--out", out);
        assertThat(said.err()).contains("Left out is 1 case that the model learnt from");
        assertThat(said.out()).contains("The report is " + out.resolve("report.html"));
        assertThat(Files.readString(out.resolve("scores.csv"))).contains("noise_1", "noise_2").doesNotContain("hippocampus_001");
        assertThat(Files.readString(out.resolve("report.html"))).contains("hippocampus-mr-160", "<img").as("the data names no label").contains("Anterior hippocampus");
        Path proposed = folder.resolve("proposed"), again = folder.resolve("again");
        run("propose", "--model", "hippocampus-mr-160", "--any-scan", "--out", proposed, data.resolve("imagesTr/noise_1_0000.nii.gz"));
        try (Stream<Path> files = Files.list(proposed)) {
            Path map = files.filter(file -> file.toString().endsWith(".nii.gz")).findFirst().orElseThrow();
            run("evaluate", "--reference", data.resolve("labelsTr/noise_1.nii.gz"), "--candidate", map, "--out", again);
        }
        assertThat(measured(again, "")).as("as if its proposal had been judged").isNotEmpty().isEqualTo(measured(out, "noise_1"));
    }

    /// Of each label of a case all that was counted and measured; what a case or a label is called plays no part.
    private static List<String> measured(Path report, String id) throws Exception {
        return Files.readAllLines(report.resolve("scores.csv")).stream().skip(1).filter(line -> line.contains(id)).map(line -> {
            String[] fields = line.split(",", 5);
            return fields[2] + "," + fields[4];
        }).toList();
    }

    @Test void aModelThatKnowsEveryCaseByHeartIsNotJudged() throws Exception {
        Terminal.Said said = run("evaluate", "--model", "hippocampus-mr-160", "--data", data("hippocampus_001", "hippocampus_003"), "--out", folder.resolve("report"));
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("learnt from every case of the data").doesNotContain("fault", "Exception");
        assertThat(folder.resolve("report")).doesNotExist();
    }

    @Test void aModelOfOtherLabelsIsNotJudged() throws Exception {
        Path data = data("noise_1", "noise_2");
        Files.writeString(data.resolve("dataset.json"), "{\"name\": \"Noise\", \"labels\": {\"background\": 0, \"Spleen\": 1}}");
        Terminal.Said said = run("evaluate", "--model", "hippocampus-mr-160", "--data", data, "--out", folder.resolve("report"));
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("knows 1 Anterior hippocampus, 2 Posterior hippocampus, the data 1 Spleen: no label means the same to both");
    }

    @ParameterizedTest @CsvSource(delimiter = '|', textBlock = """
            --model hippocampus-mr-160                                | --model and --data go together
            --data nowhere                                            | --model and --data go together
            --model hippocampus-mr-160 --data nowhere --images scans  | --images is for label maps
            --reference labels                                        | Name --reference and --candidate
            --reference a --candidate b --about c                     | --about goes with --data""")
    void halfAQuestionSaysWhatIsMissing(String words, String why) {
        Terminal.Said said = run((Object[]) ("evaluate --out " + folder.resolve("report") + " " + words).split(" +"));
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains(why);
    }
}
