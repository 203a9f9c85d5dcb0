package org.maskwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.testing.LabelFile;

/// The commands about models, where there are none, or broken ones, or nothing to learn from.
class ModelCommandsTest {
    @TempDir Path folder;

    private Terminal terminal() {
        return new Terminal(folder.resolve("home"), folder.resolve("models"));
    }

    @Test void withoutModelsTheListSaysSo() throws Exception {
        assertThat(terminal().run("models")).isEqualTo(new Terminal.Said(0, "There are no models at hand." + System.lineSeparator(), ""));
        assertThat(new ObjectMapper().readTree(terminal().run("models", "--json").out())).isEmpty();
    }

    @Test void aBrokenCardIsNamed() throws Exception {
        Files.createDirectories(folder.resolve("models/broken"));
        Files.writeString(folder.resolve("models/broken/card.json"), "{");
        Terminal.Said said = terminal().run("models", "--json");
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out()).startsWith("[");
        assertThat(said.err()).startsWith("maskwright: ").contains("card.json").doesNotContain("fault", "Exception");
    }

    @Test void proposingWithAnUnknownModelNamesTheKnown() throws Exception {
        Path scan = LabelFile.write(folder.resolve("scan.nii"), Geometry.upright(4, 4, 4, 1, 1, 1), Box.EMPTY);
        Terminal.Said said = terminal().run("propose", "--model", "nope", "--out", folder.resolve("out"), scan);
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("no model 'nope'").doesNotContain("fault", "Exception");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test void trainingOnNothingSaysWhatAFolderShouldHold() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        Terminal.Said said = terminal().run("train", "--data", data, "--out", folder.resolve("out"), "--epochs", "1");
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("imagesTr").doesNotContain("fault", "Exception");
        assertThat(terminal().run("train", "--data", folder.resolve("absent"), "--out", folder.resolve("out")).err()).contains("absent").doesNotContain("fault");
    }

    @Test void tuningWithoutAModelOrCasesSaysWhatIsMissing() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        assertThat(terminal().run("tune", "nope", "--data", data).err()).contains("no model 'nope'").doesNotContain("fault", "Exception");
        Terminal.Said said = new Terminal(folder.resolve("home"), Path.of("models")).run("tune", "hippocampus-mr", "--data", data);
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("imagesTr").doesNotContain("fault", "Exception");
        assertThat(terminal().run("tune").exit()).isEqualTo(2);
    }

    @Test void compressingSaysWhatItLacks() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        assertThat(terminal().run("compress", "nope", "--data", data).err()).contains("no model 'nope'").doesNotContain("fault", "Exception");
        Terminal.Said pruned = terminal().run("compress", "nope", "--data", data, "--prune", "25");
        assertThat(pruned.exit()).isEqualTo(2);
        assertThat(pruned.err()).contains("--prune needs --out");
        assertThat(terminal().run("compress", "nope", "--data", data, "--out", folder.resolve("small"), "--prune", "100").err()).contains("percents from 1 to 90");
        assertThat(folder.resolve("small")).doesNotExist();
    }

    @Test void aConfidenceThatKeepsNothingIsRefused() {
        Terminal.Said said = terminal().run("pseudolabel", "--model", "mine", "--data", folder, "--out", folder.resolve("out"), "--confidence", "1");
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains("1 would keep nothing").doesNotContain("fault", "Exception");
    }

    @Test void whatCannotBeVariedIsSaid() throws Exception {
        Terminal.Said said = terminal().run("augment", "--data", "phantom:0", "--out", folder.resolve("out"));
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("phantom:N").doesNotContain("fault", "Exception");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test void aSimulationThatCannotBePlayedSaysWhy() {
        Terminal.Said order = terminal().run("simulate", "--data", "phantom:4", "--out", folder.resolve("loop"), "--order", "alphabet");
        assertThat(order.exit()).isEqualTo(2);
        assertThat(order.err()).contains("random, uncertainty, mirror, augment, dropout, ensemble, diversity, none, got 'alphabet'");
        assertThat(terminal().run("simulate", "--data", "phantom:4", "--out", folder.resolve("loop"), "--labelled", "10,5").exit()).isEqualTo(2);
        Terminal.Said few = terminal().run("simulate", "--data", "phantom:4", "--out", folder.resolve("loop"), "--labelled", "10,20");
        assertThat(few.exit()).isEqualTo(1);
        assertThat(few.err()).contains("4 cases cannot give 1 to hold out and [10, 20] to label").doesNotContain("fault", "Exception");
        assertThat(folder.resolve("loop")).doesNotExist();
    }

    @Test void anOptionThatSaysNothingIsWrongUsage() {
        Path out = folder.resolve("out");
        record Wrong(String option, String value, String said) {}
        for (Wrong one : List.of(new Wrong("--rate", "0", "--rate is above 0, got '0'"), new Wrong("--widths", ",", "--widths are 2 to 8 numbers"), new Wrong("--mirror", "", "--mirror is empty"),
                new Wrong("--title", "", "--title is empty"), new Wrong("--architecture", "unet9", "unet3d"))) {
            Terminal.Said said = terminal().run("train", "--data", "phantom:0", "--out", out, one.option(), one.value());
            assertThat(said.exit()).as(one.option()).isEqualTo(2);
            assertThat(said.err()).contains(one.said());
        }
        Terminal.Said slow = terminal().run("finetune", "--project", folder, "--out", out, "--rate", "0");
        assertThat(slow.exit()).isEqualTo(2);
        assertThat(slow.err()).contains("--rate is above 0");
        for (String model : List.of("", "a,")) {
            Terminal.Said said = terminal().run("propose", "--model", model, "--out", out, "scan.nii");
            assertThat(said.exit()).isEqualTo(2);
            assertThat(said.err()).contains("--model is one or more names").contains("'" + model + "'");
        }
        assertThat(out).doesNotExist();
    }

    @Test void aHoldoutThatLeavesNothingIsToldAsItWasTyped() {
        Terminal.Said all = terminal().run("simulate", "--data", "phantom:4", "--out", folder.resolve("loop"), "--holdout", "4");
        assertThat(all.err()).contains("4 cases cannot give 4 to hold out and 2 or more to label");
        Terminal.Said negative = terminal().run("simulate", "--data", "phantom:4", "--out", folder.resolve("loop"), "--holdout", "-1");
        assertThat(negative.exit()).isEqualTo(2);
        assertThat(negative.err()).contains("--holdout is at least 1, got -1").doesNotContain("--seeds");
    }

    @Test void aComparisonThatCannotBeMeantSaysWhy() {
        Terminal.Said unknown = terminal().run("compare-networks", "--data", "phantom:4", "--out", folder.resolve("networks"), "--networks", "unet2d,vgg");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err()).contains("hrnet2d", "graph-cut", "got 'vgg'");
        assertThat(terminal().run("compare-networks", "--data", "phantom:4", "--out", folder.resolve("networks"), "--epochs", "0").exit()).isEqualTo(2);
        assertThat(terminal().run("compare-networks", "--data", "phantom:4", "--out", folder.resolve("networks"), "--networks", "unet2d,unet2d").err()).contains("twice");
        assertThat(folder.resolve("networks")).doesNotExist();
    }

    @Test void foldsThatCannotBeMeantSayWhy() {
        Path out = folder.resolve("folds");
        assertThat(terminal().run("train", "--data", "phantom:4", "--out", out, "--folds", "1").err()).contains("from 2 to 20, got 1");
        assertThat(terminal().run("train", "--data", "phantom:4", "--out", out, "--folds", "2", "--validate", "list").err()).contains("leave out --validate");
        assertThat(terminal().run("train", "--data", "phantom:4", "--out", out, "--folds", "2", "--from", "torso").exit()).isEqualTo(2);
        assertThat(out).doesNotExist();
    }

    @Test void weightsThatCannotBeMeantSayWhy() {
        Path out = folder.resolve("weighted");
        Terminal.Said focal = terminal().run("train", "--data", "phantom:4", "--out", out, "--loss", "focal", "--class-weights", "Liver=2");
        assertThat(focal.exit()).isEqualTo(2);
        assertThat(focal.err()).contains("dice-ce and ce, not with focal");
        assertThat(terminal().run("train", "--data", "phantom:4", "--out", out, "--class-weights", "Liver=-2").err()).contains("0 or more");
        assertThat(terminal().run("train", "--data", "phantom:4", "--out", out, "--class-weights", "Liver=much").exit()).isEqualTo(2);
        Terminal.Said unknown = terminal().run("train", "--data", "phantom:4", "--out", out, "--class-weights", "background=0.5,Gizzard=2");
        assertThat(unknown.exit()).isEqualTo(1);
        assertThat(unknown.err()).contains("'Gizzard'").doesNotContain("fault", "Exception");
        assertThat(out).doesNotExist();
    }

    @Test void runsThatAreNoneAreNamed() {
        Terminal.Said said = terminal().run("runs", folder.resolve("nowhere"), "--out", folder.resolve("runs"));
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("nowhere").contains("card.json").doesNotContain("fault");
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    @Test void exportingWhatIsNoProjectSaysWhatAProjectIs() throws Exception {
        Terminal.Said said = terminal().run("export", "--project", Files.createDirectory(folder.resolve("plain")), "--format", "nnunet", "--out", folder.resolve("out"));
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("project.json").doesNotContain("fault", "Exception");
        assertThat(folder.resolve("out")).doesNotExist();
    }
}
