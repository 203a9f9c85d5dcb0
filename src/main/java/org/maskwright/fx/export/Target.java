package org.maskwright.fx.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.Texts;

/// Where something is written to: a field, a button that asks the system, and what happens to what is there already.
final class Target extends VBox {
    private final TextField field = new TextField();
    private final Label rule = Texts.prose("");

    /// @param title what it is for; empty if that is plain
    /// @param id by which the field is found
    /// @param ask asks the system for a place, beginning at the one given
    Target(String title, String id, String start, Function<Path, Optional<Path>> ask) {
        super(4);
        field.setId(id);
        field.setText(start);
        HBox.setHgrow(field, Priority.ALWAYS);
        HBox where = new HBox(8, field, Buttons.soft("Choose…", () -> ask.apply(path().orElse(Path.of(start))).ifPresent(chosen -> field.setText(chosen.toString()))));
        where.setAlignment(Pos.CENTER_LEFT);
        if (!title.isEmpty()) getChildren().add(Texts.plain(title, "setting-title"));
        getChildren().addAll(where, rule);
    }

    void onChange(Runnable deed) {
        field.textProperty().addListener((o, was, is) -> deed.run());
    }

    String text() {
        return field.getText().strip();
    }

    void setText(String text) {
        field.setText(text);
    }

    /// Says what happens to what is there.
    void say(String sentence) {
        rule.setText(sentence.isEmpty() ? " " : sentence);
    }

    /// What was typed, as a place on this system; nothing if it is none.
    Optional<Path> path() {
        try {
            return text().isEmpty() ? Optional.empty() : Optional.of(Path.of(text()));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /// Why a new folder cannot be made here; empty if it can.
    String folderObstacle() {
        Optional<Path> path = path();
        if (path.isEmpty()) return text().isEmpty() ? "Name the folder to export to." : "This is no name for a folder.";
        try (var inside = Files.list(path.get())) {
            return inside.findAny().isPresent() ? "There are files in this folder; choose a new or empty one." : "";
        } catch (NotDirectoryException e) {
            return "This is a file; choose a new or empty folder.";
        } catch (IOException e) {
            return ""; // not there yet, as it should be
        }
    }

    /// Why a file cannot be written here; empty if it can, though one may be there.
    String fileObstacle() {
        Optional<Path> path = path();
        if (path.isEmpty()) return text().isEmpty() ? "Name the file to write." : "This is no name for a file.";
        return Files.isDirectory(path.get()) ? "This is a folder; name a file." : "";
    }
}
