package org.maskwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.SampleType;
import org.maskwright.format.StoredSamples;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Size;
import org.maskwright.testing.LabelFile;
import org.maskwright.testing.SharedData;

/// The commands that read and write single files, word for word.
class FileCommandsTest {
    /// Voxel x to the right, y to the front, so that RAS is the plain scaling.
    private static final Geometry GRID = new Geometry(new Size(6, 5, 4), Affine.scaling(-1, -2, 3));

    @TempDir Path folder;
    private Terminal terminal = new Terminal(Path.of(""));

    @BeforeEach void makeTerminal() {
        terminal = new Terminal(folder.resolve("home"));
    }

    private Path scan(String name) throws Exception {
        return LabelFile.write(folder.resolve(name), StoredSamples.random(ImageHeader.of(GRID, SampleType.INT16).withScale(2, -10), 4));
    }

    @Test void aWordThatIsNeitherCommandNorFileIsWrongUsageAndNoTourBegins() {
        Terminal.Said said = terminal.run("shwo");
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains("shwo is neither a command nor a file").doesNotContain("tour");
    }

    @Test void infoPrintsOneObjectALineWithTheAgreedKeys() throws Exception {
        Path scan = scan("a.nii.gz"), labels = LabelFile.write(folder.resolve("l.nii.gz"), GRID, new Box(1, 1, 1, 3, 3, 3));
        Terminal.Said said = terminal.run("info", "--json", scan, labels);
        assertThat(said.exit()).isZero();
        String[] lines = said.out().split("\\R");
        assertThat(lines).hasSize(2);
        JsonNode one = new ObjectMapper().readTree(lines[0]), two = new ObjectMapper().readTree(lines[1]);
        List<String> keys = new ArrayList<>();
        one.fieldNames().forEachRemaining(keys::add);
        assertThat(keys).startsWith("path", "kind", "size", "spacingMm", "affineRasMm", "voxelType", "channels", "frames", "min", "max", "sum", "storedSha1");
        assertThat(one.path("path").textValue()).isEqualTo(scan.toString());
        assertThat(one.path("kind").textValue()).isEqualTo("volume");
        assertThat(one.path("size").toString()).isEqualTo("[6,5,4]");
        assertThat(one.path("spacingMm").toString()).isEqualTo("[1.0,2.0,3.0]");
        assertThat(one.path("affineRasMm").toString()).isEqualTo("[[1.0,0.0,0.0,0.0],[0.0,2.0,0.0,0.0],[0.0,0.0,3.0,0.0],[0.0,0.0,0.0,1.0]]");
        assertThat(one.path("voxelType").textValue()).isEqualTo("int16");
        assertThat(one.path("min").doubleValue() % 2).isZero();
        assertThat(one.path("storedSha1").textValue()).hasSize(40);
        assertThat(two.path("kind").textValue()).isEqualTo("labels");
        assertThat(two.path("sum").doubleValue()).isEqualTo(8);
        assertThat(two.path("max").doubleValue()).isEqualTo(1);
    }

    @Test void aBadFileIsNamedAndTheRestIsDone() throws Exception {
        Path bad = Files.write(folder.resolve("bad.nii"), new byte[700]), good = scan("good.nii");
        Terminal.Said said = terminal.run("info", "--json", bad, folder.resolve("absent.nii"), good);
        assertThat(said.exit()).isEqualTo(1);
        String[] lines = said.out().split("\\R");
        assertThat(lines).hasSize(3);
        assertThat(lines[0]).startsWith("{\"path\":").contains("\"error\":\"bad.nii");
        assertThat(lines[1]).contains("no such file");
        assertThat(lines[2]).contains("\"kind\":\"volume\"");
        assertThat(said.err()).contains("maskwright: bad.nii").doesNotContain("Exception", "\tat ");
    }

    @Test void infoForPeopleIsShort() throws Exception {
        assertThat(terminal.run("info", scan("a.nii.gz")).out()).contains("size     6 × 5 × 4 voxels").contains("spacing  1 × 2 × 3 mm, RAS");
    }

    @Test void infoSaysNoDirectionsOfWhatHasNoneAndValuesToTheDigit() throws Exception {
        assertThat(terminal.run("info", SharedData.require("nifti-variety", "dev", "o_no_orientation.nii.gz")).out()).contains("directions not known").contains("int16, -522 to 1693");
        assertThat(terminal.run("info", SharedData.require("nifti-variety", "dev", "anatomical.nii")).out()).contains("int16, -610 to 30393");
        assertThat(terminal.run("info", SharedData.require("nifti-variety", "dev", "CT_AVM.nii.gz")).out()).contains("uint8, 0 to 563.2");
    }

    @Test void aScanInAFrameOfAnotherValueIsNoLabelMap() throws Exception {
        assertThat(terminal.run("info", SharedData.require("metaimage-variety", "dev", "BrainProtonDensitySliceBorder20.mhd")).out()).contains("holds    volume");
        assertThat(terminal.run("info", SharedData.require("nrrd-variety", "dev", "BallBinary30x30x30.nrrd")).out()).contains("holds    labels");
    }

    @Test void convertKeepsSamplesScaleAndGrid() throws Exception {
        Path in = scan("a.nii.gz"), out = folder.resolve("b.nii");
        assertThat(terminal.run("convert", in, out)).isEqualTo(new Terminal.Said(0, "", ""));
        JsonNode before = new ObjectMapper().readTree(terminal.run("info", "--json", in).out()), after = new ObjectMapper().readTree(terminal.run("info", "--json", out).out());
        for (String key : List.of("size", "affineRasMm", "voxelType", "min", "max", "sum", "storedSha1")) assertThat(after.get(key)).as(key).isEqualTo(before.get(key));
        assertThat(Files.size(out)).isEqualTo(352 + 6 * 5 * 4 * 2);
    }

    @ParameterizedTest @CsvSource({"b.nrrd, NRRD", "b.mha, MetaImage"})
    void convertWritesOtherFormatsAndInfoReadsThem(String name, String format) throws Exception {
        Path in = scan("a.nii.gz"), out = folder.resolve(name);
        assertThat(terminal.run("convert", in, out)).isEqualTo(new Terminal.Said(0, "", ""));
        JsonNode before = new ObjectMapper().readTree(terminal.run("info", "--json", in).out()), after = new ObjectMapper().readTree(terminal.run("info", "--json", out).out());
        for (String key : List.of("size", "spacingMm", "affineRasMm", "min", "max", "sum")) assertThat(after.get(key)).as(key).isEqualTo(before.get(key));
        assertThat(after.path("format").textValue()).isEqualTo(format);
    }

    @Test void convertLeavesNoHalfAFileBehind() throws Exception {
        byte[] whole = Files.readAllBytes(scan("whole.nii.gz"));
        Path cut = Files.write(folder.resolve("cut.nii.gz"), Arrays.copyOf(whole, whole.length - 20)), out = folder.resolve("out").resolve("b.nii.gz");
        Terminal.Said said = terminal.run("convert", cut, out);
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).startsWith("maskwright: cut.nii.gz").contains("cut short").doesNotContain("Exception");
        assertThat(out).doesNotExist();
        assertThat(out.getParent()).isEmptyDirectory();
    }

    @Test void convertRefusesAnEndingThatIsNotWritten() throws Exception {
        Terminal.Said said = terminal.run("convert", scan("a.nii"), folder.resolve("b.docx"));
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains("b.docx").contains(".nii.gz").contains("Try 'maskwright convert --help'.");
    }

    @Test void convertSaysWhenTheFolderMayNotBeWritten() throws Exception {
        Path blocked = Files.createFile(folder.resolve("blocked"));
        Terminal.Said said = terminal.run("convert", scan("a.nii"), blocked.resolve("b.nii"));
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).startsWith("maskwright: ").contains("blocked").doesNotContain("Exception", "fault");
    }

    @Test void scoreSpeaksJsonTextAndCsv() throws Exception {
        Path r = LabelFile.write(folder.resolve("r.nii.gz"), GRID, new Box(0, 0, 0, 4, 2, 2)), c = LabelFile.write(folder.resolve("c.nii.gz"), GRID, new Box(2, 0, 0, 6, 2, 2));
        Path csv = folder.resolve("scores.csv");
        Terminal.Said json = terminal.run("score", "--reference", r, "--candidate", c, "--json", "--csv", csv);
        assertThat(json.exit()).isZero();
        JsonNode label = new ObjectMapper().readTree(json.out()).at("/cases/0/labels/1");
        assertThat(label.path("dice").doubleValue()).isEqualTo(0.5);
        assertThat(label.path("jaccard").doubleValue()).isEqualTo(8.0 / 24);
        assertThat(label.path("referenceMl").doubleValue()).isEqualTo(16 * 6 / 1000.0);
        assertThat(Files.readString(csv)).startsWith("case,label,").contains("c,1,,0.500000,0.333333");
        assertThat(terminal.run("score", "--reference", r, "--candidate", c).out()).contains("0.5000").contains("mean Dice of all: 0.500 (1 of 1 defined)").contains("Dice: 2TP/(2TP+FP+FN); both empty: not defined");
    }

    @Test void evaluateTakesAToleranceForEachLabel() throws Exception {
        Path r = LabelFile.write(folder.resolve("r.nii.gz"), GRID, new Box(0, 0, 0, 4, 2, 2)), c = LabelFile.write(folder.resolve("c.nii.gz"), GRID, new Box(2, 0, 0, 6, 2, 2));
        assertThat(terminal.run("evaluate", "--reference", r, "--candidate", c, "--out", folder.resolve("report"), "--tolerance", "0.5,1=2.5").exit()).isZero();
        assertThat(new ObjectMapper().readTree(Files.readString(folder.resolve("report/scores.json"))).at("/labels/1/toleranceMm").doubleValue()).isEqualTo(2.5);
        for (String wrong : new String[] {"0", "1=0", "one", "x=1", "0=1", "1=NaN"}) {
            Terminal.Said said = terminal.run("evaluate", "--reference", r, "--candidate", c, "--out", folder.resolve("never"), "--tolerance", wrong);
            assertThat(said.exit()).isEqualTo(2);
            assertThat(said.err()).contains("--tolerance").contains("got " + wrong + ".");
        }
    }

    @Test void scoresOfEmptyMapsAreNotDefined() throws Exception {
        Path e = LabelFile.write(folder.resolve("e.nii.gz"), GRID, Box.EMPTY);
        Terminal.Said said = terminal.run("score", "--reference", e, "--candidate", e, "--json");
        assertThat(new ObjectMapper().readTree(said.out()).at("/cases/0/labels/1/dice").isNull()).isTrue();
        assertThat(said.out()).contains("0 of 1 defined");
        assertThat(terminal.run("score", "--reference", e, "--candidate", e).out()).contains("cases whose reference lacks label 1: correctly rejected 1, false alarms 0, of 0.000 ml together");
    }

    @ParameterizedTest @ValueSource(strings = {"", "info", "convert", "propose", "score", "train", "check", "export", "models", "tour"})
    void everyCommandHasHelpWithAnExample(String command) {
        Terminal.Said said = command.isEmpty() ? terminal.run("--help") : terminal.run(command, "--help");
        assertThat(said.exit()).isZero();
        assertThat(said.out()).contains("Usage: maskwright").containsPattern("Examples?:\\R  maskwright ");
    }

    @ParameterizedTest @ValueSource(strings = {"info", "info --nope x", "convert only-one", "score", "score --reference a", "tour", "--nope", "propose x", "propose --model a x", "train --data d", "train --data d --out o --epochs 0",
            "train --data d --out o --minutes -1", "train --data d --out o --optimiser sdg", "train --data d --out o --mirror zx", "train --data d --out o --dropout 1", "train --data d --out o --norm layer", "train --data d --out o --activation tanh", "train --data d --out o --id Bad_Id!", "models extra", "export --project p --out o", "export --project p --out o --format zip"})
    void wrongUsageIsCodeTwoAndPointsToTheHelp(String line) {
        Terminal.Said said = terminal.run((Object[]) line.split(" "));
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).startsWith("maskwright: ").contains("--help'.").doesNotContain("Exception");
        assertThat(said.out()).isEmpty();
    }

    @Test void pathsOpenTheWindow() throws Exception {
        Path file = Files.createFile(folder.resolve("a.nii.gz")), directory = Files.createDirectory(folder.resolve("b"));
        List<Path> opened = new ArrayList<>();
        assertThat(terminal.withWindow(opened::addAll).run(file, directory).exit()).isZero();
        assertThat(opened).containsExactly(file, directory);
    }

    @Test void theVersionSaysThatItIsNoMedicalDevice() {
        assertThat(terminal.run("--version").out()).startsWith("Maskwright ").contains("Not a medical device");
    }
}
