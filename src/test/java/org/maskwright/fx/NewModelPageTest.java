package org.maskwright.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.Button;
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
            type(real, "#train-dropout", "0.2");
            RealWindow.inWindow(train::fire);
            RunNote note = trainer.runs.getFirst();
            assertThat(note.settings().given()).isEqualTo(Map.of(Setting.DROPOUT, "0.2", Setting.WIDTHS, "4, 8", Setting.LOSS, "focal"));
            assertThat(note.model()).isEqualTo("hippocampus-mr");
            assertThat(note.architecture()).isEmpty();
        }
    }
}
