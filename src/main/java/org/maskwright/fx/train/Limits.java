package org.maskwright.fx.train;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import org.maskwright.fx.part.NumberField;
import org.maskwright.fx.part.Texts;

/// How long a run may take: whichever is reached first.
final class Limits extends HBox {
    private final NumberField epochs, minutes;

    Limits(int epochs, double minutes) {
        super(8);
        setAlignment(Pos.CENTER_LEFT);
        this.epochs = new NumberField(1, 10_000, 1, epochs);
        this.epochs.setId("teach-epochs");
        this.minutes = new NumberField(0, 10_000, 1, minutes);
        this.minutes.setId("teach-minutes");
        getChildren().addAll(this.epochs, Texts.plain("epochs, or", "small"), this.minutes, Texts.plain("minutes, whichever comes first; 0 minutes for no limit", "small"));
    }

    int epochs() {
        return (int) epochs.valueProperty().get();
    }

    double minutes() {
        return minutes.valueProperty().get();
    }

    /// A quiet title over a node.
    static javafx.scene.layout.VBox titled(String title, Node node) {
        return new javafx.scene.layout.VBox(4, Texts.plain(title, "setting-title"), node);
    }
}
