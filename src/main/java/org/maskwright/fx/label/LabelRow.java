package org.maskwright.fx.label;

import atlantafx.base.controls.Popover;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.maskwright.fx.desk.CaseModel;
import org.maskwright.fx.desk.LabelFigures;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.Figures;
import org.maskwright.fx.part.Texts;
import org.maskwright.fx.theme.Icons;
import org.maskwright.label.LabelTable;

/// One label: a chip in its colour that carries its digit key, name, figures, eye and lock.
final class LabelRow extends ListCell<LabelTable.Entry> {
    private final CaseModel open;
    private final Label digit = new Label(), name = Texts.plain("", "label-name"), volume = Texts.plain("", "figure"), dice = Texts.plain("", "figure");
    private final StackPane chip = new StackPane(digit);
    private final Button eye, lock;
    private final VBox words;
    private final HBox row;
    private @Nullable TextField editor;

    LabelRow(CaseModel open, Consumer<LabelTable.Entry> rename) {
        this.open = open;
        chip.getStyleClass().add("chip");
        chip.setOnMouseClicked(e -> {
            if (e.getButton() == MouseButton.PRIMARY && isSelected()) chooseColour();
        });
        eye = Buttons.icon(MaterialDesignE.EYE_OUTLINE, "Hide or show", () -> open.setHidden(getItem().value(), !open.isHidden(getItem().value())));
        lock = Buttons.icon(MaterialDesignL.LOCK_OPEN_VARIANT_OUTLINE, "Lock or unlock (K)", () -> open.setLocked(getItem().value(), !open.isLocked(getItem().value())));
        volume.setMinWidth(76);
        dice.setMinWidth(76);
        HBox figures = new HBox(4, volume, dice);
        words = new VBox(1, name, figures);
        words.setAlignment(Pos.CENTER_LEFT);
        words.setMinWidth(0);
        name.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        row = new HBox(10, chip, words, new HBox(eye, lock));
        row.setAlignment(Pos.CENTER_LEFT);
        ((HBox) row.getChildren().get(2)).setAlignment(Pos.CENTER_RIGHT);
        setOnMouseClicked(e -> {
            if (e.getClickCount() == 2 && e.getButton() == MouseButton.PRIMARY && !isEmpty()) rename.accept(getItem());
        });
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(LabelTable.@Nullable Entry entry, boolean empty) {
        super.updateItem(entry, empty);
        if (empty || entry == null) {
            setGraphic(null);
            setContextMenu(null);
            return;
        }
        boolean hidden = open.isHidden(entry.value()), locked = open.isLocked(entry.value());
        digit.setText(entry.value() <= 9 ? String.valueOf(entry.value()) : "");
        chip.setStyle(String.format("-fx-background-color: #%06x;", entry.rgb()));
        name.setText(entry.name());
        showFigures();
        show(eye, hidden, Icons.of(hidden ? MaterialDesignE.EYE_OFF_OUTLINE : MaterialDesignE.EYE_OUTLINE), "on");
        show(lock, locked, Icons.of(locked ? MaterialDesignL.LOCK_OUTLINE : MaterialDesignL.LOCK_OPEN_VARIANT_OUTLINE), "warn");
        words.getStyleClass().remove("hidden-label");
        if (hidden) words.getStyleClass().add("hidden-label");
        setGraphic(row);
        setContextMenu(menu(entry, hidden, locked));
    }

    /// Shows the newest figures and leaves the rest of the row alone.
    void showFigures() {
        LabelTable.Entry entry = getItem();
        if (isEmpty() || entry == null) return;
        LabelFigures figures = open.figures(entry.value());
        volume.setText(figures.ml() == 0 ? "empty" : Figures.ml(figures.ml()) + " ml");
        dice.setText(figures.ml() == 0 || Double.isNaN(figures.dice()) ? "" : "Dice " + Figures.ratio(figures.dice()));
    }

    private static void show(Button button, boolean on, Node icon, String style) {
        button.setGraphic(icon);
        button.getStyleClass().remove(style);
        if (on) button.getStyleClass().add(style);
    }

    private ContextMenu menu(LabelTable.Entry entry, boolean hidden, boolean locked) {
        int value = entry.value();
        return new ContextMenu(item("Rename", this::editName), item("Colour…", this::chooseColour),
                item(hidden ? "Show" : "Hide", () -> open.setHidden(value, !hidden)),
                item("Show only this", () -> open.showOnly(value)),
                item("Show all", () -> open.showAll()),
                item(locked ? "Unlock" : "Lock", () -> open.setLocked(value, !locked)),
                new SeparatorMenuItem(), item("Remove", () -> remove(entry)));
    }

    private static MenuItem item(String text, Runnable deed) {
        MenuItem item = new MenuItem(text);
        item.setOnAction(e -> deed.run());
        return item;
    }

    /// Turns the name into a text field: Enter takes it, Esc leaves it.
    void editName() {
        if (isEmpty() || editor != null) return;
        LabelTable.Entry entry = getItem();
        TextField field = new TextField(entry.name());
        editor = field;
        field.setId("label-name-field");
        words.getChildren().set(0, field);
        field.setMaxHeight(26);
        field.setMinHeight(26);
        words.getChildren().get(1).setVisible(false);
        words.getChildren().get(1).setManaged(false);
        field.requestFocus();
        field.selectAll();
        field.setOnAction(e -> finish(entry, field.getText()));
        field.setOnKeyPressed(e -> {
            if (e.getCode() != KeyCode.ESCAPE) return;
            finish(entry, entry.name());
            e.consume();
        });
        field.focusedProperty().addListener((o, was, is) -> {
            if (!is) finish(entry, field.getText());
        });
    }

    private void finish(LabelTable.Entry entry, String typed) {
        if (editor == null) return;
        editor = null;
        words.getChildren().set(0, name);
        words.getChildren().get(1).setVisible(true);
        words.getChildren().get(1).setManaged(true);
        if (getScene() != null) getScene().getRoot().requestFocus();
        if (!typed.isBlank() && !typed.trim().equals(entry.name()))
            open.rename(entry.value(), typed.trim());
    }

    /// Here undo brings it back. Other cases of the project would lose its name, so that is asked first.
    private void remove(LabelTable.Entry entry) {
        String obstacle = open.obstacleToRemoving(entry.value());
        int others = open.session().otherCases();
        if (!obstacle.isEmpty()) {
            show(popover(), row, asked(obstacle));
        } else if (others == 0) {
            open.removeLabel(entry.value());
        } else {
            Popover over = popover();
            Button yes = Buttons.named(Buttons.soft("Remove it", () -> {
                over.hide();
                open.removeLabel(entry.value());
            }), "remove-label");
            show(over, row, asked(entry.name() + " is removed here, with what is drawn of it, until you undo that. The project’s " + (others == 1 ? "other case keeps" : others + " other cases keep")
                    + " what is drawn there, but without this name and colour.", yes));
        }
    }

    /// @param at whose styles it takes over, too
    private static void show(Popover over, Node at, Node content) {
        over.setContentNode(content);
        over.show(at);
    }

    private static VBox asked(String sentence, Button... answers) {
        VBox box = new VBox(8, Texts.prose(sentence));
        box.getChildren().addAll(answers);
        box.setPrefWidth(280);
        box.setPadding(new Insets(8));
        return box;
    }

    private void chooseColour() {
        LabelTable.Entry entry = getItem();
        Popover over = popover();
        show(over, chip, new Palette(entry.rgb(), rgb -> {
            over.hide();
            open.recolour(entry.value(), rgb);
        }));
    }

    private static Popover popover() {
        Popover over = new Popover();
        over.setArrowLocation(Popover.ArrowLocation.RIGHT_TOP);
        over.setDetachable(false);
        return over;
    }

    @Override
    protected double computePrefWidth(double height) {
        return Region.USE_COMPUTED_SIZE; // the list's width rules; a long name is shortened
    }
}
