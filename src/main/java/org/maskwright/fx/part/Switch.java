package org.maskwright.fx.part;

import atlantafx.base.controls.ToggleSwitch;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/// On or off, the word at the left, the switch at the right; the whole row can be pressed.
public final class Switch extends HBox {
    private final ToggleSwitch toggle = new ToggleSwitch();
    private boolean showing;

    public Switch(String title, boolean initial, Consumer<Boolean> switched) {
        Label word = Texts.plain(title, "small");
        getChildren().addAll(word, Texts.spring(), toggle);
        setAlignment(Pos.CENTER_LEFT);
        setMinHeight(24);
        getStyleClass().add("switch-row");
        toggle.setSelected(initial);
        toggle.setFocusTraversable(false);
        toggle.setAccessibleText(title);
        toggle.selectedProperty().addListener((o, was, is) -> {
            if (!showing) switched.accept(is);
        });
        word.setOnMouseClicked(e -> toggle.setSelected(!toggle.isSelected()));
    }

    /// Shows a state without telling anybody.
    public void show(boolean on) {
        showing = true;
        toggle.setSelected(on);
        showing = false;
    }

    public boolean isOn() {
        return toggle.isSelected();
    }
}
