package org.maskwright.fx.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.controlsfx.control.RangeSlider;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.maskwright.fx.desk.CaseModel;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.NumberField;
import org.maskwright.fx.part.Section;
import org.maskwright.fx.part.Strip;
import org.maskwright.fx.part.Switch;
import org.maskwright.fx.part.Texts;
import org.maskwright.label.LabelTable;
import org.maskwright.tool.Gesture;
import org.maskwright.tool.Setting;
import org.maskwright.tool.SettingValues;
import org.maskwright.tool.Tool;
import org.maskwright.volume.Range;

/// The chosen tool's settings, one control a [Setting], and the sentence that says how to use it.
///
/// Controls follow the values wherever they are changed: by key, by wheel, or here.
public final class SettingsPanel extends VBox {
    private final CaseModel open;
    private final List<Consumer<SettingValues>> followers = new ArrayList<>();
    private HBox answer = new HBox();
    private boolean following;

    public SettingsPanel(CaseModel open) {
        this.open = open;
        setId("tool-settings");
        open.tools().tool().addListener((o, was, is) -> build(is));
        open.tools().currentSettings().addListener((o, was, is) -> is.ifPresent(this::follow));
        open.table().addListener((o, was, is) -> build(open.tools().tool().get()));
        open.tools().state().addListener((o, was, is) -> showAnswer(is));
        build(open.tools().tool().get());
    }

    /// A preview that waits can be answered here too, for those who do not know the keys yet.
    private void showAnswer(Gesture.State state) {
        answer.setVisible(state == Gesture.State.PENDING);
    }

    private HBox answer() {
        Button take = Buttons.named(Buttons.primary("Apply", MaterialDesignC.CHECK, () -> open.tools().accept()), "preview-apply");
        take.setTooltip(Texts.tip("Enter"));
        Button drop = Buttons.named(Buttons.soft("Drop", () -> open.tools().cancel()), "preview-drop");
        drop.setTooltip(Texts.tip("Esc"));
        take.setFocusTraversable(false);
        drop.setFocusTraversable(false);
        HBox.setHgrow(take, Priority.ALWAYS);
        take.setMaxWidth(Double.MAX_VALUE);
        return new HBox(8, take, drop);
    }

    private void build(Optional<Tool> tool) {
        followers.clear();
        if (tool.isEmpty()) {
            VBox hands = new VBox(8, hand("Slices", "wheel"), hand("Grey window", "drag"), hand("Crosshair", "click"), hand("Zoom", "right drag"), hand("Pan", "Space+drag"));
            getChildren().setAll(new Section("Read", hands));
            return;
        }
        List<Node> controls = new ArrayList<>();
        controls.add(Texts.prose(tool.get().hint()));
        for (Setting setting : open.tools().describeSettings()) {
            controls.add(switch (setting) {
                case Setting.Slider s -> slider(s);
                case Setting.Span s -> span(s);
                case Setting.Choice c -> choice(c);
                case Setting.Toggle t -> toggle(t);
                case Setting.LabelPick l -> labelPick(l);
            });
        }
        answer = answer();
        controls.add(answer);
        showAnswer(open.tools().state().get());
        Section section = new Section(tool.get().title(), controls.toArray(Node[]::new));
        section.getStyleClass().add("roomy");
        getChildren().setAll(section);
        open.tools().currentSettings().get().ifPresent(this::follow);
    }

    private void follow(SettingValues values) {
        following = true;
        try {
            followers.forEach(f -> f.accept(values));
        } finally {
            following = false;
        }
    }

    private void set(String id, Object value) {
        if (!following) open.tools().set(id, value);
    }

    private static VBox titled(String title, Node... nodes) {
        VBox box = new VBox(Texts.plain(title, "setting-title"));
        box.getStyleClass().add("setting");
        box.getChildren().addAll(nodes);
        return box;
    }

    private static HBox hand(String deed, String hand) {
        HBox row = new HBox(Texts.plain(deed, "small", "muted"), Texts.spring(), Texts.key(hand));
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static Label unit(String unit) {
        return Texts.plain(unit, "setting-unit");
    }

    private Node slider(Setting.Slider s) {
        boolean logarithmic = s.logarithmic() && s.low() > 0;
        Slider slider = logarithmic ? new Slider(Math.log(s.low()), Math.log(s.high()), Math.log(s.initial())) : new Slider(s.low(), s.high(), s.initial());
        slider.setId("setting-" + s.id());
        slider.setFocusTraversable(false);
        HBox.setHgrow(slider, Priority.ALWAYS);
        slider.setMinWidth(40);
        NumberField field = new NumberField(s.low(), s.high(), s.step(), s.initial());
        field.setId("number-" + s.id());
        slider.valueProperty().addListener((o, was, is) -> {
            double raw = logarithmic ? Math.exp(is.doubleValue()) : is.doubleValue();
            set(s.id(), Math.clamp(Math.rint(raw / s.step()) * s.step(), s.low(), s.high()));
        });
        field.valueProperty().addListener((o, was, is) -> set(s.id(), is.doubleValue()));
        followers.add(values -> {
            double now = values.number(s.id());
            slider.setValue(logarithmic ? Math.log(now) : now);
            field.valueProperty().set(now);
        });
        HBox row = new HBox(8, slider, field);
        if (!s.unit().isEmpty()) row.getChildren().add(unit(s.unit()));
        row.setAlignment(Pos.CENTER_LEFT);
        return titled(s.title(), row);
    }

    private Node span(Setting.Span s) {
        RangeSlider slider = new RangeSlider(s.low(), s.high(), s.initialLow(), s.initialHigh());
        slider.setId("setting-" + s.id());
        slider.setFocusTraversable(false);
        slider.setMinWidth(40);
        NumberField low = new NumberField(s.low(), s.high(), s.step(), s.initialLow());
        NumberField high = new NumberField(s.low(), s.high(), s.step(), s.initialHigh());
        low.setId("number-" + s.id() + "-low");
        high.setId("number-" + s.id() + "-high");
        Runnable fromSlider = () -> {
            double from = Math.rint(slider.getLowValue() / s.step()) * s.step(), to = Math.rint(slider.getHighValue() / s.step()) * s.step();
            if (from <= to) set(s.id(), new Range(from, to));
        };
        slider.lowValueProperty().addListener(o -> fromSlider.run());
        slider.highValueProperty().addListener(o -> fromSlider.run());
        low.valueProperty().addListener((o, was, is) -> set(s.id(), new Range(is.doubleValue(), Math.max(is.doubleValue(), high.valueProperty().get()))));
        high.valueProperty().addListener((o, was, is) -> set(s.id(), new Range(Math.min(is.doubleValue(), low.valueProperty().get()), is.doubleValue())));
        followers.add(values -> {
            Range now = values.range(s.id());
            if (now.low() > slider.getHighValue()) {
                slider.setHighValue(now.high());
                slider.setLowValue(now.low());
            } else {
                slider.setLowValue(now.low());
                slider.setHighValue(now.high());
            }
            low.valueProperty().set(now.low());
            high.valueProperty().set(now.high());
        });
        HBox row = new HBox(8, low, Texts.plain("to", "setting-unit"), high);
        if (!s.unit().isEmpty()) row.getChildren().add(unit(s.unit()));
        row.setAlignment(Pos.CENTER_LEFT);
        return titled(s.title(), slider, row);
    }

    private Node choice(Setting.Choice c) {
        Strip strip = new Strip(c.options(), c.initial(), option -> set(c.id(), option));
        strip.setId("setting-" + c.id());
        followers.add(values -> strip.show(values.choice(c.id())));
        return titled(c.title(), strip);
    }

    private Node toggle(Setting.Toggle t) {
        Switch toggle = new Switch(t.title(), t.initial(), on -> set(t.id(), on));
        toggle.setId("setting-" + t.id());
        followers.add(values -> toggle.show(values.isOn(t.id())));
        return toggle;
    }

    private Node labelPick(Setting.LabelPick l) {
        ComboBox<Integer> box = new ComboBox<>();
        LabelTable table = open.table().getValue();
        box.getItems().add(0);
        table.entries().forEach(e -> box.getItems().add(e.value()));
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Integer value) {
                return value == null || value == 0 ? "Any label" : table.name(value);
            }

            @Override
            public Integer fromString(String text) {
                return 0;
            }
        });
        box.setValue(l.initial());
        box.setMaxWidth(Double.MAX_VALUE);
        box.setOnAction(e -> set(l.id(), box.getValue()));
        followers.add(values -> box.setValue(values.label(l.id())));
        return titled(l.title(), box);
    }
}
