package org.maskwright.fx.learn;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.maskwright.fx.learn.task.Field;
import org.maskwright.fx.learn.task.Kind;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.Columns;
import org.maskwright.fx.part.Switch;
import org.maskwright.fx.part.Texts;
import org.maskwright.fx.part.Troubles;
import org.maskwright.fx.project.Places;
import org.maskwright.workflow.Trainings;

/// What a task asks for; what is wrong stands beneath its row.
final class TaskForm extends VBox {
    private static final int COLUMNS = 3;

    private final Errand errand;
    private final Places places;
    private final Runnable changed;
    private final List<Runnable> looks = new ArrayList<>();
    private final List<Consumer<List<Trainings.Start>>> offers = new ArrayList<>();

    /// @param changed told after every answer
    TaskForm(Errand errand, Places places, Runnable changed) {
        super(12);
        this.errand = errand;
        this.places = places;
        this.changed = changed;
        getStyleClass().add("task-form");
        setId("learn-form");
        List<Field> all = errand.task().fields(), rare = all.stream().filter(Field::rare).toList();
        getChildren().addAll(rows(all.stream().filter(field -> !field.rare()).toList()));
        if (rare.isEmpty()) return;
        VBox details = new VBox(12, rows(rare).toArray(Node[]::new));
        fold(details, rare.stream().anyMatch(field -> !errand.text(field.id()).equals(field.usual())));
        getChildren().addAll(new HBox(Buttons.named(Buttons.link("Details", () -> fold(details, !details.isVisible())), "learn-details")), details);
    }

    /// Offers models to choose from.
    void offer(List<Trainings.Start> models) {
        offers.forEach(one -> one.accept(models));
    }

    private static void fold(VBox details, boolean open) {
        details.setVisible(open);
        details.setManaged(open);
    }

    /// Those that need little room side by side.
    private List<Node> rows(List<Field> fields) {
        List<Node> rows = new ArrayList<>();
        List<Field> side = new ArrayList<>();
        for (Field field : fields) {
            if (!side.isEmpty() && (!field.kind().isNarrow() || side.size() == COLUMNS)) {
                rows.add(row(side));
                side.clear();
            }
            if (field.kind().isNarrow()) side.add(field);
            else rows.add(wide(field));
        }
        if (!side.isEmpty()) rows.add(row(side));
        return rows;
    }

    private Node wide(Field field) {
        return new VBox(4, field.kind() instanceof Kind.OnOff ? control(field) : titled(field), wrong(List.of(field)));
    }

    private Node row(List<Field> fields) {
        GridPane row = Columns.row(COLUMNS, fields.stream().map(this::titled).toArray(Node[]::new));
        return new VBox(4, row, wrong(List.copyOf(fields)));
    }

    private VBox titled(Field field) {
        return new VBox(4, Texts.plain(field.title(), "setting-title"), control(field));
    }

    private Troubles wrong(List<Field> fields) {
        Troubles all = new Troubles("learn-wrong-" + fields.getFirst().id(), () -> fields.stream().map(errand::wrong).filter(why -> !why.isEmpty()).toList());
        looks.add(all::look);
        return all;
    }

    private void answer(Field field, String value) {
        errand.set(field.id(), value);
        looks.forEach(Runnable::run);
        changed.run();
    }

    private Node control(Field field) {
        return switch (field.kind()) {
            case Kind.Place(String asks) -> beside(text(field), () -> places.folder(asks, Optional.empty()));
            case Kind.TextFile(String asks) -> beside(text(field), () -> places.file(asks));
            case Kind.NewFolder _ -> beside(text(field), () -> places.folder(field.title(), Optional.empty()));
            case Kind.Model _ -> model(field);
            case Kind.Models(String none) -> {
                MenuButton button = button(field);
                offers.add(models -> fill(button, field, models.stream().collect(Collectors.toMap(Trainings.Start::model, Trainings.Start::name, (a, _) -> a, LinkedHashMap::new)), none));
                yield button;
            }
            case Kind.OneOf(Map<String, String> choices, String none) -> one(field, choices, none);
            case Kind.Options(Map<String, String> choices, String none) -> one(field, choices, none);
            case Kind.SomeOf(Map<String, String> choices, String none) -> fill(button(field), field, choices, none);
            case Kind.Number _, Kind.Text _ -> text(field);
            case Kind.OnOff _ -> Buttons.named(new Switch(field.title(), errand.text(field.id()).equals(Kind.ON), on -> answer(field, on ? Kind.ON : "")), id(field));
        };
    }

    private static String id(Field field) {
        return "learn-" + field.id();
    }

    private TextField text(Field field) {
        TextField text = Buttons.named(new TextField(errand.text(field.id())), id(field));
        text.setPromptText(field.hint());
        text.textProperty().addListener((o, was, is) -> answer(field, is));
        return text;
    }

    /// @param asks the system's dialog
    private static HBox beside(TextField text, Supplier<Optional<Path>> asks) {
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox both = new HBox(8, text, Buttons.soft("Choose…", () -> asks.get().ifPresent(chosen -> text.setText(chosen.toString()))));
        both.setAlignment(Pos.CENTER_LEFT);
        return both;
    }

    private static MenuButton button(Field field) {
        MenuButton button = Buttons.named(new MenuButton(), id(field));
        button.getStyleClass().add("soft");
        button.setMaxWidth(Double.MAX_VALUE);
        return button;
    }

    private MenuButton model(Field field) {
        MenuButton button = button(field);
        offers.add(models -> {
            button.setText(name(errand.text(field.id()), models));
            button.getItems().setAll(models.stream().map(one -> item(one.name(), () -> choose(button, field, one.model(), one.name()))).toList());
            button.getItems().add(item("Another, by its folder…", () -> places.folder("A model’s folder", Optional.empty()).map(Path::toString).ifPresent(folder -> choose(button, field, folder, folder))));
        });
        return button;
    }

    private static String name(String model, List<Trainings.Start> models) {
        return model.isEmpty() ? "Choose…" : models.stream().filter(one -> one.model().equals(model)).map(Trainings.Start::name).findFirst().orElse(model);
    }

    private MenuButton one(Field field, Map<String, String> choices, String none) {
        MenuButton button = button(field);
        button.setText(choices.getOrDefault(errand.text(field.id()), none));
        button.getItems().add(item(none, () -> choose(button, field, "", none)));
        choices.forEach((id, name) -> button.getItems().add(item(name, () -> choose(button, field, id, name))));
        return button;
    }

    private void choose(MenuButton button, Field field, String value, String name) {
        button.setText(name);
        answer(field, value);
    }

    private static MenuItem item(String words, Runnable deed) {
        MenuItem item = new MenuItem(words);
        item.setMnemonicParsing(false);
        item.setOnAction(e -> deed.run());
        return item;
    }

    /// The menu stays while ticks are set.
    private MenuButton fill(MenuButton button, Field field, Map<String, String> choices, String none) {
        Set<String> chosen = new LinkedHashSet<>(Arrays.stream(errand.text(field.id()).split(",")).filter(choices::containsKey).toList());
        button.setText(words(chosen, choices, none));
        button.getItems().clear();
        choices.forEach((id, name) -> {
            CheckBox tick = Buttons.named(new CheckBox(name), id(field) + "-" + id);
            tick.setMnemonicParsing(false);
            tick.setSelected(chosen.contains(id));
            tick.selectedProperty().addListener((o, was, is) -> {
                if (is) chosen.add(id);
                else chosen.remove(id);
                button.setText(words(chosen, choices, none));
                answer(field, String.join(",", choices.keySet().stream().filter(chosen::contains).toList()));
            });
            button.getItems().add(new CustomMenuItem(tick, false));
        });
        return button;
    }

    private static String words(Set<String> chosen, Map<String, String> choices, String none) {
        return chosen.isEmpty() ? none : choices.entrySet().stream().filter(one -> chosen.contains(one.getKey())).map(Map.Entry::getValue).collect(Collectors.joining(", "));
    }
}
