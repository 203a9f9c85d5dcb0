package org.maskwright.fx.project;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.Switch;
import org.maskwright.fx.part.Texts;
import org.maskwright.label.LabelTable;
import org.maskwright.workflow.LookAgain;
import org.maskwright.workflow.ModelShelf;
import org.maskwright.workflow.Propose;

/// The models that can be asked, each with what its card says: which one proposes, or which together, and how; and how to train one's own.
public final class ModelSheet extends VBox {
    /// What the sheet's buttons do.
    public interface Deeds {
        /// Asks the chosen models from now on, and at once where a case is open.
        void ask(ModelChoice choice);

        /// Has the next proposal made in another way.
        void set(Propose.Options wanted);

        /// Goes to where models are taught.
        void teach();

        /// Lays the sheet that takes a network from elsewhere.
        void add();
    }

    private final ModelShelf.Listing listing;
    private final String modality;
    private final Deeds deeds;
    private final VBox rows = new VBox(8), how = new VBox(4);
    private final Label cost = Buttons.named(Texts.muted(""), "model-cost");
    private final Button ask;
    private Optional<ModelChoice> choice;
    private Propose.Options options;
    private boolean together;

    /// @param modality of the open scan; empty if unknown
    /// @param chosen the models asked so far; nothing if none suits
    /// @param options how the next proposal is made
    /// @param caseOpen whether there is anything to propose for
    /// @param trainCommand what trains a model on an export, to be copied
    public ModelSheet(ModelShelf.Listing listing, String modality, Optional<ModelChoice> chosen, Propose.Options options, boolean caseOpen, String trainCommand, Deeds deeds) {
        super(16);
        this.listing = listing;
        this.modality = modality;
        this.choice = chosen;
        this.options = options;
        this.deeds = deeds;
        this.together = chosen.map(ModelChoice::isTogether).orElse(false);
        ask = Buttons.named(Buttons.primary(caseOpen ? "Propose" : "Choose", caseOpen ? MaterialDesignC.CREATION : MaterialDesignC.CHECK, () -> choice.ifPresent(deeds::ask)), "model-propose");
        ask.setDefaultButton(true);
        HBox more = new HBox(Buttons.named(Buttons.soft("Add a model…", MaterialDesignP.PLUS, deeds::add), "add-a-model"));
        getChildren().addAll(rows, how, more, training(trainCommand));
        show();
    }

    /// What the choice costs, and the button that takes it, for the sheet's foot.
    public Node[] foot() {
        return new Node[] {cost, Texts.spring(), ask};
    }

    private VBox training(String trainCommand) {
        Label command = Texts.plain(trainCommand, "mono", "wrap");
        command.setMaxWidth(Double.MAX_VALUE);
        command.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(command, Priority.ALWAYS);
        HBox line = new HBox(12, command, Buttons.soft("Copy", MaterialDesignC.CONTENT_COPY, () -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(trainCommand);
            Clipboard.getSystemClipboard().setContent(content);
        }));
        line.setAlignment(Pos.CENTER_LEFT);
        HBox head = new HBox(12, Texts.plain("Train your own", "strong"), Texts.spring(), Buttons.named(Buttons.soft("Teach…", MaterialDesignS.SCHOOL_OUTLINE, deeds::teach), "model-teach"));
        head.setAlignment(Pos.CENTER_LEFT);
        VBox well = new VBox(head, Texts.prose("Teach a model what you corrected, or train a new one from a folder (Ctrl+T). In a terminal, or on another machine, an export is learnt from by"), line);
        well.getStyleClass().add("well");
        return well;
    }

    private void show() {
        rows.getChildren().clear();
        listing.models().stream().sorted(Comparator.comparing(e -> !ModelChoice.fits(e, modality))).forEach(entry -> rows.getChildren().add(row(entry)));
        if (listing.models().isEmpty()) rows.getChildren().add(Texts.prose("No model was found. Train one, or put a model's folder beside the program."));
        for (String problem : listing.problems()) rows.getChildren().add(Texts.prose(problem));
        showHow();
    }

    /// The ways of proposing that mean something to the chosen models.
    private void showHow() {
        how.getChildren().clear();
        choice.ifPresent(chosen -> {
            List<String> mending = chosen.leader().mending();
            if (!mending.isEmpty()) {
                how.getChildren().addAll(toggle("post-processing", "Mend labels as the card of " + chosen.leader().id() + " says", options.postProcessed(), Propose.Options::withPostProcessed),
                        Texts.prose(String.join("; ", mending) + "."));
            }
            if (chosen.mirroredTimes() > 1) {
                how.getChildren().add(toggle("mirrored", "Look at every tile mirrored, too: a little better, " + ModelChoice.times(chosen.mirroredTimes()) + " × the time", options.mirrored().orElse(chosen.mirrors()), Propose.Options::withMirrored));
            }
        });
        how.getChildren().addAll(toggle("largest-only", "Keep only the largest piece of each label", options.largestOnly(), Propose.Options::withLargestOnly),
                toggle("any-scan", "Propose even where the scan is unlike those the model knows", options.anyScan(), Propose.Options::withAnyScan));
        choice.ifPresent(chosen -> how.getChildren().add(measures(chosen)));
        showCost();
    }

    /// By which measure it is told how sure the models are: those that they can be asked for. What lacks for the others stands in the tip.
    private HBox measures(ModelChoice chosen) {
        Map<String, String> all = LookAgain.measures();
        ComboBox<String> box = Buttons.named(new ComboBox<>(), "measure");
        StringBuilder lacking = new StringBuilder();
        all.forEach((id, title) -> {
            String missing = chosen.missing(id);
            if (missing.isEmpty()) box.getItems().add(id);
            else lacking.append(lacking.isEmpty() ? "" : "\n").append(title).append(": ").append(missing);
        });
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable String id) {
                return id == null ? "" : Objects.requireNonNull(all.get(id));
            }

            @Override
            public String fromString(String text) {
                return text;
            }
        });
        box.setValue(box.getItems().contains(options.measure()) ? options.measure() : box.getItems().getFirst());
        box.setOnAction(e -> {
            options = options.withMeasure(box.getValue());
            deeds.set(options);
        });
        if (!lacking.isEmpty()) box.setTooltip(Texts.tip(lacking.toString()));
        HBox row = new HBox(12, Texts.plain("How sure it is"), Texts.spring(), box);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void showCost() {
        cost.setText(choice.map(chosen -> chosen.cost(options.mirrored())).orElse(""));
        ask.setDisable(choice.isEmpty());
    }

    private Switch toggle(String id, String words, boolean on, BiFunction<Propose.Options, Boolean, Propose.Options> change) {
        return Buttons.named(new Switch(words, on, is -> {
            options = change.apply(options, is);
            deeds.set(options);
            showCost();
        }), id);
    }

    private VBox row(ModelShelf.Entry entry) {
        boolean leads = choice.map(chosen -> chosen.leader().equals(entry)).orElse(false);
        String obstacle = together && choice.isPresent() ? choice.get().obstacle(entry, modality) : ModelChoice.unlike(entry, modality);
        HBox head = new HBox(8);
        head.setAlignment(Pos.CENTER_LEFT);
        if (together && !leads) head.getChildren().add(tick(entry, obstacle));
        head.getChildren().addAll(Texts.plain(entry.name(), "strong"), Texts.spring());
        entry.meanDice().ifPresent(dice -> head.getChildren().add(Texts.plain(String.format(Locale.ROOT, "Dice %.3f", dice), "mono")));
        List<String> names = entry.labels().entries().stream().map(LabelTable.Entry::name).toList();
        String labels = names.size() <= 5 ? String.join(", ", names) : String.join(", ", names.subList(0, 5)) + " and " + (names.size() - 5) + " more";
        VBox row = new VBox(head, Texts.prose(labels),
                Texts.plain(entry.id() + "  ·  " + (entry.modality().isEmpty() ? "any modality" : entry.modality()) + "  ·  " + entry.sha256().substring(0, Math.min(12, entry.sha256().length())), "figure"));
        if (entry.judgedBefore()) row.getChildren().add(Texts.prose("Its Dice is from before its last training, in which it learnt from the judging cases, too."));
        if (!entry.origin().isEmpty()) row.getChildren().add(Texts.prose("A program from elsewhere: " + entry.origin() + "."));
        if (entry.images().size() > 1) row.getChildren().add(Texts.prose("Takes " + entry.images().size() + " images of a case: " + String.join(", ", entry.images()) + ". You are asked for the others."));
        if (!obstacle.isEmpty()) row.getChildren().add(Texts.prose(obstacle));
        if (leads && listing.models().size() > 1) row.getChildren().addAll(company());
        row.getStyleClass().add("model-row");
        if (choice.map(chosen -> chosen.has(entry)).orElse(false)) row.getStyleClass().add("chosen");
        if (!obstacle.isEmpty()) row.getStyleClass().add("unfit");
        row.setId("model-" + entry.id());
        row.setOnMouseClicked(e -> {
            if (together && !leads) {
                if (obstacle.isEmpty()) choose(choice.map(chosen -> chosen.toggled(entry)));
            } else if (!together) {
                choose(Optional.of(ModelChoice.of(entry)));
            }
            if (!together && e.getClickCount() == 2) choice.ifPresent(deeds::ask);
        });
        return row;
    }

    /// Shows whether a model looks, too; its whole row can be pressed.
    private CheckBox tick(ModelShelf.Entry entry, String obstacle) {
        CheckBox tick = Buttons.named(new CheckBox(), "together-" + entry.id());
        tick.setSelected(choice.map(chosen -> chosen.has(entry)).orElse(false));
        tick.setDisable(!obstacle.isEmpty());
        tick.setAccessibleText("Ask " + entry.name() + ", too");
        tick.setMouseTransparent(true);
        tick.setFocusTraversable(false);
        return tick;
    }

    /// How the leader comes to company, and is alone again.
    private List<Node> company() {
        Button link = Buttons.named(Buttons.link(together ? "Ask it alone" : "and together with…", () -> {
            together = !together;
            choose(choice.map(chosen -> ModelChoice.of(chosen.leader())));
        }), "together");
        return together ? List.of(Texts.prose("Tick those that look, too: the mean of what all of them find decides."), link) : List.of(link);
    }

    private void choose(Optional<ModelChoice> other) {
        choice = other;
        show();
    }
}
