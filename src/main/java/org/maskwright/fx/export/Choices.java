package org.maskwright.fx.export;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;

/// Words side by side, over several lines if need be, one of them chosen; reached by Tab and the arrow keys.
final class Choices<T> extends FlowPane {
    private final List<T> options;

    Choices(List<T> options, T initial, Function<T, String> title, Consumer<T> chosen) {
        super(2, 2);
        this.options = List.copyOf(options);
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

    /// Lets only those be chosen that `can` holds for.
    void allow(Predicate<T> can) {
        for (int i = 0; i < options.size(); i++) getChildren().get(i).setDisable(!can.test(options.get(i)));
    }

    /// Shows `option` as chosen without telling anybody.
    void show(T option) {
        if (getChildren().get(options.indexOf(option)) instanceof ToggleButton button) button.setSelected(true);
    }
}
