package org.maskwright.fx.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.Columns;
import org.maskwright.fx.part.Switch;
import org.maskwright.fx.part.Texts;
import org.maskwright.fx.part.Troubles;
import org.maskwright.fx.project.Places;
import org.maskwright.workflow.Trainings;
import org.maskwright.workflow.training.Setting;

/// All that a new model's training can differ in, each as usual until it is changed; what is wrong stands beneath its row.
final class WishDetails extends VBox {
    private static final String NONE = "Nothing: begin by chance", USUAL = "as usual";
    private static final List<String> AXES = List.of("none", "x", "y", "z", "xy", "xz", "yz", "xyz");
    private static final int COLUMNS = 4;

    private final Wish wish;
    private final MenuButton start = Buttons.named(soft(NONE), "train-start");
    private final VBox unfit = new VBox(2);
    private final Consumer<Optional<Trainings.Start>> begun;

    /// @param begun is told with which model it begins, or with none
    WishDetails(Wish wish, Places places, Consumer<Optional<Trainings.Start>> begun) {
        super(12);
        this.wish = wish;
        this.begun = begun;
        setId("train-more");
        offer(List.of());
        TextField judges = field(Setting.VALIDATE, "a file with a case’s id in each line, or none; else the last fifth judges");
        TextField about = field(Setting.ABOUT, "a dataset.json with the data’s name, licence and labels; else the folder’s own");
        getChildren().addAll(Limits.titled("Learn from these, too, but never judge by them", new MoreData(wish, places)),
                Limits.titled("Begin with", new VBox(6, start, unfit)),
                titled(Setting.TEACHERS, field(Setting.TEACHERS, "ids of models, parted by commas: half of the truth is then what they find likely together")), wrong(Setting.TEACHERS),
                row(titled(Setting.WIDTHS, field(Setting.WIDTHS, USUAL)), titled(Setting.NORM, choice(Setting.NORM)), titled(Setting.ACTIVATION, choice(Setting.ACTIVATION)), titled(Setting.DROPOUT, field(Setting.DROPOUT, USUAL))),
                wrong(Setting.WIDTHS, Setting.DROPOUT),
                row(titled(Setting.LOSS, choice(Setting.LOSS)), titled(Setting.OPTIMISER, choice(Setting.OPTIMISER)), titled(Setting.RATE, field(Setting.RATE, USUAL)), titled(Setting.SCHEDULE, choice(Setting.SCHEDULE))),
                wrong(Setting.RATE),
                titled(Setting.CLASS_WEIGHTS, field(Setting.CLASS_WEIGHTS, "such as background=0.5, Lesion=4; 1 for who is not named")), wrong(Setting.CLASS_WEIGHTS),
                row(titled(Setting.MIRROR, choice(Setting.MIRROR, AXES)), titled(Setting.SEED, field(Setting.SEED, "1")), foot(toggle(Setting.RESIDUAL)), foot(toggle(Setting.DEEP_SUPERVISION))),
                wrong(Setting.SEED),
                titled(Setting.VALIDATE, chosen(judges, "The cases that judge", places)), wrong(Setting.VALIDATE),
                titled(Setting.ABOUT, chosen(about, "What the data is", places)), wrong(Setting.ABOUT),
                toggle(Setting.KEEP_LAST));
    }

    /// Offers models to begin with, and says why others cannot be.
    void offer(List<Trainings.Start> starts) {
        List<MenuItem> items = new ArrayList<>();
        items.add(item(NONE, Optional.empty()));
        for (Trainings.Start one : starts) {
            MenuItem item = item(one.name(), Optional.of(one));
            item.setDisable(!one.obstacle().isEmpty());
            items.add(item);
        }
        start.getItems().setAll(items);
        unfit.getChildren().setAll(starts.stream().filter(one -> !one.obstacle().isEmpty()).map(one -> Texts.prose(one.name() + ": " + one.obstacle())).toList());
        unfit.setManaged(!unfit.getChildren().isEmpty());
    }

    private MenuItem item(String words, Optional<Trainings.Start> model) {
        MenuItem item = new MenuItem(words);
        item.setOnAction(e -> {
            start.setText(words);
            begun.accept(model);
        });
        return item;
    }

    private static VBox titled(Setting setting, Node node) {
        return Limits.titled(setting.title(), node);
    }

    /// At the height of the fields beside it, which have titles.
    private static VBox foot(Node node) {
        VBox box = new VBox(node);
        box.setAlignment(Pos.BOTTOM_LEFT);
        return box;
    }

    private static GridPane row(Node... cells) {
        return Columns.row(COLUMNS, cells);
    }

    private TextField field(Setting setting, String prompt) {
        TextField field = new TextField();
        field.setId("train-" + setting.option());
        field.setPromptText(prompt);
        field.textProperty().addListener((o, was, is) -> wish.set(setting, is));
        return field;
    }

    /// A field for a file, which can also be looked for.
    private static HBox chosen(TextField field, String title, Places places) {
        HBox.setHgrow(field, Priority.ALWAYS);
        HBox both = new HBox(8, field, Buttons.soft("Choose…", () -> places.file(title).map(Path::toString).ifPresent(field::setText)));
        both.setAlignment(Pos.CENTER_LEFT);
        return both;
    }

    private MenuButton choice(Setting setting) {
        return choice(setting, setting.choices());
    }

    private MenuButton choice(Setting setting, List<String> choices) {
        MenuButton button = Buttons.named(soft(USUAL), "train-" + setting.option());
        List<String> all = new ArrayList<>(List.of(USUAL));
        all.addAll(choices);
        for (String one : all) {
            MenuItem item = new MenuItem(one);
            item.setOnAction(e -> {
                button.setText(one);
                wish.set(setting, one.equals(USUAL) ? "" : one);
            });
            button.getItems().add(item);
        }
        button.setMaxWidth(Double.MAX_VALUE);
        return button;
    }

    private Switch toggle(Setting setting) {
        return Buttons.named(new Switch(setting.title(), false, on -> wish.set(setting, on ? Setting.ON : "")), "train-" + setting.option());
    }

    private Troubles wrong(Setting... settings) {
        Troubles all = new Troubles("train-wrong-" + settings[0].option(), () -> Arrays.stream(settings).map(wish::wrong).filter(why -> !why.isEmpty()).toList());
        wish.onChange(all::look);
        return all;
    }

    private static MenuButton soft(String words) {
        MenuButton button = new MenuButton(words);
        button.getStyleClass().add("soft");
        return button;
    }
}
