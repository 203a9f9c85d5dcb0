package org.maskwright.fx.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.maskwright.fx.part.Texts;
import org.maskwright.fx.theme.Icons;
import org.maskwright.tool.Tool;

/// The tools, one below the other: icon, word and key. Reading stands first; it is what the hand does when it holds no tool.
public final class ToolRail extends VBox {
    private static final String READ = "read";

    private final List<ToggleButton> buttons = new ArrayList<>();

    /// @param readKey the key that puts the tool down
    /// @param chosen told of the tool that was pressed; nothing for reading
    public ToolRail(List<Tool> tools, String readKey, Consumer<Optional<Tool>> chosen) {
        getStyleClass().add("tool-rail");
        add(READ, "Read", readKey, "Scroll, pan, zoom; drag to change the window.", () -> chosen.accept(Optional.empty()));
        for (Tool tool : tools)
            add(tool.id(), tool.title(), String.valueOf(tool.key()), tool.hint(), () -> chosen.accept(Optional.of(tool)));
        show(Optional.empty());
    }

    private void add(String id, String title, String key, String hint, Runnable deed) {
        ToggleButton button = new ToggleButton();
        Label word = Texts.plain(title);
        word.textFillProperty().bind(button.textFillProperty());
        HBox row = new HBox(12, Icons.tool(id), word, Texts.spring(), Texts.key(key));
        row.setAlignment(Pos.CENTER_LEFT);
        row.setMouseTransparent(true);
        row.prefWidthProperty().bind(button.widthProperty().subtract(20));
        button.setGraphic(row);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.getStyleClass().setAll("toggle-button", "tool-button");
        button.setId("tool-" + id);
        button.setAccessibleText(title);
        button.setTooltip(Texts.tip(hint));
        button.setFocusTraversable(false);
        button.setOnAction(e -> deed.run());
        buttons.add(button);
        getChildren().add(button);
    }

    /// Shows which tool is in the hand.
    public void show(Optional<Tool> tool) {
        String id = "tool-" + tool.map(Tool::id).orElse(READ);
        for (ToggleButton button : buttons) button.setSelected(id.equals(button.getId()));
    }
}
