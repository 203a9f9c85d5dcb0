package org.maskwright.fx.project;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.Switch;
import org.maskwright.fx.part.Texts;
import org.maskwright.label.LabelTable;
import org.maskwright.workflow.ModelShelf;
import org.maskwright.workflow.Propose;

/// The models that can be asked, each with what its card says; and how to train one's own.
public final class ModelSheet extends VBox {
    /// @param modality of the open scan; empty if unknown
    /// @param chosenId the model asked so far; may be empty
    /// @param options how the next proposal is made; told anew when the user changes them
    /// @param trainCommand what trains a model on an export, to be copied
    /// @param teach goes to where models are taught
    /// @param add lays the sheet that takes a network from elsewhere
    public ModelSheet(ModelShelf.Listing listing, String modality, String chosenId, String trainCommand, Runnable teach, Propose.Options options, Consumer<Propose.Options> setOptions, Consumer<ModelShelf.Entry> choose,
            Runnable add) {
        super(16);
        VBox rows = new VBox(8);
        List<ModelShelf.Entry> fittingFirst = listing.models().stream().sorted(Comparator.comparing(e -> !fits(e, modality))).toList();
        for (ModelShelf.Entry entry : fittingFirst) rows.getChildren().add(row(entry, modality, entry.id().equals(chosenId), choose));
        if (listing.models().isEmpty()) rows.getChildren().add(Texts.prose("No model was found. Train one, or put a model's folder beside the program."));
        for (String problem : listing.problems()) rows.getChildren().add(Texts.prose(problem));
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
        HBox head = new HBox(12, Texts.plain("Train your own", "strong"), Texts.spring(), Buttons.named(Buttons.soft("Teach…", MaterialDesignS.SCHOOL_OUTLINE, teach), "model-teach"));
        head.setAlignment(Pos.CENTER_LEFT);
        VBox well = new VBox(head, Texts.prose("Teach a model what you corrected, or train a new one from a folder (Ctrl+T). In a terminal, or on another machine, an export is learnt from by"), line);
        well.getStyleClass().add("well");
        HBox more = new HBox(Buttons.named(Buttons.soft("Add a model…", MaterialDesignP.PLUS, add), "add-a-model"));
        getChildren().addAll(rows, more, options(options, setOptions), well);
    }

    private static VBox options(Propose.Options initial, Consumer<Propose.Options> set) {
        Switch[] switches = new Switch[2];
        Consumer<Boolean> changed = on -> set.accept(new Propose.Options(initial.mirrored(), switches[0].isOn(), switches[1].isOn(), initial.postProcessed()));
        switches[0] = new Switch("Keep only the largest piece of each label", initial.largestOnly(), changed);
        switches[1] = new Switch("Propose even where the scan is unlike those the model knows", initial.anyScan(), changed);
        switches[0].setId("largest-only");
        switches[1].setId("any-scan");
        return new VBox(4, switches);
    }

    private static VBox row(ModelShelf.Entry entry, String modality, boolean chosen, Consumer<ModelShelf.Entry> choose) {
        boolean fits = fits(entry, modality);
        HBox head = new HBox(8, Texts.plain(entry.name(), "strong"), Texts.spring());
        head.setAlignment(Pos.CENTER_LEFT);
        entry.meanDice().ifPresent(dice -> head.getChildren().add(Texts.plain(String.format(Locale.ROOT, "Dice %.3f", dice), "mono")));
        List<String> names = entry.labels().entries().stream().map(LabelTable.Entry::name).toList();
        String labels = names.size() <= 5 ? String.join(", ", names) : String.join(", ", names.subList(0, 5)) + " and " + (names.size() - 5) + " more";
        VBox row = new VBox(head, Texts.prose(labels),
                Texts.plain(entry.id() + "  ·  " + (entry.modality().isEmpty() ? "any modality" : entry.modality()) + "  ·  " + entry.sha256().substring(0, Math.min(12, entry.sha256().length())), "figure"));
        if (!entry.origin().isEmpty()) row.getChildren().add(Texts.prose("A program from elsewhere: " + entry.origin() + "."));
        if (!fits) row.getChildren().add(Texts.prose("Made for " + entry.modality() + "; this scan is " + modality + "."));
        row.getStyleClass().add("model-row");
        if (chosen) row.getStyleClass().add("chosen");
        if (!fits) row.getStyleClass().add("unfit");
        row.setId("model-" + entry.id());
        row.setOnMouseClicked(e -> choose.accept(entry));
        return row;
    }

    /// Whether a model was made for scans of `modality`.
    public static boolean fits(ModelShelf.Entry entry, String modality) {
        return entry.modality().isEmpty() || modality.isEmpty() || entry.modality().equalsIgnoreCase(modality);
    }
}
