package org.maskwright.fx.tool;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.maskwright.fx.desk.CaseModel;
import org.maskwright.fx.part.NumberField;
import org.maskwright.fx.part.Section;
import org.maskwright.fx.part.Texts;
import org.maskwright.volume.Range;
import org.maskwright.volume.Window;

/// The grey-level window: its two numbers, and the presets with their keys.
public final class WindowPanel extends VBox {
    private boolean following;

    public WindowPanel(CaseModel open) {
        List<Window.Preset> presets = open.presets();
        Range range = open.slices().volume().range();
        double step = range.width() > 50 ? 1 : range.width() > 0.5 ? 0.01 : 0.0001;
        Window now = open.slices().window().get();
        NumberField width = new NumberField(step, Math.max(step, range.width() * 4), step, now.width());
        NumberField level = new NumberField(range.low() - range.width(), range.high() + range.width(), step, now.centre());
        width.setId("window-width");
        level.setId("window-level");
        Runnable typed = () -> {
            if (!following) open.slices().window().set(open.slices().window().get().moved(level.valueProperty().get(), width.valueProperty().get()));
        };
        width.valueProperty().addListener(o -> typed.run());
        level.valueProperty().addListener(o -> typed.run());
        MenuButton menu = new MenuButton("Presets");
        menu.getStyleClass().add("tiny");
        menu.setId("window-presets");
        for (int i = 0; i < presets.size(); i++) {
            Window.Preset preset = presets.get(i);
            MenuItem item = new MenuItem();
            HBox row = new HBox(24, Texts.plain(preset.name()), Texts.spring(), Texts.key(i < 9 ? "Shift+" + (i + 1) : ""));
            row.setAlignment(Pos.CENTER_LEFT);
            row.setPrefWidth(210);
            item.setGraphic(row);
            item.setOnAction(e -> open.slices().window().set(preset.window()));
            menu.getItems().add(item);
        }
        menu.setContentDisplay(ContentDisplay.TEXT_ONLY);
        open.slices().window().addListener((o, was, is) -> {
            following = true;
            width.valueProperty().set(is.width());
            level.valueProperty().set(is.centre());
            following = false;
        });
        HBox row = new HBox(8, letter("W"), width, Texts.spring(), letter("L"), level);
        row.setAlignment(Pos.CENTER_LEFT);
        Section section = new Section("Grey window", row).heading(menu);
        section.getStyleClass().add("ruled");
        getChildren().add(section);
    }

    private static Label letter(String letter) {
        Label label = Texts.plain(letter, "setting-title");
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }
}
