package org.maskwright.fx.export;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;

/// Words side by side, over several lines if need be, one of them chosen; reached by Tab and the arrow keys.
final class Choices<T> extends FlowPane {
    Choices(List<T> options, T initial, Function<T, String> title, Consumer<T> chosen) {
        super(2, 2);
        getStyleClass().add("strip");
        ToggleGroup group = new ToggleGroup();
        for (T option : options) {
            ToggleButton button = new ToggleButton(title.apply(option));
            button.getStyleClass().setAll("toggle-button", "strip-button", "roomy");
            button.setToggleGroup(group);
            button.setSelected(option.equals(initial));
            button.setOnAction(e -> {
                button.setSelected(true); // a second press must not leave none chosen
                chosen.accept(option);
            });
            getChildren().add(button);
        }
    }
}
