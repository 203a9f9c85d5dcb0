package org.maskwright.fx.export;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.maskwright.fx.browse.SmallSlice;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.Figures;
import org.maskwright.fx.part.Texts;
import org.maskwright.fx.project.Places;
import org.maskwright.fx.theme.Icons;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.job.JobState;
import org.maskwright.workflow.Deidentify;
import org.maskwright.workflow.Deidentify.DateChoice;
import org.maskwright.workflow.Deidentify.Source;
import org.maskwright.workflow.Glimpse;
import org.maskwright.workflow.Trouble;

/// DICOM files without the patient in them: which, under what name, what becomes of dates, what goes and what stays; and the pictures, which
/// stay as they are and so have to be looked at.
public final class DeidentifyPage extends ExportPage {
    private enum From { CASE, FOLDER }

    private static final int SMALL = 166, MIDDLING = 232, LARGE = 350, COLUMN = 340, MOST_REMARKS = 5;

    private final Deidentify verb;
    private final JobRunner jobs;
    private final Choices<From> from;
    private final TextField pseudonym = Buttons.named(new TextField(), "deid-pseudonym");
    private final Label path = Texts.plain("", "small", "mono"), named = Texts.prose(""), dated = Texts.prose(""), found = Buttons.named(Texts.prose(""), "deid-found");
    private final Target folder, target;
    private final ProgressBar bar = new ProgressBar(0);
    private final FlowPane pictures = new FlowPane(10, 10);
    private final VBox warnings = new VBox(6), body;
    private final CheckBox looked = Buttons.named(new CheckBox("I looked at all of them: nothing in the pictures tells who it is"), "deid-looked");
    private From chosen = From.CASE;
    private DateChoice dates = DateChoice.REMOVE;
    private Optional<Source> ofCase = Optional.empty();
    private Optional<Source> seen = Optional.empty();
    private Optional<Deidentify.Preview> preview = Optional.empty();
    private @Nullable Job<Deidentify.Preview> looking;
    private String trouble = "Looking where the scan comes from.";
    private boolean inSight;

    /// @param out the folder that is suggested
    public DeidentifyPage(Deidentify verb, JobRunner jobs, Path out, Places places) {
        super("De-identified DICOM");
        this.verb = verb;
        this.jobs = jobs;
        from = new Choices<>(List.of(From.values()), chosen, DeidentifyPage::title, this::choose);
        from.setId("deid-from");
        folder = new Target("", "deid-in", "", start -> places.folder("DICOM files to pass on", Optional.of(start)));
        folder.onChange(() -> {
            if (chosen == From.FOLDER) look();
        });
        path.setMinWidth(0);
        path.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
        pseudonym.setPromptText("Made for you");
        pseudonym.setMaxWidth(300);
        pseudonym.textProperty().addListener((o, was, is) -> showObstacle());
        Choices<DateChoice> dateChoices = new Choices<>(List.of(DateChoice.values()), dates, DeidentifyPage::title, one -> {
            dates = one;
            showObstacle();
        });
        dateChoices.setId("deid-dates");
        VBox who = new VBox(4, Texts.plain("The patient is called", "setting-title"), pseudonym, named), when = new VBox(4, Texts.plain("Dates", "setting-title"), dateChoices, dated);
        HBox.setHgrow(who, Priority.ALWAYS);
        HBox.setHgrow(when, Priority.ALWAYS);
        who.setPrefWidth(COLUMN); // wide enough for its words to know how they wrap
        when.setPrefWidth(COLUMN);
        VBox well = new VBox(Texts.plain("What goes, and what stays", "setting-title"),
                Texts.prose("Names, numbers, birth, sex, age and size of the patient, hospital and people, descriptions and free text, private elements, overlays: all that the basic profile of PS3.15 lists, and more."),
                Texts.prose("How the images were taken, where they lie, and the pixels stay. Files keep belonging together: their UIDs are replaced alike, at later exports too. A head's surface shows its face; take it off elsewhere if that matters."));
        well.getStyleClass().add("well");
        bar.setMaxWidth(180);
        HBox said = new HBox(12, found, bar);
        said.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(found, Priority.ALWAYS);
        looked.selectedProperty().addListener((o, was, is) -> showObstacle());
        target = new Target("Folder", "deid-folder", out.toString(), start -> places.folder("Export to", Optional.of(start)));
        target.onChange(this::showObstacle);
        body = new VBox(16, new VBox(6, Texts.plain("What leaves", "setting-title"), from, folder, path, said), pictures, warnings, new HBox(24, who, when), well, target);
        pictures.setMinHeight(Region.USE_PREF_SIZE);
        showSource();
        showPreview();
    }

    private static String title(From from) {
        return switch (from) {
            case CASE -> "This case's series";
            case FOLDER -> "A folder";
        };
    }

    private static String title(DateChoice dates) {
        return switch (dates) {
            case REMOVE -> "Removed";
            case SHIFT -> "Shifted";
        };
    }

    /// Says which series the open case came from; nothing if it came from no DICOM.
    public void setCase(Optional<Source> source) {
        ofCase = source;
        trouble = "";
        from.allow(one -> one == From.FOLDER || source.isPresent());
        if (source.isEmpty()) {
            from.show(From.FOLDER);
            choose(From.FOLDER);
        } else {
            choose(From.CASE);
        }
    }

    // ---- what leaves

    private Optional<Source> source() {
        if (chosen == From.CASE) return ofCase;
        try {
            return folder.text().isEmpty() ? Optional.empty() : Optional.of(Source.all(Path.of(folder.text())));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private void choose(From one) {
        chosen = one;
        showSource();
        look();
    }

    private void showSource() {
        show(folder, chosen == From.FOLDER);
        show(path, chosen == From.CASE);
        folder.say(ofCase.isEmpty() ? "The open scan came from no DICOM series, so choose a folder: all DICOM files in it leave." : "All DICOM files in it leave.");
        path.setText(ofCase.map(source -> source.path().toString()).orElse(""));
    }

    private static void show(Node node, boolean on) {
        node.setVisible(on);
        node.setManaged(on);
    }

    /// Looks at the chosen files in the background, as soon as the page is in sight.
    private void look() {
        Optional<Source> source = source();
        if (!inSight || source.equals(seen) && (looking != null || preview.isPresent())) return;
        if (looking != null) looking.cancel();
        looking = null;
        seen = source;
        preview = Optional.empty();
        looked.setSelected(false);
        trouble = "";
        showPreview();
        if (source.isEmpty()) return;
        Job<Deidentify.Preview> job = verb.look(source.get());
        looking = job;
        job.onState(state -> {
            if (looking != job) return;
            switch (state) {
                case JobState.Waiting<Deidentify.Preview> _ -> progress(Double.NaN, "Looking at the files");
                case JobState.Running<Deidentify.Preview>(double fraction, String what) -> progress(fraction, what);
                case JobState.Done<Deidentify.Preview>(Deidentify.Preview is) -> looked(Optional.of(is), "");
                case JobState.Cancelled<Deidentify.Preview> _ -> looked(Optional.empty(), "Nobody has looked at the files.");
                case JobState.Failed<Deidentify.Preview>(Throwable cause) -> looked(Optional.empty(), Trouble.sentence(cause));
            }
        });
        showObstacle();
    }

    private void progress(double fraction, String what) {
        found.setText(what);
        bar.setProgress(Double.isNaN(fraction) ? -1 : fraction);
        bar.setVisible(true);
    }

    private void looked(Optional<Deidentify.Preview> is, String why) {
        looking = null;
        preview = is;
        trouble = why;
        showPreview();
    }

    private void showPreview() {
        bar.setProgress(0); // a bar without end keeps the window repainting
        bar.setVisible(false);
        pictures.getChildren().clear();
        warnings.getChildren().clear();
        found.setText(preview.map(DeidentifyPage::sentence).orElse(" "));
        if (preview.isPresent()) {
            int count = preview.get().middles().size();
            int side = preview.get().warnings().isEmpty() ? SMALL : count <= 2 ? LARGE : MIDDLING; // writing has to be read
            for (Glimpse middle : preview.get().middles()) {
                SmallSlice small = SmallSlice.of(middle, jobs, side);
                small.setMouseTransparent(true); // there is but one slice, and the wheel scrolls the page
                pictures.getChildren().add(small);
            }
            preview.get().warnings().forEach(why -> warnings.getChildren().add(warning(why)));
            if (!preview.get().warnings().isEmpty()) warnings.getChildren().add(looked);
        }
        show(pictures, !pictures.getChildren().isEmpty());
        show(warnings, !warnings.getChildren().isEmpty());
        showObstacle();
    }

    private static String sentence(Deidentify.Preview preview) {
        String files = preview.files() == 1 ? "One file" : Figures.count(preview.files()) + " files", of = preview.patients() == 1 ? "one patient" : preview.patients() + " patients";
        String left = switch (preview.leftOut().size()) {
            case 0 -> "";
            case 1 -> " One stays here: " + preview.leftOut().getFirst();
            default -> " " + Figures.count(preview.leftOut().size()) + " stay here. The first: " + preview.leftOut().getFirst();
        };
        String middles = preview.middles().isEmpty() ? "" : preview.middles().size() == 1 ? " Its middle slice:" : " Middle slices of " + preview.middles().size() + " series:";
        return files + " of " + of + "." + left + middles;
    }

    private static Node warning(String why) {
        Label words = Texts.plain(why, "small", "wrap");
        words.setMinHeight(Region.USE_PREF_SIZE);
        HBox row = new HBox(10, Icons.of(MaterialDesignA.ALERT_OUTLINE), words);
        row.getStyleClass().addAll("verdict", "doubtful");
        row.setAlignment(Pos.CENTER_LEFT);
        row.setMinHeight(Region.USE_PREF_SIZE);
        return row;
    }

    // ---- whether it can

    private Optional<Deidentify.Options> options() {
        try {
            return Optional.of(new Deidentify.Options(dates, pseudonym.getText().strip()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void showObstacle() {
        named.setText(options().isEmpty() ? "Up to 32 letters, digits, dots, dashes and underscores."
                : !pseudonym.getText().isBlank() && preview.map(Deidentify.Preview::patients).orElse(1) > 1 ? "Of several patients each gets a number behind it."
                : pseudonym.getText().isBlank() ? "Left empty: a name such as MW-7KQ2M9XD, the same for the same patient at every export." : "Written into the files, and into the list of what left.");
        dated.setText(switch (dates) {
            case REMOVE -> "No date and no time of day is left.";
            case SHIFT -> "All dates of a patient by one number of days, one to ten years back, so that intervals stay true.";
        });
        String place = target.folderObstacle();
        target.say(place.isEmpty() ? "A new folder, whole or not at all; in it a folder a patient, in that a folder a series." : place);
        if (looking != null) setObstacle("The files are being looked at.");
        else if (!trouble.isEmpty()) setObstacle(trouble);
        else if (source().isEmpty()) setObstacle("Choose the folder that the files are in.");
        else if (preview.isEmpty()) setObstacle("Nobody has looked at the files.");
        else if (options().isEmpty()) setObstacle("This is no name for a patient.");
        else if (!place.isEmpty()) setObstacle(place);
        else if (!preview.get().warnings().isEmpty() && !looked.isSelected()) setObstacle("Look at the pictures, and say so.");
        else setObstacle("");
    }

    // ---- the page

    @Override
    void shown() {
        inSight = true;
        look();
    }

    @Override
    Node body() {
        return body;
    }

    @Override
    Job<?> start(Consumer<Written> done) {
        Job<Deidentify.Result> job = verb.run(source().orElseThrow(), target.path().orElseThrow(), options().orElseThrow());
        job.onDone(result -> done.accept(written(result)));
        return job;
    }

    private static Written written(Deidentify.Result result) {
        List<String> remarks = new ArrayList<>(result.warnings());
        remarks.addAll(result.leftOut().subList(0, Math.min(MOST_REMARKS, result.leftOut().size())));
        if (result.leftOut().size() > MOST_REMARKS) remarks.add("And " + (result.leftOut().size() - MOST_REMARKS) + " more files stay here.");
        return new Written((result.files() == 1 ? "One file was" : Figures.count(result.files()) + " files were") + " written without the patient, as " + String.join(", ", result.pseudonyms()) + ".", result.folder(), remarks);
    }
}
