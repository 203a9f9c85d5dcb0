package org.maskwright.fx.browse;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleGroup;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.NumberField;
import org.maskwright.fx.part.Texts;
import org.maskwright.fx.theme.Icons;
import org.maskwright.job.JobRunner;
import org.maskwright.workflow.Choice;
import org.maskwright.workflow.Way;

/// The series chosen in the browser: its picture, what is known of it, and the ways to open it.
public final class SeriesDetail extends BorderPane {
    /// What the buttons do.
    public interface Deeds {
        void open(Choice choice, Way way);

        /// Lays a label map on the open case, with all its layers.
        void importLabels(List<Choice> layers);

        /// The memory that closing the open case would free; 0 if none is open.
        long bytesOfOpenCase();

        /// Closes the open case, which is saved.
        void closeOpenCase();
    }

    private static final int PICTURE = 240;
    private static final double WIDTH = 340;

    private final Deeds deeds;
    private final Thumbnails pictures;
    private final ImageView picture = new ImageView();
    private final StackPane frame;
    private final BooleanProperty seen = new SimpleBooleanProperty(true);
    private final VBox facts = new VBox(10);
    private final Button open = Buttons.named(Buttons.primary("Open", MaterialDesignF.FOLDER_OPEN_OUTLINE, this::open), "series-open");
    private final Button take = Buttons.named(Buttons.soft("Import onto the open case", this::importLabels), "series-import");
    private List<Choice> all = List.of();
    private Optional<Choice> choice = Optional.empty();
    private Ways ways = () -> Optional.empty();

    /// The way that is chosen now; nothing if none of them can be gone.
    private interface Ways {
        Optional<Way> chosen();
    }

    SeriesDetail(JobRunner jobs, Deeds deeds) {
        this.deeds = deeds;
        this.pictures = new Thumbnails(jobs, PICTURE);
        getStyleClass().add("series-detail");
        setId("series-detail");
        setPrefWidth(WIDTH);
        setMinWidth(WIDTH);
        frame = new StackPane(picture);
        frame.getStyleClass().add("thumbnail");
        frame.setMinSize(PICTURE, PICTURE);
        frame.setMaxSize(PICTURE, PICTURE);
        frame.visibleProperty().bind(seen);
        frame.managedProperty().bind(seen);
        ScrollPane scroll = new ScrollPane(new VBox(14, frame, facts));
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        setCenter(scroll);
        HBox foot = new HBox(8, take, open);
        foot.getStyleClass().add("series-foot");
        setBottom(foot);
    }

    /// Tells which series there are.
    void among(List<Choice> choices) {
        all = List.copyOf(choices);
    }

    /// Shows another series.
    void show(Choice shown) {
        choice = Optional.of(shown);
        picture.setImage(null);
        frame.getChildren().setAll(picture);
        if (shown.directions().isPresent()) frame.getChildren().addAll(SmallSlice.letters(Thumbnails.plane(shown.grid())));
        seen.set(shown.canBeSeen());
        pictures.want(shown, () -> isShown(shown), image -> show(shown, image));
        facts.getChildren().clear();
        Label name = Texts.plain(shown.title(), "strong", "wrap");
        name.setMinHeight(USE_PREF_SIZE);
        facts.getChildren().add(name);
        showWays(shown);
        VBox lines = new VBox(4, line("Size", shown.grid().size() + " voxels"), line("Spacing", shown.spacing()));
        if (!shown.modality().isEmpty()) lines.getChildren().add(line("Modality", shown.modality()));
        if (!shown.date().isEmpty()) lines.getChildren().add(line("Date", shown.date()));
        if (shown.images() > 0) lines.getChildren().add(line("Images", String.valueOf(shown.images())));
        lines.getChildren().add(line("Axes", shown.directions().orElse("not known")));
        facts.getChildren().add(lines);
        for (String remark : shown.remarks()) facts.getChildren().add(Texts.prose(remark));
        boolean labels = shown.isLabels() && deeds.bytesOfOpenCase() > 0;
        take.setVisible(labels);
        take.setManaged(labels);
    }

    private boolean isShown(Choice asked) {
        return choice.isPresent() && choice.get() == asked;
    }

    private void show(Choice asked, Optional<Image> image) {
        if (isShown(asked)) image.ifPresent(picture::setImage);
    }

    private static HBox line(String what, String value) {
        Label left = Texts.plain(what, "muted", "small");
        left.setMinWidth(64);
        Label right = Texts.plain(value, "small");
        right.setMinWidth(0);
        return new HBox(8, left, right);
    }

    // ---- ways to open it

    private void showWays(Choice shown) {
        boolean series = shown.frames() > 1, fits = shown.whole().forecast().fits();
        NumberField frame = new NumberField(1, shown.frames(), 1, 1);
        if (series) {
            frame.setId("series-frame");
            HBox row = new HBox(8, Texts.plain("Volume", "small"), frame, Texts.muted("of " + shown.frames() + " in time"));
            row.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
            facts.getChildren().add(row);
        }
        open.setDisable(false);
        if (fits) {
            ways = () -> Optional.of(shown.frame((int) frame.valueProperty().get() - 1));
            return;
        }
        HBox warning = new HBox(10, Icons.of(MaterialDesignA.ALERT_OUTLINE), Texts.plain("It " + shown.whole().forecast().sentence() + ".", "wrap"));
        warning.getStyleClass().addAll("verdict", "doubtful");
        warning.setMinHeight(USE_PREF_SIZE);
        facts.getChildren().add(warning);
        int fit = shown.slicesThatFit(), all = shown.grid().size().z(), step = shown.stepThatFits();
        ToggleGroup group = new ToggleGroup();
        VBox choices = new VBox(8);
        NumberField from = new NumberField(1, all, 1, Math.max(1, (all - fit) / 2 + 1)), to = new NumberField(1, all, 1, Math.min(all, (all - fit) / 2 + Math.max(1, fit)));
        RadioButton slab = way(group, "series-slab", "Some of its slices", "Labels are kept, on these slices. " + fit + " of " + all + " fit.");
        RadioButton coarse = way(group, "series-coarse", "Every " + nth(step) + " voxel", "To look at: labels drawn on it are not kept.");
        HBox range = new HBox(8, from, Texts.muted("to"), to, Texts.muted("of " + all));
        range.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        if (fit > 0 && all > 1) choices.getChildren().addAll(slab, explained(slab), range);
        choices.getChildren().addAll(coarse, explained(coarse));
        (fit > 0 && all > 1 ? slab : coarse).setSelected(true);
        ways = () -> {
            int volume = (int) frame.valueProperty().get() - 1, first = (int) from.valueProperty().get() - 1, end = (int) to.valueProperty().get();
            Way way = slab.isSelected() ? shown.slab(volume, Math.min(first, end - 1), Math.max(first + 1, end)) : shown.coarse(volume, step);
            return way.forecast().fits() ? Optional.of(way) : Optional.empty();
        };
        facts.getChildren().add(choices);
        Runnable check = () -> open.setDisable(ways.chosen().isEmpty());
        for (NumberField field : new NumberField[] {from, to}) field.valueProperty().addListener(o -> check.run());
        group.selectedToggleProperty().addListener(o -> check.run());
        check.run();
        if (deeds.bytesOfOpenCase() > 0) facts.getChildren().add(Buttons.named(Buttons.soft("Close the open case to make room", () -> {
            deeds.closeOpenCase();
            show(shown);
        }), "series-make-room"));
        facts.getChildren().add(Texts.prose("Or give Maskwright more of the machine's memory: set JAVA_TOOL_OPTIONS=-Xmx" + shown.whole().forecast().heapGigabytes() + "g before it starts."));
    }

    private static RadioButton way(ToggleGroup group, String id, String words, String meaning) {
        RadioButton button = Buttons.named(new RadioButton(words), id);
        button.setToggleGroup(group);
        button.setUserData(meaning);
        return button;
    }

    private static String nth(int n) {
        return n + (n == 2 ? "nd" : n == 3 ? "rd" : "th");
    }

    private static Label explained(RadioButton way) {
        return Texts.prose(String.valueOf(way.getUserData()));
    }

    /// Opens what is chosen, if it can be.
    void open() {
        choice.ifPresent(c -> ways.chosen().ifPresent(way -> deeds.open(c, way)));
    }

    private void importLabels() {
        choice.ifPresent(c -> deeds.importLabels(c.layersAmong(all)));
    }
}
