package org.maskwright.fx.part;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import org.kordamp.ikonli.Ikon;
import org.maskwright.fx.theme.Icons;

/// The kinds of button: one primary in sight at a time, soft ones for the rest, quiet ones where buttons stand in a row.
public final class Buttons {
    private Buttons() {}

    public static Button primary(String text, Ikon icon, Runnable deed) {
        return styled(new Button(text, Icons.of(icon)), "primary", deed);
    }

    public static Button soft(String text, Runnable deed) {
        return styled(new Button(text), "soft", deed);
    }

    public static Button soft(String text, Ikon icon, Runnable deed) {
        return styled(new Button(text, Icons.of(icon)), "soft", deed);
    }

    public static Button quiet(String text, Ikon icon, Runnable deed) {
        return styled(new Button(text, Icons.of(icon)), "quiet", deed);
    }

    /// An icon alone, where its row says what it belongs to; `says` is what a screen reader reads and the tip shows.
    public static Button icon(Ikon icon, String says, Runnable deed) {
        Button button = styled(new Button("", Icons.of(icon)), "row-icon", deed);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        return says(button, says);
    }

    /// Words that act.
    public static Button link(String text, Runnable deed) {
        Button button = new Button(text);
        button.getStyleClass().setAll("label", "link");
        button.setOnAction(e -> deed.run());
        return button;
    }

    private static Button says(Button button, String says) {
        button.setAccessibleText(says);
        button.setTooltip(Texts.tip(says));
        return button;
    }

    private static Button styled(Button button, String style, Runnable deed) {
        button.getStyleClass().add(style);
        button.setMinWidth(Button.USE_PREF_SIZE);
        button.setFocusTraversable(!style.equals("row-icon"));
        button.setOnAction(e -> deed.run());
        return button;
    }

    /// Gives a node the id by which tests and guides find it.
    public static <N extends Node> N named(N node, String id) {
        node.setId(id);
        return node;
    }
}
