package org.maskwright.fx.train;

import java.nio.file.Path;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.Notice;
import org.maskwright.fx.part.Texts;
import org.maskwright.fx.project.Places;

/// What a model would learn from the open project, before it is begun.
final class LessonPage extends VBox {
    private static final int EPOCHS = 60, REMARKS = 6;
    private static final double MINUTES = 20;

    private final VBox told = new VBox(12);
    private final Limits limits = new Limits(EPOCHS, MINUTES);

    LessonPage(TrainingModel model, Places places) {
        super(12);
        TextField data = new TextField(model.replay());
        data.setId("teach-replay");
        data.setPromptText("where the model’s card says");
        data.setOnAction(e -> model.setReplay(data.getText().strip()));
        data.focusedProperty().addListener((o, was, is) -> {
            if (!is) model.setReplay(data.getText().strip());
        });
        HBox.setHgrow(data, Priority.ALWAYS);
        HBox where = new HBox(8, data, Buttons.soft("Choose…", () -> places.folder("Old data to learn again", Optional.empty()).map(Path::toString).ifPresent(chosen -> {
            data.setText(chosen);
            model.setReplay(chosen);
        })));
        where.setAlignment(Pos.CENTER_LEFT);
        VBox details = new VBox(12, Limits.titled("It ends after", limits), Limits.titled("Old data to learn again: a folder of labelled cases", where));
        details.setVisible(false);
        details.setManaged(false);
        HBox fold = new HBox(Buttons.named(Buttons.link("Details", () -> {
            details.setVisible(!details.isVisible());
            details.setManaged(details.isVisible());
        }), "teach-details"));
        getChildren().addAll(told, fold, details);
        setId("lesson-page");
    }

    int epochs() {
        return limits.epochs();
    }

    double minutes() {
        return limits.minutes();
    }

    void show(LessonState state) {
        switch (state) {
            case LessonState.NoProject _ -> told.getChildren().setAll(Texts.prose("Open a case of the project whose corrections shall be taught."));
            case LessonState.Looking(double fraction, String doing) -> {
                if (told.lookup("#lesson-doing") instanceof Label words && told.lookup("#lesson-bar") instanceof ProgressBar bar) {
                    words.setText(capital(doing));
                    bar.setProgress(fraction);
                    return;
                }
                ProgressBar bar = Buttons.named(new ProgressBar(Double.isNaN(fraction) ? 0 : fraction), "lesson-bar");
                bar.setMaxWidth(Double.MAX_VALUE);
                told.getChildren().setAll(Buttons.named(Texts.prose(capital(doing)), "lesson-doing"), bar);
            }
            case LessonState.Unknown(String sentence) -> told.getChildren().setAll(Notice.doubtful(sentence));
            case LessonState.Known(var lesson) -> show(new LessonWords(lesson));
        }
    }

    private static String capital(String what) {
        return what.isEmpty() ? what : Character.toUpperCase(what.charAt(0)) + what.substring(1) + "…";
    }

    private void show(LessonWords words) {
        Label sentence = Buttons.named(Texts.plain(words.sentence(), "wrap"), "lesson-sentence");
        sentence.setMinHeight(USE_PREF_SIZE);
        GridPane facts = new GridPane();
        facts.getStyleClass().add("ledger");
        ColumnConstraints first = new ColumnConstraints(104), rest = new ColumnConstraints();
        rest.setHgrow(Priority.ALWAYS);
        facts.getColumnConstraints().setAll(first, rest);
        row(facts, "Starts from", words.model());
        row(facts, "Learns from", words.learns());
        row(facts, "Is judged by", words.judges());
        VBox well = new VBox(facts);
        well.getStyleClass().add("well");
        told.getChildren().setAll(sentence, well);
        words.remarks().stream().limit(REMARKS).map(Texts::prose).forEach(told.getChildren()::add);
        if (words.remarks().size() > REMARKS) told.getChildren().add(Texts.prose("And " + (words.remarks().size() - REMARKS) + " more remarks, in the report."));
    }

    private static void row(GridPane facts, String name, String value) {
        Label words = Texts.plain(value, "small", "wrap");
        words.setMinHeight(USE_PREF_SIZE);
        Label title = Texts.plain(name, "small", "muted");
        GridPane.setValignment(title, javafx.geometry.VPos.TOP);
        facts.addRow(facts.getRowCount(), title, words);
    }
}
