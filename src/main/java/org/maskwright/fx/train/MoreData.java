package org.maskwright.fx.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.Texts;
import org.maskwright.fx.project.Places;
import org.maskwright.workflow.TrainingData;

/// What a model learns from beside the folder that judges: a field each, and always an empty one for the next. What is wrong stands
/// beneath its field.
final class MoreData extends VBox {
    private final List<TextField> fields = new ArrayList<>();
    private final Wish wish;
    private final Places places;

    MoreData(Wish wish, Places places) {
        super(4);
        this.wish = wish;
        this.places = places;
        grow();
    }

    private void grow() {
        TextField field = new TextField();
        field.setId("train-also-" + (fields.size() + 1));
        field.setPromptText("a pseudo-labelled or another folder, or phantom:20 for digital torsos beside CT");
        HBox.setHgrow(field, Priority.ALWAYS);
        Label wrong = Texts.plain("", "small", "wrap", "trouble");
        wrong.setMinHeight(USE_PREF_SIZE);
        wrong.setManaged(false);
        HBox row = new HBox(8, field, Buttons.soft("Choose…", () -> places.folder("More to learn from", Optional.empty()).ifPresent(chosen -> field.setText(chosen.toString()))));
        row.setAlignment(Pos.CENTER_LEFT);
        field.textProperty().addListener((o, was, is) -> {
            wrong.setText(is.isBlank() ? "" : TrainingData.obstacle(is.strip()));
            wrong.setManaged(!wrong.getText().isEmpty());
            wish.learnAlso(fields.stream().map(TextField::getText).toList());
            if (!fields.getLast().getText().isBlank()) grow();
        });
        fields.add(field);
        getChildren().addAll(row, wrong);
    }
}
