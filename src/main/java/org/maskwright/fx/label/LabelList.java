package org.maskwright.fx.label;

import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.maskwright.fx.desk.CaseModel;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.Section;
import org.maskwright.label.LabelTable;

/// The case's labels: choose one to paint with, rename, recolour, hide or lock it, see its volume and how far it has come
/// from the proposal.
public final class LabelList extends VBox {
    private static final double ROW = 40;
    private static final int MOST_ROWS = 40;

    private final CaseModel open;
    private final ObservableList<LabelTable.Entry> entries = FXCollections.observableArrayList();
    private final ListView<LabelTable.Entry> list = new ListView<>(entries);
    private boolean following;

    public LabelList(CaseModel open) {
        this.open = open;
        list.setId("label-list");
        list.getStyleClass().addAll("calm-list", "label-list");
        list.setFixedCellSize(ROW);
        list.setCellFactory(view -> new LabelRow(open, this::rename));
        list.setFocusTraversable(false);
        list.setMinHeight(ROW * 2);
        VBox.setVgrow(list, Priority.ALWAYS);
        list.getSelectionModel().selectedItemProperty().addListener((o, was, is) -> {
            if (!following && is != null) open.choose(is.value());
        });
        list.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.F2 && list.getSelectionModel().getSelectedItem() != null) {
                rename(list.getSelectionModel().getSelectedItem());
                e.consume();
            }
        });
        Section section = new Section("Labels", list).heading(Buttons.named(Buttons.icon(MaterialDesignP.PLUS, "Add a label", this::add), "add-label"));
        VBox.setVgrow(section, Priority.ALWAYS);
        VBox.setVgrow(this, Priority.ALWAYS);
        setMaxHeight(USE_PREF_SIZE); // what is left belongs to the history
        getChildren().add(section);
        open.table().addListener((o, was, is) -> fill());
        open.figures().addListener(o -> rows().forEach(LabelRow::showFigures));
        open.slices().hidden().addListener(o -> list.refresh());
        open.tools().ruleProperty().addListener(o -> list.refresh());
        open.tools().activeLabelProperty().addListener((o, was, is) -> select(is.intValue()));
        fill();
    }

    private void fill() {
        following = true;
        entries.setAll(open.table().getValue().entries());
        following = false;
        list.setPrefHeight(Math.clamp(entries.size(), 2, MOST_ROWS) * ROW + 2);
        select(open.tools().activeLabelProperty().get());
    }

    private void select(int label) {
        following = true;
        list.getSelectionModel().clearSelection();
        for (LabelTable.Entry entry : entries) {
            if (entry.value() != label) continue;
            list.getSelectionModel().select(entry);
            list.scrollTo(Math.max(0, entries.indexOf(entry) - 3));
        }
        following = false;
    }

    /// Adds a label of the next free number, chooses it and asks for its name.
    public void add() {
        LabelTable.Entry entry = open.addLabel();
        list.scrollTo(entry);
        list.layout();
        rename(entry);
    }

    private void rename(LabelTable.Entry entry) {
        rows().stream().filter(row -> entry.equals(row.getItem())).findFirst().ifPresent(LabelRow::editName);
    }

    private List<LabelRow> rows() {
        return list.lookupAll(".list-cell").stream().filter(LabelRow.class::isInstance).map(LabelRow.class::cast).toList();
    }
}
