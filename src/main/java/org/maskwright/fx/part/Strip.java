package org.maskwright.fx.part;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// A few words side by side, one of them chosen.
public final class Strip extends HBox {
    private final ToggleGroup group = new ToggleGroup();

    public Strip(List<String> options, String initial, Consumer<String> chosen) {
        getStyleClass().add("strip");
        for (String option : options) {
            ToggleButton button = new ToggleButton(option);
            button.getStyleClass().setAll("toggle-button", "strip-button");
            button.setToggleGroup(group);
            button.setUserData(option);
            button.setSelected(option.equals(initial));
            button.setFocusTraversable(false);
            HBox.setHgrow(button, Priority.ALWAYS);
            button.setOnAction(e -> {
                button.setSelected(true); // a second press must not leave none chosen
                chosen.accept(option);
            });
            getChildren().add(button);
        }
    }

    /// Shows `option` as chosen without telling anybody.
    public void show(String option) {
        group.getToggles().stream().filter(t -> option.equals(t.getUserData())).findFirst().ifPresent(group::selectToggle);
    }
}
