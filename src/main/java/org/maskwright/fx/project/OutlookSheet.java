package org.maskwright.fx.project;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.maskwright.fx.part.Figures;
import org.maskwright.fx.part.Texts;
import org.maskwright.workflow.Outlook;

/// How well each model's proposals fared in a project, and what further labels would bring.
public final class OutlookSheet extends VBox {
    private static final double BAR = 120;

    public OutlookSheet(Outlook outlook) {
        super(16);
        Label words = Texts.plain(outlook.words(), "wrap");
        words.setId("outlook-words");
        words.setMinHeight(USE_PREF_SIZE);
        words.setMaxWidth(Double.MAX_VALUE);
        VBox rows = new VBox(8);
        for (Outlook.Turn turn : outlook.turns()) rows.getChildren().add(row(turn));
        getChildren().add(words);
        if (!outlook.turns().isEmpty()) getChildren().addAll(rows, Texts.prose("Dice of each proposal that you answered, held against the labels as they stand."));
    }

    private static HBox row(Outlook.Turn turn) {
        VBox words = new VBox(Texts.plain(turn.model(), "strong"), Texts.prose((turn.learnt() == 0 ? "before any correction" : "after " + cases(turn.learnt())) + "  ·  proposed for " + cases(turn.cases())));
        ProgressBar bar = new ProgressBar(Double.isNaN(turn.dice()) ? 0 : turn.dice());
        bar.setMinWidth(BAR);
        Label dice = Texts.plain("Dice " + Figures.ratio(turn.dice()), "mono");
        dice.setMinWidth(USE_PREF_SIZE);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new HBox(16, words, bar, dice);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static String cases(int count) {
        return count == 1 ? "one case" : Figures.count(count) + " cases";
    }
}
