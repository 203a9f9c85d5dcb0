package org.maskwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.SampleType;
import org.maskwright.format.StoredSamples;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.job.JobState;
import org.maskwright.job.Progress;
import org.maskwright.store.DataHome;
import org.maskwright.store.Disk;
import org.maskwright.testing.LabelFile;
import org.maskwright.workflow.ModelShelf;
import org.maskwright.workflow.Propose;
import org.maskwright.workflow.ProposeFiles;
import org.maskwright.workflow.Workbench;

/// What lies in the folder that a command is told to write into stays as it is.
class NothingIsOverwrittenTest {
    @TempDir Path folder;

    private Terminal terminal() {
        return new Terminal(folder.resolve("home"), Path.of("models"));
    }

    private Path scan(String name, int seed) throws Exception {
        return LabelFile.write(folder.resolve(name), StoredSamples.random(ImageHeader.of(Geometry.upright(16, 16, 16, 1, 1, 1), SampleType.UINT8), seed));
    }

    @ParameterizedTest @ValueSource(strings = {"", "--overwrite"})
    void proposingIntoTheScansOwnFolderLeavesTheScan(String more) throws Exception {
        Path scan = scan("scans/mr.nii.gz", 3);
        byte[] before = Files.readAllBytes(scan);
        List<Object> words = new java.util.ArrayList<>(List.of("propose", "--model", "hippocampus-mr", "--out", folder.resolve("scans/../scans"), scan));
        if (!more.isEmpty()) words.add(more);
        Terminal.Said said = terminal().run(words.toArray());
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("mr.nii.gz: expected a label map's place, found the scan itself").doesNotContain("fault", "Exception");
        assertThat(Files.readAllBytes(scan)).isEqualTo(before);
        assertThat(folder.resolve("scans/proposals.json")).doesNotExist();
    }

    @Test void labelMapsOfBeforeAreWrittenOverOnlyWhenAsked() throws Exception {
        Path one = scan("one.nii.gz", 3), two = scan("two.nii.gz", 4), out = Files.createDirectory(folder.resolve("out"));
        Path corrected = Files.writeString(out.resolve("two.nii.gz"), "corrected by hand");
        Terminal.Said said = terminal().run("propose", "--model", "hippocampus-mr", "--out", out, one, two);
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("two.nii.gz: expected a new file, found one that is there already").contains("--overwrite");
        assertThat(corrected).hasContent("corrected by hand");
        assertThat(out.resolve("one.nii.gz")).as("nothing is begun").doesNotExist();
        assertThat(terminal().run("propose", "--model", "hippocampus-mr", "--overwrite", "--out", out, one, two).exit()).isZero();
        assertThat(Files.size(corrected)).isGreaterThan(20);
        assertThat(terminal().run("propose", "--model", "hippocampus-mr", "--out", out, scan("three.nii.gz", 5)).exit()).as("a folder may be filled a scan at a time").isZero();
        JsonNode list = new ObjectMapper().readTree(out.resolve("proposals.json").toFile());
        assertThat(list.path("cases").findValuesAsText("output")).containsExactly("one.nii.gz", "two.nii.gz", "three.nii.gz");
        Terminal.Said other = terminal().run("propose", "--model", "torso-phantom", "--any-scan", "--out", out, scan("four.nii.gz", 6));
        assertThat(other.exit()).isEqualTo(1);
        assertThat(other.err()).as("the list says which model made the others").contains("proposals.json, model: expected torso-phantom").contains("--overwrite");
        assertThat(out.resolve("four.nii.gz")).doesNotExist();
    }

    @Test void stoppedBetweenTwoScansTheListNamesTheFirst() throws Exception {
        Path one = scan("one.nii.gz", 3), two = scan("two.nii.gz", 4), out = folder.resolve("out");
        try (Workbench bench = new Workbench(new JobRunner(Runnable::run), new DataHome(folder.resolve("home")), new ModelShelf(List.of(Path.of("models"))), Disk.REAL, Clock.systemUTC())) {
            Job<List<ProposeFiles.Outcome>> job = bench.proposeFiles().propose("hippocampus-mr", out, List.of(one, two), List.of(), Propose.Options.DEFAULT, false, ProposeFiles.Earlier.REFUSED);
            job.onState(state -> {
                if (state instanceof JobState.Running<List<ProposeFiles.Outcome>>(double _, String what) && what.equals("reading two")) job.cancel();
            });
            assertThatThrownBy(job::await).isInstanceOf(Progress.Cancelled.class);
        }
        JsonNode list = new ObjectMapper().readTree(out.resolve("proposals.json").toFile());
        assertThat(list.path("cases")).hasSize(1);
        assertThat(list.at("/cases/0/output").textValue()).isEqualTo("one.nii.gz");
        assertThat(out.resolve("one.nii.gz")).exists();

        Files.writeString(out.resolve("one.nii.gz"), "corrected by hand");
        Object[] again = {"propose", "--model", "hippocampus-mr", "--out", out, one, two};
        assertThat(terminal().run(again).err()).contains("one.nii.gz: expected a new file").contains("--resume");
        assertThat(terminal().run(with(again, "--resume", "--largest-only")).err()).as("other options").contains("one.nii.gz: expected a new file");
        assertThat(terminal().run(with(again, "--resume", "--overwrite")).exit()).isEqualTo(2);
        Terminal.Said resumed = terminal().run(with(again, "--resume"));
        assertThat(resumed.err()).isEmpty();
        assertThat(resumed.out()).contains("one.nii.gz (proposed before)").contains("two.nii.gz").doesNotContain("two.nii.gz (");
        assertThat(out.resolve("one.nii.gz")).hasContent("corrected by hand");
        assertThat(new ObjectMapper().readTree(out.resolve("proposals.json").toFile()).path("cases").findValuesAsText("output")).containsExactly("one.nii.gz", "two.nii.gz");

        Files.delete(out.resolve("two.nii.gz")); // as where the power fails between the list and the label map
        assertThat(terminal().run(with(again, "--resume")).exit()).isZero();
        assertThat(out.resolve("two.nii.gz")).exists();
    }

    private static Object[] with(Object[] words, String... more) {
        return java.util.stream.Stream.concat(java.util.Arrays.stream(words), java.util.Arrays.stream(more)).toArray();
    }

    @ParameterizedTest @ValueSource(strings = {"train --data %s", "train --folds 2 --data %s", "finetune --project %s", "compress hippocampus-mr --prune 25 --data %s", "simulate --data %s",
            "compare-networks --data %s", "compare-measures --model hippocampus-mr --data %s", "pseudolabel --model hippocampus-mr --data %s"})
    void aFolderThatHoldsAModelIsRefusedBeforeDataIsRead(String command) throws Exception {
        Path out = Files.createDirectory(folder.resolve("out"));
        Path card = Files.writeString(out.resolve("card.json"), "a model of hours");
        Terminal.Said said = terminal().run((Object[]) (command.formatted(folder.resolve("absent")) + " --out " + out).split(" "));
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("out: expected a new or empty folder, found files in it. Choose another folder").doesNotContain("fault", "Exception");
        assertThat(card).hasContent("a model of hours");
        assertThat(out).isDirectoryContaining(card::equals);
    }

    @ParameterizedTest @ValueSource(strings = {"train --data", "finetune --project"})
    void aModelWithoutACheckpointIsNotWrittenOverByResuming(String command) throws Exception {
        Path out = Files.createDirectory(folder.resolve("out"));
        Files.writeString(out.resolve("card.json"), "a model of hours");
        Object[] words = (command + " " + folder.resolve("absent") + " --resume --out " + out).split(" ");
        assertThat(terminal().run(words).err()).contains("out: expected a checkpoint to go on from, found a model without one");
        Files.writeString(out.resolve("checkpoint.safetensors"), "");
        assertThat(terminal().run(words).err()).as("else it goes on").contains("absent").doesNotContain("checkpoint");
    }

    @Test void compressingGoesOnWhereAStoppedRunLeftItsNetworks() throws Exception {
        Path out = folder.resolve("out");
        Files.createDirectories(out.resolve("pruned-25"));
        Object[] words = {"compress", "nope", "--data", folder, "--out", out, "--prune", "25"};
        assertThat(terminal().run(words).err()).contains("no model 'nope'");
        Files.writeString(out.resolve("card.json"), "what came of it");
        assertThat(terminal().run(words).err()).contains("expected a new or empty folder");
    }

    @Test void aPageOfBeforeIsLeft() throws Exception {
        Path page = Files.writeString(folder.resolve("augmentation.html"), "of another case");
        Terminal.Said said = terminal().run("augment", "--data", "phantom:0", "--out", folder);
        assertThat(said.err()).contains("a folder without augmentation.html");
        assertThat(page).hasContent("of another case");
    }
}
