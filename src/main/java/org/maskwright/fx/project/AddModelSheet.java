package org.maskwright.fx.project;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.Switch;
import org.maskwright.fx.part.Texts;
import org.maskwright.job.Job;
import org.maskwright.job.JobState;
import org.maskwright.workflow.AddModel;
import org.maskwright.workflow.ModelShelf;
import org.maskwright.workflow.Trouble;

/// Takes a network from elsewhere among the user's models: says what it is and what it can run, asks for what its metadata do not say, and runs
/// it only once the user agrees.
public final class AddModelSheet extends VBox {
    /// A detail of the form: its name on the command line, what people read, and an example.
    private record Field(String name, String title, String example) {}

    private static final List<Field> FIELDS = List.of(new Field("id", "Id", "spleen"), new Field("title", "Name", "Spleen in CT"), new Field("modality", "Modality", "CT; empty for any"),
            new Field("channels", "Images", "T1c,T1,T2,FLAIR; empty for one"), new Field("labels", "Labels", "1=liver,2=spleen"), new Field("axes", "Axes", "RAS"), new Field("patch", "Patch, voxels", "96,96,96"),
            new Field("spacing", "Spacing, mm", "1.5,1.5,2 or scan"), new Field("intensity", "Grey levels", "range:-57,164,0,1"), new Field("scores", "Scores", "softmax or sigmoid"));

    private final AddModel verb;
    private final Consumer<ModelShelf.Entry> added;
    private final TextField path = Buttons.named(new TextField(), "add-model-path");
    private final VBox found = new VBox(16);
    private final Label trouble = Buttons.named(Texts.prose(""), "add-model-trouble");
    private final List<TextField> fields = new ArrayList<>();
    private final Button add;
    private AddModel.@Nullable Look look;
    private @Nullable WeightsForm weights;
    private boolean trusted;
    private boolean leaveOut;
    private boolean busy;

    /// @param added told of the model, once it is among the user's
    public AddModelSheet(AddModel verb, Places places, Consumer<ModelShelf.Entry> added) {
        super(16);
        this.verb = verb;
        this.added = added;
        path.setPromptText("model.ts, weights.safetensors, or a bundle's folder");
        path.setOnAction(e -> look());
        HBox.setHgrow(path, Priority.ALWAYS);
        HBox where = new HBox(8, path, Buttons.soft("File…", () -> places.model().ifPresent(this::look)),
                Buttons.soft("Folder…", () -> places.folder("A MONAI bundle", Optional.empty()).ifPresent(this::look)), Buttons.named(Buttons.soft("Look", this::look), "add-model-look"));
        where.setAlignment(Pos.CENTER_LEFT);
        trouble.getStyleClass().add("trouble");
        show(trouble, false);
        add = Buttons.named(Buttons.primary("Agree and add", MaterialDesignP.PLUS, this::add), "add-model");
        add.setDisable(true);
        getChildren().addAll(Texts.prose("A TorchScript file (.ts, .pt), a MONAI bundle in a folder or a zip archive, or weights alone (.safetensors, .pt) for the network of a model that you have. It is looked into first; nothing of it runs until you agree."),
                where, trouble, found);
    }

    /// The button that adds it, for the sheet's foot.
    public Button button() {
        return add;
    }

    /// Looks into a file.
    public void look(Path file) {
        path.setText(file.toString());
        look();
    }

    private void look() {
        if (path.getText().isBlank() || busy) return;
        try {
            run(verb.lookInto(Path.of(path.getText().strip())), this::present);
        } catch (InvalidPathException e) {
            complain("'" + path.getText() + "' is no path: " + e.getReason() + ".");
        }
    }

    private void add() {
        AddModel.Look seen = look;
        WeightsForm form = weights;
        if (busy) return;
        if (form != null) run(form.add(verb), added);
        else if (seen != null) run(verb.agreeAndAdd(seen, said(), leaveOut), added);
    }

    private <T> void run(Job<T> job, Consumer<T> then) {
        busy = true;
        show(trouble, false);
        offer();
        job.onState(state -> {
            switch (state) {
                case JobState.Waiting<T> _, JobState.Running<T> _ -> {}
                case JobState.Cancelled<T> _ -> finished();
                case JobState.Done<T>(T result) -> {
                    finished();
                    then.accept(result);
                }
                case JobState.Failed<T>(Throwable cause) -> {
                    finished();
                    complain(Trouble.sentence(cause));
                }
            }
        });
    }

    private void finished() {
        busy = false;
        offer();
    }

    private void complain(String sentence) {
        trouble.setText(sentence);
        show(trouble, true);
    }

    private static void show(Label label, boolean visible) {
        label.setVisible(visible);
        label.setManaged(visible);
    }

    private void present(AddModel.Found seen) {
        look = null;
        weights = null;
        trusted = false;
        leaveOut = false;
        found.getChildren().setAll(well("What it is", seen.facts()));
        switch (seen) {
            case AddModel.Look program -> present(program);
            case AddModel.LooseWeights loose -> present(loose);
        }
    }

    private void present(AddModel.LooseWeights loose) {
        add.setText("Add");
        if (loose.models().isEmpty()) {
            complain("They are for the network of none of the models at hand. Add or train a model of that network first.");
        } else {
            WeightsForm form = new WeightsForm(loose, this::offer);
            weights = form;
            found.getChildren().add(form);
        }
        offer();
    }

    private void present(AddModel.Look seen) {
        look = seen;
        add.setText("Agree and add");
        if (!seen.refusals().isEmpty()) {
            complain("It is not run, for " + String.join("; ", seen.refusals()) + ".");
            offer();
            return;
        }
        if (!seen.notUnderstood().isEmpty()) {
            VBox gaps = well("Not understood", seen.notUnderstood());
            gaps.getChildren().add(Buttons.named(new Switch("Go on without these steps", false, on -> {
                leaveOut = on;
                offer();
            }), "add-model-leave-out"));
            found.getChildren().add(gaps);
        }
        found.getChildren().addAll(form(seen.details()), Buttons.named(new Switch("I know where it is from, and agree that it is run inside this program", false, on -> {
            trusted = on;
            offer();
        }), "add-model-trust"));
        offer();
    }

    private static VBox well(String title, List<String> sentences) {
        VBox well = new VBox(6, Texts.plain(title, "strong"));
        sentences.forEach(sentence -> well.getChildren().add(Texts.prose(sentence)));
        well.getStyleClass().add("well");
        return well;
    }

    private GridPane form(AddModel.Details details) {
        List<String> known = List.of(details.id(), details.title(), details.modality(), details.channels(), details.labels(), details.axes(), details.patch(), details.spacing(), details.intensity(),
                details.scores());
        GridPane grid = new GridPane(12, 8);
        ColumnConstraints names = new ColumnConstraints(120);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().setAll(names, values);
        fields.clear();
        for (int i = 0; i < FIELDS.size(); i++) {
            TextField field = Buttons.named(new TextField(known.get(i)), "add-model-" + FIELDS.get(i).name());
            field.setPromptText(FIELDS.get(i).example());
            field.textProperty().addListener((o, was, is) -> offer());
            fields.add(field);
            grid.addRow(i, Texts.plain(FIELDS.get(i).title(), "setting-title"), field);
        }
        return grid;
    }

    private AddModel.Details said() {
        List<String> texts = fields.stream().map(field -> field.getText().strip()).toList();
        if (texts.isEmpty()) return AddModel.Details.NONE;
        return new AddModel.Details(texts.get(0), texts.get(1), texts.get(2), texts.get(4), texts.get(7), texts.get(6), texts.get(8), texts.get(5), texts.get(9), texts.get(3));
    }

    /// Lets the button be pressed where all is said.
    private void offer() {
        AddModel.Look seen = look;
        boolean ready = weights != null ? weights.isReady() : seen != null && seen.refusals().isEmpty() && trusted && (leaveOut || seen.notUnderstood().isEmpty()) && seen.missing(said()).isEmpty();
        add.setDisable(busy || !ready);
    }
}
