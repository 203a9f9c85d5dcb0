package org.maskwright.fx.learn;

import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.maskwright.fx.learn.task.Field;
import org.maskwright.fx.learn.task.Kind;
import org.maskwright.fx.learn.task.Outcome;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.Notice;
import org.maskwright.fx.part.Reasons;
import org.maskwright.fx.part.Texts;

/// A task under way: how far it is, what it does, and how long it will still take; or what came of it.
final class ErrandPage extends VBox {
    private final Label left = Buttons.named(Texts.plain("", "muted"), "learn-left"), doing = Buttons.named(Texts.plain(" ", "small", "muted", "wrap"), "learn-doing");
    private final ProgressBar bar = Buttons.named(new ProgressBar(0), "learn-bar");

    private ErrandPage() {
        super(12);
    }

    static ErrandPage ofRun(Errand errand, ErrandState.Running running) {
        ErrandPage page = new ErrandPage();
        page.bar.setMaxWidth(Double.MAX_VALUE);
        page.doing.setMinHeight(USE_PREF_SIZE);
        HBox head = new HBox(8, Texts.plain("Under way", "strong"), Texts.spring(), page.left);
        head.setAlignment(Pos.BASELINE_LEFT);
        page.getChildren().addAll(new VBox(8, head, page.bar, page.doing), answers(errand, true),
                Texts.prose(errand.canGoOn() ? "Stopped, or ended with the machine, it goes on from there when it is started again with the same folder." : "Stopped, it leaves nothing behind."));
        page.show(running, "");
        return page;
    }

    void show(ErrandState.Running running, String timeLeft) {
        left.setText(timeLeft);
        bar.setProgress(Double.isNaN(running.fraction()) ? 0 : running.fraction());
        doing.setText(running.stopping() ? "Stopping at the next step…" : running.doing().isEmpty() ? " " : Character.toUpperCase(running.doing().charAt(0)) + running.doing().substring(1));
    }

    static ErrandPage of(Errand errand, Outcome outcome) {
        ErrandPage page = new ErrandPage();
        page.setId("learn-outcome");
        page.getChildren().add(Notice.good(outcome.sentence()));
        if (!outcome.lines().isEmpty()) {
            VBox well = Buttons.named(new VBox(), "learn-lines");
            well.getStyleClass().add("well");
            for (String line : outcome.lines()) well.getChildren().add(whole(line, "mono"));
            page.getChildren().add(well);
        }
        for (String sentence : outcome.leftOut()) page.getChildren().add(Texts.prose(sentence));
        VBox place = new VBox(4, Texts.plain("It is in", "setting-title"), whole(outcome.report().orElse(outcome.folder()).toString(), "mono"));
        Reasons reasons = new Reasons();
        reasons.show(outcome.reasons());
        page.getChildren().addAll(place, answers(errand, false), reasons);
        return page;
    }

    /// What was asked for, as far as anything was said.
    ///
    /// @param folder whether the folder for what comes of it is named, too
    private static VBox answers(Errand errand, boolean folder) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("ledger");
        ColumnConstraints first = new ColumnConstraints(), rest = new ColumnConstraints();
        first.setMinWidth(USE_PREF_SIZE);
        rest.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().setAll(first, rest);
        for (Field field : errand.task().fields()) {
            if (errand.text(field.id()).isEmpty() || !folder && field.kind() instanceof Kind.NewFolder) continue;
            Label title = Texts.plain(field.title(), "small", "muted");
            GridPane.setValignment(title, VPos.TOP);
            grid.addRow(grid.getRowCount(), title, whole(field.kind().words(errand.text(field.id())), "small"));
        }
        VBox well = new VBox(grid);
        well.getStyleClass().add("well");
        return well;
    }

    private static Label whole(String text, String style) {
        Label label = Texts.plain(text, style, "wrap");
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }
}
