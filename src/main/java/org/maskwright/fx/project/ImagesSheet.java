package org.maskwright.fx.project;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.Texts;
import org.maskwright.workflow.ModelShelf;

/// Asks a model that takes several images of a case: which of them the open scan is, and in which files the others are.
public final class ImagesSheet extends VBox {
    private final ToggleGroup own = new ToggleGroup();
    private final List<TextField> files = new ArrayList<>();
    private final Label trouble = Buttons.named(Texts.prose(""), "images-trouble");
    private final Button ask;

    /// @param asked told of the images in the model's order, nothing for the open scan
    public ImagesSheet(ModelShelf.Entry model, Places places, Consumer<List<Optional<Path>>> asked) {
        super(16);
        trouble.getStyleClass().add("trouble");
        trouble.setVisible(false);
        trouble.setManaged(false);
        ask = Buttons.named(Buttons.primary("Propose", MaterialDesignC.CREATION, () -> images().ifPresent(asked)), "images-ask");
        GridPane grid = new GridPane(12, 8);
        ColumnConstraints names = new ColumnConstraints(120), paths = new ColumnConstraints();
        paths.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().setAll(names, paths);
        for (int i = 0; i < model.images().size(); i++) {
            TextField file = Buttons.named(new TextField(), "image-" + i);
            file.setPromptText("a file on this scan's grid");
            file.textProperty().addListener((o, was, is) -> offer());
            Button choose = Buttons.soft("File…", () -> places.files().stream().findFirst().ifPresent(path -> file.setText(path.toString())));
            RadioButton open = Buttons.named(new RadioButton("the open scan"), "image-own-" + i);
            open.setToggleGroup(own);
            file.disableProperty().bind(open.selectedProperty());
            choose.disableProperty().bind(open.selectedProperty());
            files.add(file);
            grid.addRow(i, Texts.plain(model.images().get(i), "setting-title"), file, choose, open);
        }
        own.getToggles().getFirst().setSelected(true);
        own.selectedToggleProperty().addListener((o, was, is) -> offer());
        getChildren().addAll(Texts.prose(model.name() + " takes " + model.images().size() + " images of a case. Say which of them is open, and where the others are."), grid, trouble);
        offer();
    }

    /// The button that asks, for the sheet's foot.
    public Button button() {
        return ask;
    }

    private boolean isOpen(int image) {
        return own.getToggles().get(image).isSelected();
    }

    private void offer() {
        boolean whole = true;
        for (int i = 0; i < files.size(); i++) whole &= isOpen(i) || !files.get(i).getText().isBlank();
        ask.setDisable(!whole);
    }

    private Optional<List<Optional<Path>>> images() {
        List<Optional<Path>> images = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            String text = files.get(i).getText().strip();
            try {
                images.add(isOpen(i) ? Optional.empty() : Optional.of(Path.of(text)));
            } catch (InvalidPathException e) {
                trouble.setText("'" + text + "' is no path: " + e.getReason() + ".");
                trouble.setVisible(true);
                trouble.setManaged(true);
                return Optional.empty();
            }
        }
        return Optional.of(images);
    }
}
