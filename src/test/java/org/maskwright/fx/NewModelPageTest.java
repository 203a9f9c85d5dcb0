package org.maskwright.fx;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.controls.ToggleSwitch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maskwright.fx.train.FakeTrainer;
import org.maskwright.fx.train.TeachSheet;
import org.maskwright.fx.train.TrainingModel;
import org.maskwright.workflow.Trainings;
import org.maskwright.workflow.training.RunNote;
import org.maskwright.workflow.training.Setting;

/// A new model with settings of one's own, through the sheet; pictures of it in `target/screenshots`.
class NewModelPageTest {
    private static final Path OUT = Path.of("target", "screenshots");

    @TempDir Path folder;

    @BeforeAll
    static void startToolkit() throws Exception {
        Pictures.startToolkit();
    }

    private static void type(RealWindow real, String id, String text) {
        RealWindow.inWindow(() -> ((TextField) real.scene.lookup(id)).setText(text));
    }

    private static void choose(RealWindow real, String id, String words) {
        RealWindow.inWindow(() -> ((MenuButton) real.scene.lookup(id)).getItems().stream().filter(item -> item.getText().startsWith(words)).findFirst().orElseThrow().fire());
    }

    /// What stands on the page in the colour of trouble.
    private static List<String> said(RealWindow real) {
        return real.scene.getRoot().lookupAll("#train-more .trouble").stream().map(node -> ((Label) node).getText()).toList();
    }

    @ParameterizedTest @CsvSource({"1366, 768", "1440, 900"})
    void detailsAreClosedUntilWantedSayWhatIsWrongAndGoIntoTheRun(int width, int height) throws Exception {
        try (RealWindow real = RealWindow.inWindow(() -> new RealWindow(folder, width, height))) {
            FakeTrainer trainer = new FakeTrainer(real.bench.jobs());
            trainer.starts = List.of(new Trainings.Start("hippocampus-mr", "Hippocampus in MR (hippocampus-mr)", ""), new Trainings.Start("liver", "Liver (liver)", "Model 'liver' came as a program from elsewhere: it can be asked, but not trained further."));
            TrainingModel model = RealWindow.inWindow(() -> new TrainingModel(trainer, real.bench.jobs().listenerExecutor(), () -> 0));
            RealWindow.inWindow(() -> {
                model.visit(Optional.empty());
                TeachSheet sheet = new TeachSheet(model, "phantom:8", new RealWindow.NoPlaces(), _ -> {}, real.window.sheets()::close);
                real.window.sheets().lay("teach-sheet", "Teach the model", sheet, TeachSheet.WIDTH, sheet.foot());
            });
            RealWindow.await("models are offered", () -> !model.starts().get().isEmpty());
            RealWindow.inWindow(() -> assertThat(real.scene.lookup("#train-more").isVisible()).isFalse());
            real.picture(OUT.resolve("new-model-1-closed-" + width + ".png"));
            RealWindow.inWindow(() -> ((Button) real.scene.lookup("#train-details")).fire());
            type(real, "#train-dropout", "2");
            type(real, "#train-also-1", "phantom:2");
            type(real, "#train-also-2", "phantom:none");
            type(real, "#train-class-weights", "Liver=4");
            type(real, "#train-widths", "4, 8");
            choose(real, "#train-loss", "focal");
            choose(real, "#train-start", "Hippocampus");
            Button train = RealWindow.inWindow(() -> (Button) real.scene.lookup("#train-now"));
            RealWindow.inWindow(() -> {
                assertThat(train.isDisabled()).isTrue();
                assertThat(((MenuButton) real.scene.lookup("#train-start")).getItems().getLast().isDisable()).as("a program cannot be trained").isTrue();
                assertThat(((MenuButton) real.scene.lookup("#train-network")).isDisabled()).isTrue();
            });
            real.picture(OUT.resolve("new-model-2-wrong-" + width + ".png"));
            RealWindow.inWindow(() -> ((ScrollPane) real.scene.getRoot().lookup("#teach-sheet .scroll-pane")).setVvalue(1));
            real.picture(OUT.resolve("new-model-3-below-" + width + ".png"));
            RealWindow.inWindow(() -> {
                assertThat(said(real)).contains("Class weights go with the losses dice-ce and ce, not with focal.", "phantom:none: expected phantom:N with N from 1 to 999999, found none. Say how many torsos, as in phantom:40.");
                ((ToggleSwitch) real.scene.lookup("#train-keep-last .toggle-switch")).setSelected(true);
            });
            type(real, "#train-also-2", "");
            type(real, "#train-dropout", "0.2");
            choose(real, "#train-loss", "ce");
            RealWindow.inWindow(train::fire);
            RunNote note = trainer.runs.getFirst();
            assertThat(note.settings().given()).isEqualTo(Map.of(Setting.DROPOUT, "0.2", Setting.WIDTHS, "4, 8", Setting.LOSS, "ce", Setting.CLASS_WEIGHTS, "Liver=4", Setting.KEEP_LAST, Setting.ON));
            assertThat(note.source()).isEqualTo("phantom:8 + phantom:2");
            assertThat(note.model()).isEqualTo("hippocampus-mr");
            assertThat(note.architecture()).isEmpty();
        }
    }
}
