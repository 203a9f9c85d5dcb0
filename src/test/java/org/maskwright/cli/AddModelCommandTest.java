package org.maskwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.format.Formats;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.SampleType;
import org.maskwright.format.StoredImage;
import org.maskwright.format.StoredSamples;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Progress;
import org.maskwright.learn.foreign.Programs;
import org.maskwright.testing.LabelFile;

/// A network from elsewhere is looked into, agreed to, added and asked, all at the command line.
class AddModelCommandTest {
    private static final Geometry GRID = Geometry.upright(12, 10, 7, 1.5, 1.5, 2);

    @TempDir Path folder;
    private Terminal terminal;

    @BeforeEach
    void setUp() {
        terminal = new Terminal(folder.resolve("home"), folder.resolve("home/models"));
    }

    @Test void whatItIsAndCanRunIsSaidAndNothingRunsWithoutTrust() throws Exception {
        Path bundle = Programs.bundle(folder.resolve("spleen"), Programs.brightIsOne(), Programs.metadata(), Programs.inference());
        Terminal.Said said = terminal.run("models", "add", bundle);
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out()).contains("MONAI bundle spleen: a TorchScript program of", "SHA-256", "cat ×1, mul ×1, neg ×1", "understood: inference.json: axes RAS", "--labels 1=spleen", "--patch 8,10,6");
        assertThat(said.err()).contains("nothing of it was run").contains("--trust");
        assertThat(folder.resolve("home/models")).doesNotExist();
    }

    @Test void aTrustedBundleIsListedAndProposes() throws Exception {
        Path bundle = Programs.bundle(folder.resolve("spleen"), Programs.brightIsOne(), Programs.metadata(), Programs.inference());
        Terminal.Said added = terminal.run("models", "add", bundle, "--id", "mine", "--trust");
        assertThat(added.err()).isEmpty();
        assertThat(added.out()).contains("added as mine in ");
        assertThat(terminal.run("models").out()).contains("mine", "a program from elsewhere: MONAI bundle spleen", "labels: spleen");
        Path scan = LabelFile.write(folder.resolve("ct.nii.gz"), StoredSamples.random(ImageHeader.of(GRID, SampleType.INT16), 3));
        Terminal.Said proposed = terminal.run("propose", "--model", "mine", "--out", folder.resolve("out"), "--any-scan", scan);
        assertThat(proposed.err()).isEmpty();
        assertThat(Formats.open(folder.resolve("out/ct.nii.gz"), Progress.NONE).header().geometry()).isEqualTo(GRID);
        // The same folder in other hands proposes nothing.
        Terminal other = new Terminal(folder.resolve("elsewhere"), folder.resolve("home/models"));
        Terminal.Said refused = other.run("propose", "--model", "mine", "--out", folder.resolve("other"), scan);
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("you have not agreed to run it").contains("--trust");
    }

    @Test void whatIsNotKnownIsAskedFor() throws Exception {
        Path file = folder.resolve("net.ts");
        Files.write(file, Programs.brightIsOne());
        Terminal.Said said = terminal.run("models", "add", file, "--trust", "--labels", "1=Bright", "--axes", "SPL");
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("--patch (such as", "--spacing", "--intensity", "--scores").doesNotContain("--labels", "--axes", "--trust");
        Terminal.Said wrong = terminal.run("models", "add", file, "--trust", "--labels", "1=Bright", "--axes", "SPQ", "--patch", "4,4,4", "--spacing", "scan", "--intensity", "none", "--scores", "softmax");
        assertThat(wrong.err()).contains("axes: expected three letters").contains("found 'SPQ'").doesNotContain("fault");
        Terminal.Said channels = terminal.run("models", "add", file, "--trust", "--labels", "1=A,2=B", "--axes", "SPL", "--patch", "4,4,4", "--spacing", "scan", "--intensity", "none", "--scores", "softmax");
        assertThat(channels.err()).contains("expected an output of shape (1, 3, 4, 4, 4)").contains("found (1, 2, 4, 4, 4)").doesNotContain("fault");
        assertThat(folder.resolve("home/models")).doesNotExist();
    }

    @Test void theImagesOfACaseAreNamedOrFramesOrNumberedAndAllProposeAlike() throws Exception {
        Path file = folder.resolve("net.ts");
        Files.write(file, Programs.of("y = torch.sub(torch.slice(x, 1, 0, 1), torch.slice(x, 1, 1, 2))", "return torch.cat([torch.neg(y), y], 1)"));
        Terminal.Said added = terminal.run("models", "add", file, "--id", "two", "--trust", "--labels", "1=Brighter", "--axes", "LPS", "--patch", "6,6,6", "--spacing", "scan", "--intensity", "zscore",
                "--scores", "softmax", "--channels", "T1,FLAIR");
        assertThat(added.err()).isEmpty();
        assertThat(added.out()).contains("--channels T1,FLAIR");
        assertThat(terminal.run("models").out()).contains("takes 2 images of a case: T1, FLAIR");
        Path frames = LabelFile.write(folder.resolve("frames/case.nii.gz"), StoredSamples.random(ImageHeader.of(GRID, SampleType.INT16).withFrames(2), 3));
        for (int i = 0; i < 2; i++) LabelFile.write(folder.resolve("numbered/case_000" + i + ".nii.gz"), StoredImage.of(Formats.open(frames, Progress.NONE).volume(i, Progress.NONE)));
        Path t1 = folder.resolve("numbered/case_0000.nii.gz"), flair = folder.resolve("numbered/case_0001.nii.gz");
        byte[] first = proposed("a", "--image", t1 + "," + flair);
        assertThat(Formats.open(folder.resolve("a/case.nii.gz"), Progress.NONE).labels(Progress.NONE).counts().get(1)).isBetween(1L, GRID.size().voxels() - 1);
        assertThat(proposed("b", frames)).isEqualTo(first);
        assertThat(proposed("c", folder.resolve("numbered"))).isEqualTo(first);
        assertThat(proposed("d", flair)).isEqualTo(first);
        assertThat(proposed("e", "--image", flair + "," + t1)).isNotEqualTo(first);
        Files.delete(flair);
        assertThat(terminal.run("propose", "--model", "two", "--any-scan", "--out", folder.resolve("f"), t1).err()).contains("case: expected channels 0000, 0001 (T1, FLAIR), found 0000");
        assertThat(terminal.run("propose", "--model", "two", "--any-scan", "--out", folder.resolve("g"), "--image", t1).err()).contains("expected 2 frames").contains("--image A,B");
        assertThat(terminal.run("propose", "--model", "two", "--any-scan", "--out", folder.resolve("h")).err()).contains("Name a scan");
    }

    private byte[] proposed(String out, Object... scans) throws Exception {
        var words = new java.util.ArrayList<Object>(java.util.List.of("propose", "--model", "two", "--any-scan", "--out", folder.resolve(out)));
        words.addAll(java.util.List.of(scans));
        assertThat(terminal.run(words.toArray()).err()).isEmpty();
        return Files.readAllBytes(folder.resolve(out).resolve("case.nii.gz"));
    }

    @Test void weightsAloneAreAddedWhereAModelSaysWhatTheyAreFor() throws Exception {
        Terminal shipped = new Terminal(folder.resolve("home"), Path.of("models"), folder.resolve("home/models"));
        Path weights = Path.of("models/hippocampus-mr/weights.safetensors");
        assertThat(shipped.run("models", "add", weights, "--like", "hippocampus-mr").err()).contains("Give it with --id");
        Terminal.Said said = shipped.run("models", "add", weights, "--like", "hippocampus-mr", "--id", "copy");
        assertThat(said.err()).isEmpty();
        assertThat(said.out()).contains("added as copy");
        assertThat(shipped.run("models").out()).contains("copy");
        assertThat(shipped.run("models", "add", weights, "--like", "torso-phantom", "--id", "other").err()).contains("no weights for the network of model 'torso-phantom'");
    }

    @Test void aProgramThatReachesOutIsNeverRun() throws Exception {
        Path file = folder.resolve("net.ts");
        Files.write(file, Programs.of("torch.save(x, \"evil\")", "return torch.cat([x, x], 1)"));
        Terminal.Said said = terminal.run("models", "add", file, "--trust", "--labels", "1=A", "--axes", "SPL", "--patch", "4,4,4", "--spacing", "scan", "--intensity", "none", "--scores", "softmax");
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("not run, and not added, for it calls save, which writes a file");
        assertThat(Path.of("evil")).doesNotExist();
    }
}
