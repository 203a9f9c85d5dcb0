package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.learn.foreign.Program;
import org.maskwright.learn.foreign.Scores;
import org.maskwright.learn.foreign.TensorAxes;
import org.maskwright.learn.graph.Parameters;
import org.maskwright.learn.image.IntensityRule;
import org.maskwright.learn.net.UNet3d;
import org.maskwright.learn.post.Closing;
import org.maskwright.learn.post.FillHoles;
import org.maskwright.learn.post.LargestPiece;
import org.maskwright.learn.post.MinimumVolume;
import org.maskwright.learn.post.PostProcessing;
import org.maskwright.learn.post.Smooth;
import org.maskwright.learn.torch.Weights;

class ModelsTest {
    @TempDir Path folder;

    @Test
    void aModelComesBackAsItWasWritten() throws Exception {
        Model written = write("balls", new IntensityRule.Fixed(-1000, 400.5, 40, 120));
        Model read = new Models(List.of(folder)).get("balls");
        assertThat(read.card()).isEqualTo(written.card());
        assertThat(read.weights().sameValues(weights())).isTrue();
    }

    @Test
    void aCardOfBeforeReasonsWereKeptHasNone() throws Exception {
        ModelCard card = card("x", "00", IntensityRule.PerScan.DEFAULT);
        String old = new String(CardJson.write(card), StandardCharsets.UTF_8).replaceFirst("(?s),\\s*\"reasons\" : \\[.*?]", "");
        assertThat(old).doesNotContain("reasons");
        assertThat(CardJson.read(old.getBytes(StandardCharsets.UTF_8)).training().reasons()).isEmpty();
    }

    @Test
    void theListHoldsEveryGoodModelAndASentenceForEachBadOne() throws Exception {
        write("b", IntensityRule.PerScan.DEFAULT);
        write("a", IntensityRule.PerScan.DEFAULT);
        Files.createDirectories(folder.resolve("c"));
        Files.writeString(folder.resolve("c/card.json"), "{\"schema\": 1}");
        Models.Listing listing = new Models(List.of(folder, folder.resolve("absent"))).list();
        assertThat(listing.models()).extracting(model -> model.card().id()).containsExactly("a", "b");
        assertThat(listing.problems()).singleElement().asString().contains("card.json").contains("is missing");
    }

    @Test
    void theFirstPlaceWinsWhereIdsAreEqual() throws Exception {
        Model mine = ModelFolder.write(folder.resolve("mine/x"), weights(), sha -> card("x", sha, IntensityRule.PerScan.DEFAULT));
        ModelFolder.write(folder.resolve("shipped/x"), weights(), sha -> card("x", sha, IntensityRule.PerScan.DEFAULT));
        assertThat(new Models(List.of(folder.resolve("mine"), folder.resolve("shipped"))).get("x").folder()).isEqualTo(mine.folder());
    }

    @Test
    void anUnknownModelIsSaidWithThoseThatAreThere() throws Exception {
        write("balls", IntensityRule.PerScan.DEFAULT);
        assertThatThrownBy(() -> new Models(List.of(folder)).get("cubes")).isInstanceOf(ModelException.class)
                .hasMessageContaining("cubes").hasMessageContaining("balls");
    }

    @Test
    void aFolderWithoutACardIsNoModel() {
        assertThatThrownBy(() -> new Models(List.of()).get(folder.toString())).isInstanceOf(ModelException.class).hasMessageContaining("card.json");
    }

    @Test
    void theCardOfAProgramFromElsewhereKeepsHowToSpeakWithIt() throws Exception {
        var program = new Program(new TensorAxes("RAS"), Scores.SIGMOID_AFTER_BACKGROUND, List.of(2, 1), List.of("T1", "FLAIR"), 12, "spleen.ts", List.of("Left out: KeepLargest."));
        for (IntensityRule rule : List.of(new IntensityRule.PercentileRange(1, 99, -1, 1), new IntensityRule.NonZero(),
                new IntensityRule.PerChannel(List.of(IntensityRule.PerScan.DEFAULT, new IntensityRule.Fixed(0, 1, 0.5, 2))))) {
            ModelCard plain = card("x", "00", new IntensityRule.NonZero());
            var card = new ModelCard("x", "X", Program.ARCHITECTURE, Recipe.ofProgram(2, 3), "CT", new Point(1.5, 0, 2), plain.patch(), rule, List.of(), plain.labels(), plain.data(),
                    plain.validation(), plain.training(), "00", plain.made(), "1", plain.postProcessing(), Optional.of(program));
            assertThat(CardJson.read(CardJson.write(card))).isEqualTo(card);
        }
        assertThatThrownBy(() -> new Recipe(1, 3, List.of(4), Recipe.ofProgram(1, 3).normalisation(), Recipe.ofProgram(1, 3).activation(), 0, false)).hasMessageContaining("2 to 8 widths");
        assertMalformed(new String(CardJson.write(card("x", "00", new IntensityRule.NonZero())), StandardCharsets.UTF_8).replace("unet3d", "torchscript"), "and no program");
    }

    @Test
    void anyByteChangedInTheWeightsIsFound() throws Exception {
        Model model = write("balls", IntensityRule.PerScan.DEFAULT);
        Path file = model.folder().resolve(ModelFolder.WEIGHTS);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(model::weights).isInstanceOf(ModelException.class).hasMessageContaining("expected SHA-256 " + model.card().sha256());
    }

    @Test
    void missingWeightsAreSaid() throws Exception {
        Model model = write("balls", IntensityRule.PerScan.DEFAULT);
        Files.delete(model.folder().resolve(ModelFolder.WEIGHTS));
        assertThatThrownBy(model::weights).isInstanceOf(ModelException.class).hasMessageContaining("none was found");
    }

    @Test
    void weightsOfAnotherNetworkAreFoundThoughTheirHashIsRight() throws Exception {
        Recipe other = recipe().withWidths(List.of(4, 8));
        Weights weights = Parameters.initial(new UNet3d().build(other), 1);
        Model model = ModelFolder.write(folder.resolve("x"), weights, sha -> card("x", sha, IntensityRule.PerScan.DEFAULT));
        assertThatThrownBy(model::weights).isInstanceOf(ModelException.class).hasMessageContaining("do not belong together");
    }

    @Test
    void aCardCutAnywhereIsSaidAndNeverGuessed() throws Exception {
        Model model = write("balls", IntensityRule.PerScan.DEFAULT);
        byte[] card = Files.readAllBytes(model.folder().resolve(ModelFolder.CARD));
        for (int length = 0; length < card.length - 1; length += 7) {
            byte[] cut = java.util.Arrays.copyOf(card, length);
            assertThatThrownBy(() -> CardJson.read(cut)).as("cut at %s", length).isInstanceOf(CardJson.Malformed.class);
        }
    }

    @Test
    void aWrongFieldIsNamed() throws Exception {
        String card = Files.readString(write("balls", IntensityRule.PerScan.DEFAULT).folder().resolve(ModelFolder.CARD));
        assertMalformed(card.replace("\"schema\" : 1", "\"schema\" : 2"), "schema: expected 1, found 2");
        assertMalformed(card.replace("\"per-scan\"", "\"magic\""), "rule: expected per-scan, fixed, percentile-range, non-zero or per-channel, found 'magic'");
        assertMalformed(card.replace("\"instance\"", "\"layer\""), "normalisation: found 'layer'");
        assertMalformed(card.replace("\"classes\" : 3", "\"classes\" : 4"), "a network of 4 classes needs 3 labels, got 2");
        assertMalformed(card.replace("\"#ff0000\"", "\"red\""), "colour: expected #rrggbb, found 'red'");
    }

    @Test
    void postProcessingIsReadBackWithWhatItBrought() throws Exception {
        var post = new PostProcessing("case-4, case-5", List.of(
                new PostProcessing.OfLabel(1, List.of(new LargestPiece(), new MinimumVolume(12.5), new FillHoles(), new Closing(1.5), new Smooth(0.7)),
                        Optional.of(new PostProcessing.Gain(2, 0.5, 0.75, 4.5, 1.5, 0.25))),
                new PostProcessing.OfLabel(5, List.of(new LargestPiece()), Optional.empty())));
        Model plain = write("balls", IntensityRule.PerScan.DEFAULT);
        ModelCard mended = plain.card().withPostProcessing(post, new ModelCard.Validation(Map.of(1, 0.75)));
        ModelFolder.write(plain, mended);
        assertThat(Models.read(plain.folder()).card()).isEqualTo(mended);
        assertThat(Models.read(plain.folder()).weights().names()).isNotEmpty();
        String card = Files.readString(plain.folder().resolve(ModelFolder.CARD));
        assertMalformed(card.replace("\"fill-holes\"", "\"paint-it-black\""), "step: found 'paint-it-black', which this version does not know");
        assertMalformed(card.replace("\"label\" : 5", "\"label\" : 6"), "label 6 is mended after proposing, but never proposed");
    }

    @Test
    void aCardThatSaysNothingOfPostProcessingMeansNone() throws Exception {
        Model model = write("balls", IntensityRule.PerScan.DEFAULT);
        assertThat(Files.readString(model.folder().resolve(ModelFolder.CARD))).doesNotContain("postProcessing");
        assertThat(model.card().postProcessing()).isEqualTo(PostProcessing.NONE);
    }

    private static void assertMalformed(String json, String complaint) {
        assertThatThrownBy(() -> CardJson.read(json.getBytes(StandardCharsets.UTF_8))).isInstanceOf(CardJson.Malformed.class)
                .hasMessageContaining(complaint);
    }

    private Model write(String id, IntensityRule intensity) throws IOException {
        return ModelFolder.write(folder.resolve(id), weights(), sha256 -> card(id, sha256, intensity));
    }

    private static Recipe recipe() {
        return new UNet3d().defaultRecipe(1, 3).withWidths(List.of(4, 4));
    }

    private static Weights weights() {
        return Parameters.initial(new UNet3d().build(recipe()), 1);
    }

    private static ModelCard card(String id, String sha256, IntensityRule intensity) {
        return new ModelCard(id, "Balls", "unet3d", recipe(), "MR", new Point(1, 1.5, 2), new Size(16, 16, 8), intensity, List.of(0), SmallCases.TABLE,
                new ModelCard.Data("Balls", "made here", "CC0", List.of("a", "b"), List.of("c")), new ModelCard.Validation(Map.of(1, 0.5, 5, 0.75)),
                new ModelCard.Training(3, 2, Long.MAX_VALUE, "float32", 0.5, "maskwright train", "", List.of("Grid: 1 × 1 × 1 mm.", "Batch: 4 patches a step.")), sha256, Instant.parse("2026-11-20T08:00:00Z"), "0.1.0");
    }
}
