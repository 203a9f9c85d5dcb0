package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.label.Proposal;
import org.maskwright.learn.foreign.ForeignFile;
import org.maskwright.learn.foreign.Form;
import org.maskwright.learn.foreign.Programs;
import org.maskwright.learn.graph.Graph;
import org.maskwright.learn.graph.Parameters;
import org.maskwright.learn.image.IntensityRule;
import org.maskwright.learn.net.UNet3d;
import org.maskwright.learn.torch.Safetensors;
import org.maskwright.learn.torch.Script;
import org.maskwright.learn.torch.Tensor;
import org.maskwright.learn.torch.Weights;
import org.maskwright.volume.FloatVolume;
import org.maskwright.volume.ScanInfo;

/// A program from elsewhere is run once its user agreed, and proposes what it would propose at home.
class ForeignModelsTest {
    private static final Form FORM = new Form("mine", "Mine", "", "3=Bright", "scan", "8,6,4", "none", "RAS", "softmax");
    @TempDir Path folder;

    @Test
    void aProgramAgreedToProposes() throws Exception {
        Model model = add(Programs.brightIsOne(), FORM);
        assertThat(model.card().program().orElseThrow().notes()).containsExactly("Each voxel belongs to one class; background is channel 0.");
        Proposal proposal = propose("mine", scan(10, 9, 7));
        for (int z = 0; z < 7; z++) {
            short[] slice = slice(proposal.labels(), z);
            for (int i = 0; i < slice.length; i++) assertThat(slice[i]).as("voxel %s of slice %s", i, z).isEqualTo((short) (grey(i % 10, i / 10, z) > 0 ? 3 : 0));
        }
        assertThat(proposal.modelSha256()).isEqualTo(model.card().sha256());
    }

    @Test
    void axesAreTurnedForItAndBack() throws Exception {
        // Each value is shifted by one along its first axis, to the patient's right, where our own x runs to the left: so it moves to smaller x.
        byte[] shifts = Programs.of("y = torch.roll(x, [1], [2])", "return torch.cat([torch.neg(y), y], 1)");
        add(shifts, FORM.with(new Form("", "", "", "", "", "10,9,7", "", "RAS", "")));
        Labels labels = propose("mine", scan(10, 9, 7)).labels();
        for (int z = 0; z < 7; z++) {
            short[] slice = slice(labels, z);
            for (int i = 0; i < slice.length; i++) assertThat(slice[i]).isEqualTo((short) (grey((i + 1) % 10, i / 10, z) > 0 ? 3 : 0));
        }
        add(shifts, new Form("back", "", "", "3=Bright", "scan", "9,7,10", "none", "PSL", "softmax"));
        labels = propose("back", scan(10, 9, 7)).labels();
        for (int z = 0; z < 7; z++) {
            short[] slice = slice(labels, z);
            for (int x = 0; x < 10; x++) {
                for (int y = 0; y < 9; y++) assertThat(slice[y * 10 + x]).isEqualTo((short) (grey(x, (y + 8) % 9, z) > 0 ? 3 : 0));
            }
        }
    }

    @Test
    void slicesAreLookedAtOneByOne() throws Exception {
        add(Programs.brightIsOne(), FORM.with(new Form("", "", "", "", "0,0", "8,6", "", "PL", "")));
        short[] slice = slice(propose("mine", scan(10, 9, 7)).labels(), 3);
        for (int i = 0; i < slice.length; i++) assertThat(slice[i]).isEqualTo((short) (grey(i % 10, i / 10, 3) > 0 ? 3 : 0));
    }

    @Test
    void ofOverlappingClassesTheHighestAboveOneHalfWins() throws Exception {
        // Logits x and 2x − 1: the first wins between 0 and 1, the second above, none below.
        byte[] program = Programs.of("return torch.cat([x, torch.sub(torch.mul(x, 2.0), 1.0)], 1)");
        Model model = add(program, FORM.with(new Form("", "", "", "1=Low,2=High", "", "", "", "", "sigmoid")));
        assertThat(model.card().program().orElseThrow().notes().getFirst()).startsWith("Labels may overlap");
        Labels labels = propose("mine", scan(10, 9, 7)).labels();
        short[] slice = slice(labels, 2);
        for (int i = 0; i < slice.length; i++) {
            float x = grey(i % 10, i / 10, 2);
            assertThat(slice[i]).as("at %s", x).isEqualTo((short) (x > 1 ? 2 : x > 0 ? 1 : 0));
        }
        byte[] behind = Programs.of("return torch.cat([torch.add(x, 100.0), x, torch.sub(torch.mul(x, 2.0), 1.0)], 1)");
        add(behind, FORM.with(new Form("behind", "", "", "1=Low,2=High", "", "", "", "", "sigmoid-after-background")));
        assertThat(propose("behind", scan(10, 9, 7)).labels().sameVoxels(labels)).isTrue();
    }

    /// Bright where the first image's grey level is above the second's.
    private static byte[] firstAboveSecond() throws Exception {
        return Programs.of("y = torch.sub(torch.slice(x, 1, 0, 1), torch.slice(x, 1, 1, 2))", "return torch.cat([torch.neg(y), y], 1)");
    }

    @Test
    void severalImagesOfACaseAreItsChannelsEachByItsOwnRule() throws Exception {
        Model model = add(firstAboveSecond(), FORM.with(new Form("", "", "", "", "", "", "none;fixed:1,2", "LPI", "", "T1, FLAIR")));
        assertThat(Models.read(model.folder()).card()).isEqualTo(model.card());
        assertThat(model.card().images()).containsExactly("T1", "FLAIR");
        FloatVolume first = scan(10, 9, 7);
        FloatVolume second = scan(10, 9, 7, (x, y, z) -> grey(z, x, y));
        try (Proposer proposer = Proposer.open(mine("mine"))) {
            Labels labels = proposer.propose(List.of(first, second), ProposeOptions.DEFAULT, Progress.NONE).labels();
            for (int z = 0; z < 7; z++) {
                short[] slice = slice(labels, z);
                for (int i = 0; i < slice.length; i++) {
                    int x = i % 10, y = i / 10;
                    assertThat(slice[i]).as("voxel %s of slice %s", i, z).isEqualTo((short) (grey(x, y, z) > (grey(z, x, y) - 1) / 2 ? 3 : 0));
                }
            }
            assertThatThrownBy(() -> proposer.propose(first, ProposeOptions.DEFAULT, Progress.NONE)).isInstanceOf(ModelException.class)
                    .hasMessage("model 'mine' takes 2 images of a case (T1, FLAIR), and one was given. Name them in this order: maskwright propose --model mine --out DIR --image T1.nii.gz,FLAIR.nii.gz.");
            assertThatThrownBy(() -> proposer.propose(List.of(first, scan(10, 9, 8)), ProposeOptions.DEFAULT, Progress.NONE)).isInstanceOf(ModelException.class)
                    .hasMessageContaining("image 2 of the case (FLAIR) lies on another grid").hasMessageContaining("Resample it");
        }
        assertThatThrownBy(() -> add(firstAboveSecond(), FORM.with(new Form("other", "", "", "", "", "", "none;none;none", "", "", "T1,FLAIR")))).hasMessageContaining("one for each of 2 channels, found 3");
        assertThatThrownBy(() -> add(Programs.brightIsOne(), FORM.with(new Form("wide", "", "", "", "", "", "", "", "", "T1,FLAIR")))).isInstanceOf(ModelException.class).hasMessageContaining("(1, 4, 8, 6, 4)");
        add(Programs.brightIsOne(), FORM.with(new Form("one", "", "", "", "", "", "", "", "")));
        try (Proposer proposer = Proposer.open(mine("one"))) {
            assertThatThrownBy(() -> proposer.propose(List.of(first, second), ProposeOptions.DEFAULT, Progress.NONE)).isInstanceOf(ModelException.class).hasMessageContaining("takes one image of a case, and 2 were given");
        }
    }

    @Test
    void ofLabelsWithinEachOtherTheFirstInTheOrderThatIsLikelierThanNotWins() throws Exception {
        // Whole where x is above 0, core where above 0.5, and never as sure as the whole.
        byte[] program = Programs.of("return torch.cat([torch.sub(x, 0.5), torch.mul(x, 3.0)], 1)");
        Model model = add(program, FORM.with(new Form("", "", "", "1=Core,2=Whole", "", "", "", "", "sigmoid:1,2")));
        assertThat(Models.read(model.folder()).card()).isEqualTo(model.card());
        assertThat(model.card().program().orElseThrow().notes().getFirst()).endsWith("of several the first of 1, 2 wins.");
        short[] slice = slice(propose("mine", scan(10, 9, 7)).labels(), 2);
        for (int i = 0; i < slice.length; i++) {
            float x = grey(i % 10, i / 10, 2);
            assertThat(slice[i]).as("at %s", x).isEqualTo((short) (x > 0.5 ? 1 : x > 0 ? 2 : 0));
        }
        for (String wrong : new String[] {"sigmoid:1", "sigmoid:1,2,2", "softmax:1,2", "sigmoid:a"}) {
            assertThatThrownBy(() -> add(program, FORM.with(new Form("w", "", "", "1=Core,2=Whole", "", "", "", "", wrong)))).isInstanceOf(ModelException.class).hasMessageContaining("scores: expected");
        }
    }

    @Test
    void anOutputThatIsNotWhatTheCardSaysIsFoundOnZerosAndNothingIsWritten() throws Exception {
        assertRefused(Programs.of("return torch.cat([x, x, x], 1)"), "expected an output of shape (1, 2, 8, 6, 4)", "softmax of 1 label needs 2 channels", "found (1, 3, 8, 6, 4)");
        assertRefused(Programs.of("return torch.cat([x, x], 2)"), "found (1, 1, 16, 6, 4)");
        assertRefused(Programs.of("return torch.max(torch.cat([x, x], 1))"), "found ()");
        assertRefused(Programs.of("return torch.to(torch.cat([x, x], 1), 4)"), "floating-point scores", "found int64");
        assertRefused(Programs.of("return torch.conv2d(x, x)"), "does not do what its card says");
        assertRefused(Programs.of("return torch.nothing_of_the_kind(x)"), "does not do what its card says");
        assertThat(folder.resolve("models")).doesNotExist();
    }

    @Test
    void whatIsMissingOrNotUnderstoodOrRefusedIsSaidBeforeAnythingRuns() throws Exception {
        ForeignFile bundle = ForeignFile.look(Programs.bundle(folder.resolve("b"), Programs.brightIsOne(), Programs.metadata(),
                Programs.inference().replace("\"EnsureTyped\"", "\"CropForegroundd\"")));
        assertThatThrownBy(() -> ForeignModels.card(bundle, bundle.form(), false, Instant.EPOCH)).isInstanceOf(ModelException.class).hasMessageContaining("CropForegroundd")
                .hasMessageContaining("--leave-out");
        assertThat(ForeignModels.card(bundle, bundle.form(), true, Instant.EPOCH).program().orElseThrow().notes()).anySatisfy(note -> assertThat(note).startsWith("Left out: ")
                .contains("CropForegroundd"));
        ForeignFile bare = look(Programs.brightIsOne());
        assertThatThrownBy(() -> ForeignModels.card(bare, bare.form(), false, Instant.EPOCH)).hasMessageContaining("--labels (such as");
        ForeignFile saves = look(Programs.of("torch.save(x, \"evil\")", "return x"));
        assertThatThrownBy(() -> ForeignModels.card(saves, FORM, true, Instant.EPOCH)).hasMessageContaining("save, which writes a file");
    }

    @Test
    void noProgramRunsWithoutThisUsersOwnAgreementToThisVeryFile() throws Exception {
        Model model = add(Programs.brightIsOne(), FORM);
        assertThatThrownBy(() -> Proposer.open(Models.read(model.folder()))).isInstanceOf(ModelException.class).hasMessageContaining("--trust");
        Files.write(folder.resolve("other.key"), new byte[32]);
        Models others = new Models(List.of(folder.resolve("models")), Optional.of(folder.resolve("other.key")));
        assertThatThrownBy(() -> Proposer.open(others.get("mine"))).hasMessageContaining("you have not agreed to run it");
        byte[] other = Programs.of("return torch.cat([x, x], 1)");
        Files.write(model.folder().resolve("model.ts"), other);
        assertThatThrownBy(() -> Proposer.open(mine("mine"))).hasMessageContaining("not the file that you agreed to run");
        Path card = model.folder().resolve("card.json");
        Files.writeString(card, Files.readString(card).replace(model.card().sha256(), ForeignFile.sha256(other)));
        assertThatThrownBy(() -> Proposer.open(mine("mine"))).hasMessageContaining("you have not agreed to run it");
        assertThatThrownBy(() -> mine("mine").weights()).hasMessageContaining("not trained further");
    }

    @Test
    void aTakenIdIsSaid() throws Exception {
        add(Programs.brightIsOne(), FORM);
        assertThatThrownBy(() -> add(Programs.brightIsOne(), FORM)).isInstanceOf(ModelException.class).hasMessageContaining("--id");
    }

    @Test
    void weightsForANetworkOfOursNeedNoAgreement() throws Exception {
        Recipe recipe = new UNet3d().defaultRecipe(1, 2).withWidths(List.of(4, 4));
        Graph graph = new UNet3d().build(recipe);
        Model ours = ModelFolder.write(folder.resolve("models/ours"), Parameters.initial(graph, 1), sha256 -> card(recipe, sha256));
        Weights theirs = Parameters.initial(graph, 2);
        Model model = addWeights(Weights.of(theirs.tensors().stream().map(t -> Tensor.of(Script.identifier(t.name()), t.shape(), t.values())).toList()), ours, "theirs");
        assertThat(mine("theirs").weights().sameValues(theirs)).isTrue();
        assertThat(model.card().labels()).isEqualTo(ours.card().labels());
        assertThat(model.card().validation().dice()).isEmpty();
        try (Proposer proposer = Proposer.open(mine("theirs"))) {
            assertThat(proposer.propose(scan(10, 9, 7), ProposeOptions.DEFAULT, Progress.NONE).modelId()).isEqualTo("theirs");
        }
        Weights few = Weights.of(theirs.tensors().subList(0, 2));
        assertThatThrownBy(() -> addWeights(few, ours, "few")).isInstanceOf(ModelException.class).hasMessageContaining("the weights lack").hasMessageContaining("--like");
        assertThatThrownBy(() -> addWeights(theirs, ours, "../up")).isInstanceOf(ModelException.class).hasMessageContaining("--id");
        assertThat(folder.resolve("models/few")).doesNotExist();
    }

    private Model addWeights(Weights weights, Model like, String id) throws Exception {
        Path file = folder.resolve("w.safetensors");
        try (var out = Files.newOutputStream(file)) {
            Safetensors.write(weights, Map.of(), out);
        }
        return ForeignModels.addWeights(file, like, id, "", folder.resolve("models"), Instant.EPOCH);
    }

    private static ModelCard card(Recipe recipe, String sha256) {
        return new ModelCard("ours", "Ours", "unet3d", recipe, "", new Point(1, 1.5, 2), new Size(8, 8, 8), IntensityRule.PerScan.DEFAULT, List.of(),
                new LabelTable(List.of(new LabelTable.Entry(1, "Bright", 0xFF0000))), new ModelCard.Data("", "", "", List.of(), List.of()), new ModelCard.Validation(Map.of(1, 0.5)),
                new ModelCard.Training(1, 1, 1, "float32", 1, "", ""), sha256, Instant.EPOCH, "1");
    }

    private void assertRefused(byte[] program, String... complaints) {
        assertThatThrownBy(() -> add(program, FORM)).isInstanceOf(ModelException.class).hasMessageContainingAll(complaints);
    }

    private ForeignFile look(byte[] program) throws Exception {
        Path file = folder.resolve("net.ts");
        Files.write(file, program);
        return ForeignFile.look(file);
    }

    private Model add(byte[] program, Form form) throws Exception {
        return ForeignModels.add(look(program), form, false, folder.resolve("models"), folder.resolve("agreement.key"), Instant.parse("2026-11-20T08:00:00Z"), Progress.NONE);
    }

    private Model mine(String id) throws ModelException {
        return new Models(List.of(folder.resolve("models")), Optional.of(folder.resolve("agreement.key"))).get(id);
    }

    private Proposal propose(String id, FloatVolume scan) throws ModelException {
        try (Proposer proposer = Proposer.open(mine(id))) {
            return proposer.propose(scan, ProposeOptions.DEFAULT, Progress.NONE);
        }
    }

    /// No symmetry, and both signs.
    private static float grey(int x, int y, int z) {
        return (7 * x + 3 * y * y + 5 * z + x * y) % 11 / 3f - 1.4f;
    }

    private interface Grey {
        float at(int x, int y, int z);
    }

    private static FloatVolume scan(int nx, int ny, int nz) {
        return scan(nx, ny, nz, ForeignModelsTest::grey);
    }

    private static FloatVolume scan(int nx, int ny, int nz, Grey of) {
        float[][] grey = new float[nz][nx * ny];
        for (int z = 0; z < nz; z++) {
            for (int i = 0; i < nx * ny; i++) grey[z][i] = of.at(i % nx, i / nx, z);
        }
        return FloatVolume.adopting(Geometry.upright(nx, ny, nz, 1, 1.5, 2), grey, ScanInfo.UNKNOWN);
    }

    private static short[] slice(Labels labels, int z) {
        short[] slice = new short[labels.geometry().size().sliceVoxels()];
        labels.copySlice(z, slice);
        return slice;
    }
}
