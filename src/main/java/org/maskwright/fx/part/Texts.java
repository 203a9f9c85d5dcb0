package org.maskwright.fx.part;

import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/// Words on the screen, in the few voices that the window has.
public final class Texts {
    private Texts() {}

    public static Label plain(String text, String... styles) {
        Label label = new Label(text);
        label.getStyleClass().addAll(styles);
        return label;
    }

    public static Label muted(String text) {
        return plain(text, "muted");
    }

    /// Muted text that wraps and never pushes its neighbours off.
    public static Label prose(String text) {
        Label label = plain(text, "muted", "small", "wrap");
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setMaxWidth(Double.MAX_VALUE);
        return label;
    }

    /// A number that must not jump: fixed-width digits in a place that is kept.
    public static Label number(int characters) {
        Label label = plain("", "mono");
        double width = characters * 7.3 + 2;
        label.setMinWidth(width);
        label.setPrefWidth(width);
        return label;
    }

    /// A key as it stands on the keyboard.
    public static Label key(String text) {
        Label label = plain(text, "key");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /// Space that takes what is left.
    public static Region spring() {
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        return spring;
    }

    public static Tooltip tip(String text) {
        Tooltip tip = new Tooltip(text);
        tip.setShowDelay(Duration.millis(450));
        tip.setHideDelay(Duration.millis(60));
        tip.setMaxWidth(320);
        tip.setWrapText(true);
        return tip;
    }
}
