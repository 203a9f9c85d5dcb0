package org.maskwright.fx.label;

import java.util.ArrayList;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.maskwright.fx.desk.CaseModel;
import org.maskwright.fx.part.Buttons;
import org.maskwright.fx.part.Section;
import org.maskwright.fx.part.Texts;
import org.maskwright.label.LabelTable;
import org.maskwright.label.PaintRule;

/// The case's labels: choose one to paint with, rename, recolour, hide or lock it, see its volume and how far it has come
/// from the proposal.
public final class LabelList extends VBox {
    private static final double ROW = 40;
    private static final int MOST_ROWS = 40;

    private final CaseModel open;
    private final ObservableList<LabelTable.Entry> entries = FXCollections.observableArrayList();
    private final ListView<LabelTable.Entry> list = new ListView<>(entries);
    private final MenuButton over = Buttons.named(new MenuButton(), "paint-over");
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
        over.getStyleClass().addAll("soft", "mini");
        over.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(over, Priority.ALWAYS);
        HBox rule = new HBox(8, Texts.plain("Paint over", "small", "muted"), over);
        rule.setAlignment(Pos.CENTER_LEFT);
        rule.setMinHeight(USE_PREF_SIZE);
        Section section = new Section("Labels", list, rule).heading(Buttons.named(Buttons.icon(MaterialDesignP.PLUS, "Add a label", this::add), "add-label"));
        VBox.setVgrow(section, Priority.ALWAYS);
        VBox.setVgrow(this, Priority.ALWAYS);
        setMaxHeight(USE_PREF_SIZE); // what is left belongs to the history
        getChildren().add(section);
        open.table().addListener((o, was, is) -> fill());
        open.figures().addListener(o -> rows().forEach(LabelRow::showFigures));
        open.slices().hidden().addListener(o -> list.refresh());
        open.tools().ruleProperty().addListener((o, was, is) -> {
            list.refresh();
            showOver();
        });
        open.tools().activeLabelProperty().addListener((o, was, is) -> select(is.intValue()));
        fill();
    }

    private void fill() {
        following = true;
        entries.setAll(open.table().getValue().entries());
        following = false;
        showOver();
        list.setPrefHeight(Math.clamp(entries.size(), 2, MOST_ROWS) * ROW + 2);
        select(open.tools().activeLabelProperty().get());
    }

    /// What tools may paint over: everything, what is unlabelled, or one label alone.
    private void showOver() {
        PaintRule.Over now = open.over();
        over.setText(words(now));
        over.getStyleClass().remove("limited");
        if (!(now instanceof PaintRule.Over.Everything)) over.getStyleClass().add("limited");
        List<MenuItem> items = new ArrayList<>(List.of(over(new PaintRule.Over.Everything()), over(new PaintRule.Over.Background()), new SeparatorMenuItem()));
        for (LabelTable.Entry entry : entries) items.add(over(new PaintRule.Over.Only(entry.value())));
        over.getItems().setAll(items);
    }

    private MenuItem over(PaintRule.Over choice) {
        MenuItem item = new MenuItem(words(choice));
        item.setOnAction(e -> open.setOver(choice));
        return item;
    }

    private String words(PaintRule.Over rule) {
        return switch (rule) {
            case PaintRule.Over.Everything _ -> "Everything";
            case PaintRule.Over.Background _ -> "Unlabelled voxels alone";
            case PaintRule.Over.Only(int label) -> open.session().table().name(label) + " alone";
        };
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
