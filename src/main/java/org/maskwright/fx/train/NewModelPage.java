package org.maskwright.fx.train;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.Texts;
import org.maskwright.fx.project.Places;
import org.maskwright.workflow.Trainings;

/// A new model from a folder of labelled cases: what to learn from, and with which network.
final class NewModelPage extends VBox {
    private static final int EPOCHS = 100;
    private static final double MINUTES = 60;

    private final TextField data = new TextField();
    private final Limits limits = new Limits(EPOCHS, MINUTES);
    private final ReadOnlyStringWrapper obstacle = new ReadOnlyStringWrapper("");
    private Trainings.Network network = Trainings.networks().getFirst();

    /// @param folder that is suggested; may be empty
    NewModelPage(String folder, Places places) {
        super(12);
        data.setId("train-data");
        data.setText(folder);
        data.setPromptText("a folder as nnU-Net or the Decathlon lay it out, or with images and labels in it");
        data.textProperty().addListener((o, was, is) -> look());
        HBox.setHgrow(data, Priority.ALWAYS);
        HBox where = new HBox(8, data, Buttons.soft("Choose…", () -> places.folder("Labelled cases to learn from", Optional.empty()).ifPresent(chosen -> data.setText(chosen.toString()))));
        where.setAlignment(Pos.CENTER_LEFT);
        MenuButton kinds = Buttons.named(new MenuButton(network.name()), "train-network");
        kinds.getStyleClass().add("soft");
        for (Trainings.Network one : Trainings.networks()) {
            MenuItem item = new MenuItem(one.name());
            item.setOnAction(e -> {
                network = one;
                kinds.setText(one.name());
            });
            kinds.getItems().add(item);
        }
        getChildren().addAll(Texts.prose("A new model learns from nothing but these cases. The last fifth of them, by number, is kept to judge it; a case that cannot be used is named and left out."),
                Limits.titled("Labelled cases", where), Limits.titled("Network", kinds), Limits.titled("It ends after", limits));
        look();
    }

    private void look() {
        obstacle.set(data().isEmpty() ? "Name a folder of labelled cases." : isFolder() ? "" : "There is no such folder.");
    }

    private boolean isFolder() {
        try {
            return Files.isDirectory(Path.of(data())) || data().matches("phantom:\\d{1,6}");
        } catch (InvalidPathException e) {
            return false;
        }
    }

    String data() {
        return data.getText().strip();
    }

    String architecture() {
        return network.id();
    }

    int epochs() {
        return limits.epochs();
    }

    double minutes() {
        return limits.minutes();
    }

    /// Why nothing can be trained; empty if it can.
    ReadOnlyStringProperty obstacle() {
        return obstacle.getReadOnlyProperty();
    }
}
