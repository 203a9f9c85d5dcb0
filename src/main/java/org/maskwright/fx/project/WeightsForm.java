package org.maskwright.fx.project;

import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.Texts;
import org.maskwright.job.Job;
import org.maskwright.label.LabelTable;
import org.maskwright.workflow.AddModel;
import org.maskwright.workflow.ModelShelf;

/// What must be said of weights that came alone: whose network they are for, and what to call the model.
final class WeightsForm extends VBox {
    private final AddModel.LooseWeights found;
    private final ComboBox<ModelShelf.Entry> like = Buttons.named(new ComboBox<>(), "add-weights-like");
    private final Label taken = Buttons.named(Texts.prose(""), "add-weights-taken");
    private final TextField id, title;

    /// @param found for at least one model's network
    /// @param changed told when something else is said
    WeightsForm(AddModel.LooseWeights found, Runnable changed) {
        super(12);
        this.found = found;
        like.getItems().setAll(found.models());
        like.setConverter(new StringConverter<>() {
            @Override
            public String toString(ModelShelf.@Nullable Entry entry) {
                return entry == null ? "" : entry.name() + "  ·  " + entry.id();
            }

            @Override
            public ModelShelf.Entry fromString(String text) {
                return like.getValue();
            }
        });
        like.setMaxWidth(Double.MAX_VALUE);
        like.setOnAction(e -> showTaken());
        like.setValue(found.models().getFirst());
        id = field("add-model-id", found.id(), "spleen", changed);
        title = field("add-model-title", found.title(), "Spleen in CT", changed);
        GridPane grid = new GridPane(12, 8);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().setAll(new ColumnConstraints(120), values);
        grid.addRow(0, Texts.plain("Network of", "setting-title"), like);
        grid.addRow(1, Texts.plain("Id", "setting-title"), id);
        grid.addRow(2, Texts.plain("Name", "setting-title"), title);
        getChildren().addAll(grid, taken);
        showTaken();
    }

    private static TextField field(String id, String text, String example, Runnable changed) {
        TextField field = Buttons.named(new TextField(text), id);
        field.setPromptText(example);
        field.textProperty().addListener(_ -> changed.run());
        return field;
    }

    private void showTaken() {
        List<String> names = like.getValue().labels().entries().stream().map(LabelTable.Entry::name).toList();
        String modality = like.getValue().modality();
        taken.setText("Taken from it: the labels " + String.join(", ", names) + "; " + (modality.isEmpty() ? "scans of any kind" : modality + " scans")
                + "; the size of its voxels, its patch and how grey levels are prepared. How well the weights do is not known: score them.");
    }

    boolean isReady() {
        return !id.getText().isBlank();
    }

    Job<ModelShelf.Entry> add(AddModel verb) {
        return verb.addWeights(found.path(), like.getValue().folder().toString(), id.getText().strip(), title.getText().strip());
    }
}
