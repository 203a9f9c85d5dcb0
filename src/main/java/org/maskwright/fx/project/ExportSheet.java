package org.maskwright.fx.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NotDirectoryException;
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
import org.maskwright.workflow.ExportDataset.Kind;

/// Asks in which layout and where to export, and says beforehand what will be written.
public final class ExportSheet extends VBox {
    private static final String SCORES = "scores.json, scores.csv: Dice, Jaccard, ml against the proposal";

    private final TextField folder = new TextField();
    private final Label files = Texts.plain("", "mono", "wrap"), trouble = Texts.plain("", "wrap");
    private final String caseId;
    private final Button export;
    private Kind kind = Kind.NNUNET;

    /// @param caseId our own name of the open case
    /// @param start the folder that is suggested
    public ExportSheet(String caseId, Path start, Places places, BiConsumer<Kind, Path> deed) {
        super(16);
        this.caseId = caseId;
        Strip strip = new Strip(List.of(title(Kind.NNUNET), title(Kind.MSD)), title(kind), title -> {
            kind = title.equals(title(Kind.MSD)) ? Kind.MSD : Kind.NNUNET;
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
        VBox well = new VBox(Texts.plain("Will be written, for every case of the project that has labels", "setting-title"), files);
        well.getStyleClass().add("well");
        getChildren().addAll(titled("Layout", strip), titled("Folder", where), well, trouble);
        export = Buttons.named(Buttons.primary("Export", MaterialDesignT.TRAY_ARROW_UP, () -> deed.accept(kind, Path.of(folder.getText().trim()))), "export-now");
        showFiles();
    }

    /// The button that exports, for the sheet's foot.
    public Button button() {
        return export;
    }

    private static Node titled(String title, Node node) {
        return new VBox(4, Texts.plain(title, "setting-title"), node);
    }

    private static String title(Kind kind) {
        return switch (kind) {
            case NNUNET -> "nnU-Net v2";
            case MSD -> "Decathlon (MSD)";
        };
    }

    private List<String> files() {
        return switch (kind) {
            case NNUNET -> List.of("imagesTr/" + caseId + "_0000.nii.gz", "labelsTr/" + caseId + ".nii.gz", "dataset.json, splits_final.json", SCORES);
            case MSD -> List.of("imagesTr/" + caseId + ".nii.gz", "labelsTr/" + caseId + ".nii.gz", "dataset.json", SCORES);
        };
    }

    private void showFiles() {
        files.setText(String.join("\n", files()));
        String problem = problem(folder.getText().trim());
        export.setDisable(!problem.isEmpty());
        trouble.setText(problem.isEmpty() ? " " : problem);
    }

    private static String problem(String typed) {
        if (typed.isEmpty()) return "Name the folder to export to.";
        try (var inside = Files.list(Path.of(typed))) {
            return inside.findAny().isPresent() ? "There are files in this folder; choose a new or empty one." : "";
        } catch (NotDirectoryException e) {
            return "This is a file; choose a new or empty folder.";
        } catch (IOException e) {
            return ""; // not there yet, as it should be
        } catch (InvalidPathException e) {
            return "This is no name for a folder.";
        }
    }
}
