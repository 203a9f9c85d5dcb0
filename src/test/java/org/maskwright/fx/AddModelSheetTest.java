package org.maskwright.fx;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.controls.ToggleSwitch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.fx.project.AddModelSheet;
import org.maskwright.label.LabelTable;
import org.maskwright.learn.UntrainedModels;
import org.maskwright.learn.foreign.Programs;
import org.maskwright.workflow.ModelShelf;

/// A network from elsewhere is added in the window once the user agreed; leaves pictures in `target/screenshots`.
class AddModelSheetTest {
    @TempDir Path folder;

    @BeforeAll
    static void startToolkit() throws Exception {
        Pictures.startToolkit();
    }

    @Test
    void nothingCanBeAddedBeforeTheUserAgreed() throws Exception {
        Path bundle = Programs.bundle(folder.resolve("spleen_ct_segmentation"), Programs.brightIsOne(), Programs.metadata(),
                Programs.inference().replace("\"EnsureTyped\"", "\"CropForegroundd\""));
        try (var real = window(List.of(folder.resolve("home/models")))) {
            RealWindow.inWindow(() -> real.window.deeds().chooseModel());
            RealWindow.inWindow(() -> find(real, "add-a-model", Button.class).fire());
            RealWindow.await("the sheet lies there", () -> real.scene.lookup("#add-model-path") != null);
            RealWindow.inWindow(() -> {
                find(real, "add-model-path", TextField.class).setText(bundle.toString());
                find(real, "add-model-look", Button.class).fire();
            });
            RealWindow.await("the form is filled", () -> real.scene.lookup("#add-model-labels") != null);
            real.picture(); // the sheet grows to its content a pulse later
            real.picture(Path.of("target", "screenshots", "add-model.png"));
            RealWindow.inWindow(() -> {
                assertThat(find(real, "add-model-labels", TextField.class).getText()).isEqualTo("1=spleen");
                Button add = find(real, "add-model", Button.class);
                assertThat(add.isDisabled()).isTrue();
                toggle(real, "add-model-trust");
                assertThat(add.isDisabled()).as("a step is not understood").isTrue();
                toggle(real, "add-model-leave-out");
                assertThat(add.isDisabled()).isFalse();
                find(real, "add-model-id", TextField.class).setText("Not An Id");
                add.fire();
            });
            RealWindow.await("the id is refused", () -> find(real, "add-model-trouble", Label.class).getText().contains("found 'Not An Id'"));
            RealWindow.inWindow(() -> {
                find(real, "add-model-id", TextField.class).setText("spleen");
                find(real, "add-model", Button.class).fire();
            });
            RealWindow.await("it is listed", () -> real.scene.lookup("#model-spleen") != null);
            real.picture(Path.of("target", "screenshots", "add-model-done.png"));
            assertThat(folder.resolve("home/models/spleen/agreement.json")).exists();
        }
    }

    @Test
    void aFileThatIsRefusedSaysWhy() throws Exception {
        Files.write(folder.resolve("evil.ts"), Programs.of("torch.save(x, \"evil\")", "return x"));
        try (var real = window(List.of())) {
            RealWindow.inWindow(() -> {
                var sheet = new AddModelSheet(real.bench.addModel(), new RealWindow.NoPlaces(), _ -> {});
                real.window.sheets().lay("add-model-sheet", "Add a model", sheet, 680, sheet.button());
                sheet.look(folder.resolve("evil.ts"));
            });
            RealWindow.await("it is refused", () -> find(real, "add-model-trouble", Label.class).getText().contains("save, which writes a file"));
            RealWindow.inWindow(() -> {
                assertThat(real.scene.lookup("#add-model-trust")).isNull();
                assertThat(find(real, "add-model", Button.class).isDisabled()).isTrue();
            });
            real.picture(Path.of("target", "screenshots", "add-model-refused.png"));
        }
    }

    @Test
    void weightsAloneAreAddedForTheNetworkOfAModelAtHand() throws Exception {
        Path models = folder.resolve("home/models");
        UntrainedModels.write(models.resolve("balls"), 1, 1, new LabelTable(List.of(new LabelTable.Entry(1, "Ball", 0xF2A541))));
        UntrainedModels.write(models.resolve("organs"), 2, 1, new LabelTable(List.of(new LabelTable.Entry(1, "Liver", 0xD9795D), new LabelTable.Entry(2, "Spleen", 0xB18CF2))));
        try (var real = window(List.of(models))) {
            RealWindow.inWindow(() -> real.window.deeds().chooseModel());
            RealWindow.inWindow(() -> find(real, "add-a-model", Button.class).fire());
            RealWindow.await("the sheet lies there", () -> real.scene.lookup("#add-model-path") != null);
            RealWindow.inWindow(() -> {
                find(real, "add-model-path", TextField.class).setText(models.resolve("organs/weights.safetensors").toString());
                find(real, "add-model-look", Button.class).fire();
            });
            RealWindow.await("the form is there", () -> real.scene.lookup("#add-weights-like") != null);
            real.picture(); // the sheet grows to its content a pulse later
            real.picture(Path.of("target", "screenshots", "add-weights.png"));
            RealWindow.inWindow(() -> {
                assertThat(find(real, "add-weights-like", ComboBox.class).getItems()).hasSize(1);
                assertThat(find(real, "add-weights-taken", Label.class).getText()).contains("Liver, Spleen");
                assertThat(real.scene.lookup("#add-model-trust")).as("nothing of it runs").isNull();
                Button add = find(real, "add-model", Button.class);
                assertThat(add.getText()).isEqualTo("Add");
                find(real, "add-model-id", TextField.class).setText("");
                assertThat(add.isDisabled()).as("it needs a name of its own").isTrue();
                find(real, "add-model-id", TextField.class).setText("copy");
                add.fire();
            });
            RealWindow.await("it is listed", () -> real.scene.lookup("#model-copy") != null);
            assertThat(models.resolve("copy/card.json")).content().contains("Spleen");
        }
    }

    private RealWindow window(List<Path> models) {
        return RealWindow.inWindow(() -> new RealWindow(folder.resolve("home"), 1366, 900, new ModelShelf(models), RealWindow.NOON));
    }

    private static void toggle(RealWindow real, String id) {
        ToggleSwitch toggle = (ToggleSwitch) real.scene.lookup("#" + id + " .toggle-switch");
        toggle.setSelected(!toggle.isSelected());
    }

    private static <T> T find(RealWindow real, String id, Class<T> type) {
        return type.cast(real.scene.lookup("#" + id));
    }
}
