package org.maskwright.fx.label;

import javafx.geometry.Pos;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.maskwright.fx.desk.CaseModel;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.Section;
import org.maskwright.fx.part.Texts;
import org.maskwright.fx.theme.Icons;
import org.maskwright.workflow.Layer;

/// The case's layers, where it has more than one: a click makes one the layer that is edited, the eye hides the outline of
/// another.
public final class LayerList extends VBox {
    private final CaseModel open;
    private final VBox rows = new VBox(2);

    public LayerList(CaseModel open) {
        this.open = open;
        setId("layer-list");
        Section section = new Section("Layers", rows);
        section.getStyleClass().add("layers");
        getChildren().add(section);
        setMinHeight(USE_PREF_SIZE);
        open.onLayers(this::fill);
        fill();
    }

    private void fill() {
        boolean several = open.layers().size() > 1;
        setVisible(several);
        setManaged(several);
        rows.getChildren().setAll(open.layers().stream().map(this::row).toList());
    }

    private HBox row(Layer layer) {
        boolean active = layer == open.session().activeLayer();
        Label name = Texts.plain(layer.name());
        name.setMinWidth(0);
        HBox row = new HBox(8, Icons.of(active ? MaterialDesignL.LAYERS : MaterialDesignL.LAYERS_OUTLINE), name, Texts.spring());
        row.setId("layer-" + layer.number());
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("layer-row");
        if (active) {
            row.getStyleClass().add("chosen");
            row.getChildren().add(Texts.plain("edited", "figure"));
        } else {
            boolean shown = layer.isShown();
            var eye = Buttons.icon(shown ? MaterialDesignE.EYE_OUTLINE : MaterialDesignE.EYE_OFF_OUTLINE, shown ? "Hide its outlines" : "Show its outlines",
                    () -> open.session().setShown(layer, !shown));
            row.getChildren().add(Buttons.named(eye, "layer-eye-" + layer.number()));
            if (!shown) name.getStyleClass().add("hidden-label");
        }
        row.setOnMouseClicked(e -> {
            if (e.getButton() != MouseButton.PRIMARY) return;
            if (e.getClickCount() == 2) rename(layer, row, name);
            else open.activate(layer);
        });
        ContextMenu menu = new ContextMenu(item("Rename", () -> rename(layer, row, name)));
        if (!active && layer.number() > 1) menu.getItems().add(item("Remove", () -> open.session().removeLayer(layer)));
        row.setOnContextMenuRequested(e -> menu.show(row, e.getScreenX(), e.getScreenY()));
        return row;
    }

    private static MenuItem item(String text, Runnable deed) {
        MenuItem item = new MenuItem(text);
        item.setOnAction(e -> deed.run());
        return item;
    }

    /// Turns the name into a text field: Enter takes it, Esc leaves it.
    private void rename(Layer layer, HBox row, Label name) {
        int at = row.getChildren().indexOf(name);
        if (at < 0) return;
        TextField field = new TextField(layer.name());
        field.setId("layer-name-field");
        field.setMaxHeight(26);
        field.setMinHeight(26);
        HBox.setHgrow(field, Priority.ALWAYS);
        row.getChildren().set(at, field);
        field.requestFocus();
        field.selectAll();
        field.setOnAction(e -> open.session().renameLayer(layer, field.getText().isBlank() ? layer.name() : field.getText().trim()));
        field.setOnKeyPressed(e -> {
            if (e.getCode() != KeyCode.ESCAPE) return;
            fill();
            e.consume();
        });
        field.focusedProperty().addListener((o, was, is) -> {
            if (!is && row.getChildren().contains(field)) fill();
        });
    }
}
