package org.maskwright.fx;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.controls.ToggleSwitch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Slider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.StoredImage;
import org.maskwright.fx.desk.ProposalState;
import org.maskwright.fx.slice.HeatShown;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Progress;
import org.maskwright.label.CoarseMap;
import org.maskwright.label.LabelTable;
import org.maskwright.learn.UntrainedModels;
import org.maskwright.learn.post.FillHoles;
import org.maskwright.learn.post.LargestPiece;
import org.maskwright.learn.post.PostProcessing;
import org.maskwright.volume.ScanInfo;
import org.maskwright.volume.ShortVolume;
import org.maskwright.workflow.ModelShelf;

/// Choosing models in the real window, and looking at what they found; leaves pictures in `target/screenshots`.
class ProposingTest {
    private static final Geometry GRID = Geometry.upright(48, 48, 24, 1, 1, 2);
    private static final LabelTable BALL = new LabelTable(List.of(new LabelTable.Entry(1, "Ball", 0xF2A541)));
    private static final LabelTable OTHER = new LabelTable(List.of(new LabelTable.Entry(1, "Liver", 0xD9795D), new LabelTable.Entry(2, "Spleen", 0xB18CF2)));

    @TempDir Path folder;

    @BeforeAll
    static void startToolkit() throws Exception {
        Pictures.startToolkit();
    }

    @BeforeEach
    void models() throws Exception {
        UntrainedModels.write(folder.resolve("models/balls-coarse"), "", 1, 6, BALL, new PostProcessing("6 cases", List.of(new PostProcessing.OfLabel(1, List.of(new LargestPiece(), new FillHoles()), Optional.empty()))));
        UntrainedModels.write(folder.resolve("models/balls-fine"), "", 2, 4, BALL, PostProcessing.NONE);
        UntrainedModels.write(folder.resolve("models/organs"), "", 3, 4, OTHER, PostProcessing.NONE);
        UntrainedModels.write(folder.resolve("models/organs-mr"), "MR", 4, 4, OTHER, PostProcessing.NONE);
    }

    /// A ball of tissue in air.
    private Path scan() throws IOException, FormatException {
        short[][] slices = new short[24][48 * 48];
        for (int z = 0; z < 24; z++)
            for (int i = 0; i < 48 * 48; i++) slices[z][i] = (short) (Math.hypot(Math.hypot(i % 48 - 24, i / 48 - 24), 2 * (z - 12)) < 16 ? 60 : -1000);
        Path file = folder.resolve("ball.nii.gz");
        try (var out = Files.newOutputStream(file)) {
            Formats.writerOf("ball.nii.gz").write(StoredImage.of(ShortVolume.adopting(GRID, slices, 1, 0, ScanInfo.CT)), "ball.nii.gz", out, Progress.NONE);
        }
        return file;
    }

    private RealWindow window(int width, int height) throws Exception {
        Path scan = scan();
        RealWindow real = RealWindow.inWindow(() -> new RealWindow(folder.resolve("home"), width, height, new ModelShelf(List.of(folder.resolve("models"))), RealWindow.NOON));
        RealWindow.inWindow(() -> real.window.start(List.of(scan)));
        real.awaitOpen();
        return real;
    }

    private static void shoot(RealWindow real, String name) throws IOException {
        real.picture(); // the sheet grows to its content a pulse later
        real.picture(Path.of("target", "screenshots", name + ".png"));
    }

    @Test
    void oneModelIsChosenByItsRowAndOthersJoinItOnDemand() throws Exception {
        try (var real = window(1366, 768)) {
            RealWindow.inWindow(() -> real.window.deeds().chooseModel());
            shoot(real, "1366x768-models-alone");
            RealWindow.inWindow(() -> {
                assertThat(real.find("together-balls-fine", CheckBox.class)).as("nothing speaks of several models before it is asked for").isNull();
                assertThat(real.find("model-cost", Label.class).getText()).isEmpty();
            });
            real.click("model-balls-coarse");
            real.click("together");
            RealWindow.inWindow(() -> {
                assertThat(real.find("together-balls-fine", CheckBox.class).isDisabled()).isFalse();
                assertThat(real.find("together-organs", CheckBox.class).isDisabled()).isTrue();
                assertThat(real.find("model-organs", Node.class).lookupAll(".label")).anyMatch(node -> ((Labeled) node).getText().equals("Its labels are not those of The balls-coarse one."));
            });
            real.click("model-organs");
            real.click("model-balls-fine");
            RealWindow.inWindow(() -> {
                assertThat(real.find("together-organs", CheckBox.class).isSelected()).isFalse();
                assertThat(real.find("together-balls-fine", CheckBox.class).isSelected()).isTrue();
                assertThat(real.find("model-cost", Label.class).getText()).isEqualTo("2 models: about 2 × the time");
            });
            shoot(real, "1366x768-models-together");
            real.click("model-propose");
            RealWindow.await("both have proposed", () -> real.open().proposal().get() instanceof ProposalState.Waiting);
            assertThat(((ProposalState.Waiting) real.open().proposal().get()).proposal().modelId()).isEqualTo("balls-coarse+balls-fine");
            shoot(real, "1366x768-models-proposed");
            RealWindow.inWindow(() -> {
                real.window.deeds().chooseModel();
                assertThat(real.find("together-balls-fine", CheckBox.class).isSelected()).as("the company is remembered").isTrue();
            });
        }
    }

    @Test
    void howSureTheModelIsCanBeToldByAnyMeasureThatItOffers() throws Exception {
        try (var real = window(1366, 768)) {
            RealWindow.inWindow(() -> real.window.deeds().chooseModel());
            real.click("model-balls-coarse");
            RealWindow.inWindow(() -> {
                ComboBox<?> box = real.find("measure", ComboBox.class);
                assertThat(box.getItems()).hasToString("[entropy, mirror, augment]");
                assertThat(box.getTooltip().getText()).contains("--dropout 0.2", "One model alone cannot disagree");
                box.getSelectionModel().select(1);
            });
            shoot(real, "1366x768-models-measure");
            real.click("model-propose");
            RealWindow.await("it has proposed", () -> real.open().proposal().get() instanceof ProposalState.Waiting);
            assertThat(real.open().slices().uncertainty().orElseThrow().measure()).isEqualTo("mirror");
            RealWindow.inWindow(() -> real.window.deeds().lookAgain("augment"));
            RealWindow.await("it has looked again", () -> real.open().slices().uncertainty().map(map -> map.measure().equals("augment")).orElse(false));
            RealWindow.inWindow(() -> assertThat(real.open().slices().heatShown().get()).isEqualTo(HeatShown.UNCERTAINTY));
            shoot(real, "1366x768-uncertainty-augment");
            Path kept = real.open().session().projectFolder().resolve("cases").resolve(real.open().session().caseId()).resolve("proposal-001.entropy.uncertainty");
            assertThat(kept.resolveSibling("proposal-001.augment.uncertainty")).exists();
            assertThat(kept).as("it came by mirrored looks").doesNotExist();
            RealWindow.inWindow(() -> real.window.deeds().orderCases("uncertainty"));
            RealWindow.await("an order by entropy has had the model look again", () -> Files.exists(kept));
        }
    }

    @Test
    void onlyWaysOfProposingThatTheModelHasAreOffered() throws Exception {
        try (var real = window(1440, 900)) {
            RealWindow.inWindow(() -> real.window.deeds().chooseModel());
            real.click("model-balls-fine");
            RealWindow.inWindow(() -> assertThat(real.find("post-processing", Node.class)).as("its card mends nothing").isNull());
            real.click("model-balls-coarse");
            RealWindow.inWindow(() -> {
                assertThat(real.scene.lookup("#model-sheet").lookupAll(".label")).anyMatch(node -> ((Labeled) node).getText().equals("Ball: only the largest piece, holes filled."));
                ((ToggleSwitch) real.scene.lookup("#post-processing .toggle-switch")).setSelected(false);
                ((ToggleSwitch) real.scene.lookup("#mirrored .toggle-switch")).setSelected(true);
                assertThat(real.find("model-cost", Label.class).getText()).isEqualTo("Mirrored: about 2 × the time");
            });
            shoot(real, "1440x900-models-ways");
            RealWindow.inWindow(() -> {
                real.window.sheets().close();
                real.window.deeds().chooseModel();
                assertThat(((ToggleSwitch) real.scene.lookup("#mirrored .toggle-switch")).isSelected()).as("kept while the window is open").isTrue();
            });
        }
    }

    /// The item of the card's menu of colours.
    private static MenuItem heat(RealWindow real, String id) {
        return real.find("heat", MenuButton.class).getItems().stream().filter(item -> id.equals(item.getId())).findFirst().orElseThrow();
    }

    @Test
    void howLikelyALabelIsLiesOverThePictureAndIsSaved() throws Exception {
        try (var real = window(1366, 768)) {
            RealWindow.inWindow(() -> real.window.deeds().propose());
            RealWindow.await("it has proposed", () -> real.open().proposal().get() instanceof ProposalState.Waiting);
            int[] plain = pixels(real);
            RealWindow.inWindow(() -> heat(real, "heat-likely-1").fire());
            RealWindow.await("the colours lie there", () -> real.open().slices().heatShown().get() instanceof HeatShown.Likely);
            RealWindow.inWindow(() -> assertThat(real.find("heat-title", Label.class).getText()).isEqualTo("How likely: Ball"));
            shoot(real, "1366x768-likely");
            int[] coloured = pixels(real);
            assertThat(coloured).isNotEqualTo(plain);
            RealWindow.inWindow(() -> real.find("heat-opacity", Slider.class).setValue(0.3));
            assertThat(pixels(real)).isNotEqualTo(coloured);

            real.folder = Optional.of(folder.resolve("saved"));
            RealWindow.inWindow(() -> heat(real, "heat-save").fire());
            RealWindow.await("it says what it wrote", () -> real.window.banner().sentence().contains("ball_label-Ball_probseg.nii.gz"));
            assertThat(Formats.open(folder.resolve("saved/ball_label-Ball_probseg.nii.gz"), Progress.NONE).volume(Progress.NONE).range().high()).isBetween(0.0, 1.0);

            RealWindow.inWindow(() -> real.window.deeds().acceptAll());
            RealWindow.inWindow(() -> assertThat(real.open().slices().heatShown().get()).as("an answer leaves it").isInstanceOf(HeatShown.Likely.class));
            RealWindow.inWindow(() -> real.window.deeds().propose());
            RealWindow.await("the next proposal's colours lie there", () -> real.open().session().proposal().orElseThrow().number() == 2
                    && real.open().slices().heatShown().get() instanceof HeatShown.Likely(int _, String _, CoarseMap map) && map.equals(real.open().session().likelihood().orElseThrow().map(1)));
            RealWindow.inWindow(() -> real.find("heat-close", Button.class).fire());
            assertThat(RealWindow.inWindow(() -> real.open().slices().heatShown().get())).isEqualTo(HeatShown.NOTHING);
        }
    }

    @Test
    void afterReopeningOnePressHasTheModelLookAgain() throws Exception {
        try (var real = window(1366, 768)) {
            RealWindow.inWindow(() -> real.window.deeds().propose());
            RealWindow.await("it has proposed", () -> real.open().proposal().get() instanceof ProposalState.Waiting);
            for (Path scan : List.of(Files.copy(folder.resolve("ball.nii.gz"), folder.resolve("other.nii.gz")), folder.resolve("ball.nii.gz"))) {
                RealWindow.inWindow(() -> real.window.deeds().open(scan));
                RealWindow.await(scan + " is open", () -> real.window.openCase().map(m -> scan.getFileName().toString().startsWith(m.title() + ".")).orElse(false));
            }
            assertThat(RealWindow.inWindow(() -> real.open().session().likelihood())).isEmpty();
            RealWindow.inWindow(() -> heat(real, "heat-look").fire());
            RealWindow.await("the colours lie there", () -> real.open().slices().heatShown().get() instanceof HeatShown.Likely);
            RealWindow.inWindow(() -> {
                assertThat(real.open().session().proposal().orElseThrow().number()).as("nothing was proposed anew").isEqualTo(1);
                assertThat(heat(real, "heat-likely-1").isDisable()).isFalse();
            });
        }
    }

    private static int[] pixels(RealWindow real) {
        return real.picture().getRGB(300, 150, 400, 500, null, 0, 400);
    }
}
