package org.maskwright.fx.project;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.Strip;
import org.maskwright.fx.part.Texts;

/// Asks in which layout and where to export, and says beforehand what will be written.
public final class ExportSheet extends VBox {
    /// A layout of training data.
    public enum Layout {
        NNUNET("nnU-Net v2", List.of("dataset.json", "imagesTr/%s_0000.nii.gz", "labelsTr/%s.nii.gz")),
        MSD("Decathlon (MSD)", List.of("dataset.json", "imagesTr/%s.nii.gz", "labelsTr/%s.nii.gz"));

        private final String title;
        private final List<String> files;

        Layout(String title, List<String> files) {
            this.title = title;
            this.files = files;
        }
    }

    private final TextField folder = new TextField();
    private final Label files = Texts.plain("", "mono", "wrap"), trouble = Texts.plain("", "wrap");
    private final String caseId;
    private final Button export;
    private Layout layout = Layout.NNUNET;

    /// @param caseId our own name of the open case
    /// @param cases how many cases the project holds
    /// @param start the folder that is suggested
    public ExportSheet(String caseId, int cases, Path start, Places places, BiConsumer<Layout, Path> deed) {
        super(16);
        this.caseId = caseId;
        Strip strip = new Strip(List.of(Layout.NNUNET.title, Layout.MSD.title), layout.title, title -> {
            layout = title.equals(Layout.MSD.title) ? Layout.MSD : Layout.NNUNET;
            showFiles();
        });
        strip.setId("export-layout");
        folder.setId("export-folder");
        folder.setText(start.toString());
        folder.textProperty().addListener((o, was, is) -> showFiles());
        HBox.setHgrow(folder, Priority.ALWAYS);
        HBox where = new HBox(8, folder, Buttons.soft("Choose…", () -> places.folder("Export to", Optional.of(start)).ifPresent(p -> folder.setText(p.toString()))));
        where.setAlignment(Pos.CENTER_LEFT);
        files.setMinHeight(USE_PREF_SIZE);
        trouble.setStyle("-fx-text-fill: -color-warning-fg;");
        trouble.setMinHeight(USE_PREF_SIZE);
        trouble.setManaged(false);
        VBox well = new VBox(Texts.plain(cases == 1 ? "Will be written, for this case" : "Will be written, for each of " + cases + " cases with labels", "setting-title"), files);
        well.getStyleClass().add("well");
        getChildren().addAll(titled("Layout", strip), titled("Folder", where), well, trouble);
        export = Buttons.named(Buttons.primary("Export", MaterialDesignT.TRAY_ARROW_UP, () -> deed.accept(layout, Path.of(folder.getText().trim()))), "export-now");
        showFiles();
    }

    /// The button that exports, for the sheet's foot.
    public Button button() {
        return export;
    }

    private static Node titled(String title, Node node) {
        return new VBox(4, Texts.plain(title, "setting-title"), node);
    }

    private void showFiles() {
        List<String> lines = new java.util.ArrayList<>(layout.files.stream().map(f -> f.formatted(caseId)).toList());
        lines.add("scores.json, scores.csv    Dice, Jaccard, ml against the proposal");
        files.setText(String.join("\n", lines));
        boolean usable = !folder.getText().isBlank();
        export.setDisable(!usable);
        trouble.setManaged(!usable);
        trouble.setText(usable ? "" : "Name the folder to export to.");
    }
}
