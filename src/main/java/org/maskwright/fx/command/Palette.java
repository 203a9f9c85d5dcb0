package org.maskwright.fx.command;

import java.util.List;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.maskwright.fx.part.Texts;

/// Type a few letters, press Enter: every command without its key.
public final class Palette extends VBox {
    private final Keymap keymap;
    private final Runnable close;
    private final TextField search = new TextField();
    private final ListView<Command> found = new ListView<>();

    /// @param close takes the palette away before the command is done
    public Palette(Keymap keymap, Runnable close) {
        this.keymap = keymap;
        this.close = close;
        setSpacing(8);
        setPadding(new javafx.geometry.Insets(12));
        search.setPromptText("What do you want to do?");
        search.setId("palette-search");
        search.textProperty().addListener((o, was, is) -> find(is));
        search.addEventFilter(KeyEvent.KEY_PRESSED, this::steer);
        found.getStyleClass().add("calm-list");
        found.setPrefHeight(320);
        found.setFixedCellSize(32);
        found.setFocusTraversable(false);
        found.setCellFactory(list -> new Row());
        found.setOnMouseClicked(e -> run());
        getChildren().addAll(search, found);
        find("");
        focusedProperty().addListener((o, was, is) -> {
            if (is) search.requestFocus();
        });
    }

    private void find(String typed) {
        List<String> words = List.of(typed.toLowerCase(Locale.ROOT).trim().split("\\s+"));
        found.getItems().setAll(keymap.commands().stream().filter(c -> c.applies().getAsBoolean() && c.manner() != Command.Manner.UNLISTED)
                .filter(c -> words.stream().allMatch((c.title() + " " + c.group()).toLowerCase(Locale.ROOT)::contains)).toList());
        found.getSelectionModel().selectFirst();
    }

    private void steer(KeyEvent e) {
        int at = found.getSelectionModel().getSelectedIndex();
        if (e.getCode() == KeyCode.DOWN || e.getCode() == KeyCode.UP) {
            found.getSelectionModel().select(Math.clamp(at + (e.getCode() == KeyCode.DOWN ? 1 : -1), 0, Math.max(0, found.getItems().size() - 1)));
            found.scrollTo(found.getSelectionModel().getSelectedIndex());
            e.consume();
        } else if (e.getCode() == KeyCode.ENTER) {
            run();
            e.consume();
        }
    }

    private void run() {
        Command chosen = found.getSelectionModel().getSelectedItem();
        if (chosen == null) return;
        close.run();
        chosen.deed().run();
    }

    private static final class Row extends ListCell<Command> {
        @Override
        protected void updateItem(@Nullable Command command, boolean empty) {
            super.updateItem(command, empty);
            if (empty || command == null) {
                setGraphic(null);
                return;
            }
            Label group = Texts.plain(command.group(), "muted", "small");
            group.setMinWidth(88);
            HBox row = new HBox(8, group, Texts.plain(command.title()), Texts.spring());
            row.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
            command.keys().stream().limit(1).forEach(k -> row.getChildren().add(Texts.key(k.shown())));
            setGraphic(row);
        }
    }
}
