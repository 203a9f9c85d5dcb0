package org.maskwright.fx.command;

import java.util.ArrayList;
import java.util.Comparator;
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
        for (List<VBox> share : shares(groups)) {
            VBox column = new VBox(20);
            HBox.setHgrow(column, Priority.ALWAYS);
            column.setPrefWidth(300);
            column.getChildren().addAll(share);
            getChildren().add(column);
        }
    }

    /// The groups in columns of about one height: the longest first, each into the shortest column; then in the table's order.
    private static List<List<VBox>> shares(List<VBox> groups) {
        List<List<VBox>> columns = new ArrayList<>();
        for (int i = 0; i < COLUMNS; i++) columns.add(new ArrayList<>());
        List<VBox> longest = new ArrayList<>(groups);
        longest.sort(Comparator.comparingInt(KeySheet::rows).reversed());
        for (VBox group : longest) columns.stream().min(Comparator.comparingInt(c -> c.stream().mapToInt(KeySheet::rows).sum())).orElseThrow().add(group);
        for (List<VBox> column : columns) column.sort(Comparator.comparingInt(groups::indexOf));
        columns.sort(Comparator.comparingInt(c -> c.isEmpty() ? Integer.MAX_VALUE : groups.indexOf(c.getFirst())));
        return columns;
    }

    private static int rows(VBox group) {
        return group.getChildren().size() + 1;
    }

    private static VBox group(Keymap keymap, String group) {
        VBox box = new VBox(6);
        box.getChildren().add(Texts.plain(group, "key-group"));
        for (Command c : keymap.commands())
            if (c.group().equals(group) && !c.keys().isEmpty() && c.manner() != Command.Manner.UNLISTED) box.getChildren().add(row(c.title(), c.keys().stream().map(Key::shown).toList()));
        for (Keymap.Gesture g : keymap.gestures()) if (g.group().equals(group)) box.getChildren().add(row(g.title(), g.hands()));
        return box;
    }

    private static Node row(String title, List<String> keys) {
        Label label = Texts.plain(title, "small");
        label.setMinWidth(USE_PREF_SIZE);
        HBox row = new HBox(4, label, Texts.spring());
        row.setAlignment(Pos.CENTER_LEFT);
        for (String key : keys) row.getChildren().add(Texts.key(key));
        return row;
    }
}
