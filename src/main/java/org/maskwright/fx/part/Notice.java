package org.maskwright.fx.part;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.maskwright.fx.theme.Icons;

/// A sentence that decides what can be done next, with a mark that says how it is meant.
public final class Notice extends HBox {
    private Notice(Ikon icon, String sentence, String style, Node... more) {
        super(12);
        getStyleClass().addAll("verdict", style);
        setAlignment(Pos.CENTER_LEFT);
        setId("notice");
        Label words = Texts.plain(sentence, "wrap");
        words.setMinHeight(USE_PREF_SIZE);
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().addAll(Icons.of(icon), words);
        getChildren().addAll(more);
    }

    public static Notice good(String sentence, Node... more) {
        return new Notice(MaterialDesignC.CHECK_CIRCLE_OUTLINE, sentence, "good", more);
    }

    public static Notice doubtful(String sentence, Node... more) {
        return new Notice(MaterialDesignA.ALERT_OUTLINE, sentence, "doubtful", more);
    }

    public static Notice bad(String sentence, Node... more) {
        return new Notice(MaterialDesignC.CLOSE_CIRCLE_OUTLINE, sentence, "bad", more);
    }
}
