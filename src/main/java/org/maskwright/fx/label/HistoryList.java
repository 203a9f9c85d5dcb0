package org.maskwright.fx.label;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.maskwright.fx.desk.CaseModel;
import org.maskwright.fx.part.Figures;
import org.maskwright.fx.part.Section;
import org.maskwright.fx.part.Texts;
import org.maskwright.fx.theme.Icons;
import org.maskwright.label.EditHistory;
import org.maskwright.label.LabelEdit;

/// Every step since the case was opened, newest first; a click goes there. Steps taken back stand above, dimmed, until
/// something new is painted.
public final class HistoryList extends VBox {
    /// One line.
    ///
    /// @param steps how many edits lie below it; going there leaves exactly these done
    /// @param now whether the labels are at this step
    private record Step(String name, long voxels, int steps, boolean undone, boolean now) {}

    private static final double ROW = 28;

    private final CaseModel open;
    private final ListView<Step> list = new ListView<>();

    public HistoryList(CaseModel open) {
        this.open = open;
        list.setId("history-list");
        list.getStyleClass().addAll("calm-list", "history-list");
        list.setFixedCellSize(ROW);
        list.setFocusTraversable(false);
        list.setMinHeight(ROW * 3);
        list.setPrefHeight(ROW * 5 + 2);
        list.setCellFactory(view -> new Row());
        list.setOnMouseClicked(e -> {
            Step step = list.getSelectionModel().getSelectedItem();
            if (step != null) goTo(step.steps());
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        Section section = new Section("History", list);
        section.getStyleClass().add("ruled");
        VBox.setVgrow(section, Priority.ALWAYS);
        getChildren().add(section);
        open.onHistory(this::fill);
        fill();
    }

    private void fill() {
        EditHistory history = open.history();
        List<LabelEdit> done = history.undoable(), undone = history.redoable();
        List<Step> steps = new ArrayList<>();
        for (int i = undone.size() - 1; i >= 0; i--)
            steps.add(new Step(undone.get(i).name(), undone.get(i).voxels(), done.size() + i + 1, true, false));
        for (int i = 0; i < done.size(); i++) steps.add(new Step(done.get(i).name(), done.get(i).voxels(), done.size() - i, false, i == 0));
        steps.add(new Step("Opened", 0, 0, false, done.isEmpty()));
        list.getItems().setAll(steps);
        list.scrollTo(Math.max(0, undone.size() - 1));
    }

    private void goTo(int steps) {
        open.tools().cancel();
        EditHistory history = open.history();
        while (history.undoable().size() > steps) history.undo();
        while (history.undoable().size() < steps) history.redo();
    }

    private static final class Row extends ListCell<Step> {
        @Override
        protected void updateItem(@Nullable Step step, boolean empty) {
            super.updateItem(step, empty);
            if (empty || step == null) {
                setGraphic(null);
                return;
            }
            Label name = Texts.plain(step.name());
            name.setMinWidth(0);
            HBox row = new HBox(8, step.steps() == 0 ? Icons.of(MaterialDesignF.FOLDER_OPEN_OUTLINE) : Icons.edit(step.name()), name, Texts.spring());
            row.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
            if (step.voxels() > 0) {
                Label voxels = Texts.plain(Figures.count(step.voxels()) + " vx", "figure");
                voxels.setMinWidth(USE_PREF_SIZE);
                row.getChildren().add(voxels);
            }
            if (step.undone()) row.getStyleClass().add("undone");
            if (step.now()) row.getStyleClass().add("now");
            setGraphic(row);
            setPrefWidth(0);
        }
    }
}
