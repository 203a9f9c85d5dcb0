package org.maskwright.fx.command;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.maskwright.fx.part.Texts;

/// All keys on one page, in groups, printed from the [Keymap].
public final class KeySheet extends HBox {
    private static final int COLUMNS = 3;

    public KeySheet(Keymap keymap) {
        setSpacing(32);
        List<VBox> groups = new ArrayList<>();
        for (String group : keymap.groups()) groups.add(group(keymap, group));
        int rows = groups.stream().mapToInt(g -> g.getChildren().size() + 1).sum(), filled = 0;
        List<VBox> columns = new ArrayList<>();
        for (int i = 0; i < COLUMNS; i++) {
            VBox column = new VBox(20);
            HBox.setHgrow(column, Priority.ALWAYS);
            column.setPrefWidth(280);
            columns.add(column);
        }
        for (VBox group : groups) {
            int size = group.getChildren().size() + 1;
            int column = Math.min(COLUMNS - 1, (filled + size / 2) * COLUMNS / rows);
            columns.get(column).getChildren().add(group);
            filled += size;
        }
        getChildren().addAll(columns);
    }

    private static VBox group(Keymap keymap, String group) {
        VBox box = new VBox(6);
        box.getChildren().add(Texts.plain(group, "key-group"));
        for (Command c : keymap.commands())
            if (c.group().equals(group) && !c.keys().isEmpty() && c.manner() != Command.Manner.UNLISTED) box.getChildren().add(row(c.title(), c.keys().stream().map(Key::shown).toList()));
        for (Keymap.Gesture g : keymap.gestures()) if (g.group().equals(group)) box.getChildren().add(row(g.title(), List.of(g.hands())));
        return box;
    }

    private static Node row(String title, List<String> keys) {
        Label label = Texts.plain(title, "small");
        label.setMinWidth(60);
        HBox row = new HBox(4, label, Texts.spring());
        row.setAlignment(Pos.CENTER_LEFT);
        for (String key : keys) row.getChildren().add(Texts.key(key));
        return row;
    }
}
