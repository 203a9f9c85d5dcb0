package org.maskwright.fx.project;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.Texts;

/// Asks where to keep the project that several scans are to share.
public final class ProjectSheet extends VBox {
    private static final int NAMED = 6;

    private final Button make;

    /// @param start the folder that is suggested
    public ProjectSheet(List<Path> scans, Path start, Places places, Consumer<Path> deed) {
        super(16);
        TextField folder = new TextField(start.toString());
        folder.setId("project-folder");
        HBox.setHgrow(folder, Priority.ALWAYS);
        HBox where = new HBox(8, folder, Buttons.soft("Choose…", () -> places.folder("Keep the project in", Optional.of(start)).ifPresent(p -> folder.setText(p.toString()))));
        where.setAlignment(Pos.CENTER_LEFT);
        List<String> names = scans.stream().limit(NAMED).map(p -> String.valueOf(p.getFileName())).toList();
        Label files = Texts.plain(String.join("\n", names) + (scans.size() > NAMED ? "\nand " + (scans.size() - NAMED) + " more" : ""), "mono");
        files.setMinHeight(USE_PREF_SIZE);
        VBox well = new VBox(files);
        well.getStyleClass().add("well");
        getChildren().addAll(Texts.prose("The scans stay where they are; the folder keeps their labels, proposals and one list of label names for all. Ctrl+PgDn goes to the next case."),
                well, new VBox(4, Texts.plain("Folder", "setting-title"), where));
        make = Buttons.named(Buttons.primary("Make the project", MaterialDesignF.FOLDER_OPEN_OUTLINE, () -> {
            if (!folder.getText().isBlank()) deed.accept(Path.of(folder.getText().trim()));
        }), "project-make");
    }

    /// The button that makes it, for the sheet's foot.
    public Button button() {
        return make;
    }
}
