package org.maskwright.fx.desk;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.maskwright.fx.slice.SliceModel;
import org.maskwright.fx.slice.ToolSession;
import org.maskwright.label.EditHistory;
import org.maskwright.label.LabelTable;

/// The open case as the window's panels see it: what its pictures show, the tool at work, its history, proposal and figures.
public final class CaseModel {
    private final String title, facts;
    private final SliceModel slices;
    private final ToolSession tools;
    private final EditHistory history;
    private final ObjectProperty<ProposalState> proposal = new SimpleObjectProperty<>(new ProposalState.None());
    private final ObjectProperty<Map<Integer, LabelFigures>> figures = new SimpleObjectProperty<>(Map.of());

    /// @param title what the case is called
    /// @param facts what it is, in a few words, such as "CT · 512 × 512 × 300 · 0.8 × 0.8 × 1.0 mm"
    public CaseModel(String title, String facts, SliceModel slices, ToolSession tools, EditHistory history) {
        this.title = title;
        this.facts = facts;
        this.slices = slices;
        this.tools = tools;
        this.history = history;
    }

    public String title() {
        return title;
    }

    public String facts() {
        return facts;
    }

    public SliceModel slices() {
        return slices;
    }

    public ToolSession tools() {
        return tools;
    }

    public EditHistory history() {
        return history;
    }

    public ObjectProperty<ProposalState> proposal() {
        return proposal;
    }

    /// What is measured of each label; a label without voxels may be missing.
    public ObjectProperty<Map<Integer, LabelFigures>> figures() {
        return figures;
    }

    /// The labels' names and colours; changed by the verbs below alone.
    public ReadOnlyProperty<LabelTable> table() {
        return slices.table();
    }

    /// Chooses the label to paint with.
    public void choose(int label) {
        tools.activeLabelProperty().set(label);
    }

    /// Adds a label under the smallest free number and chooses it.
    public LabelTable.Entry addLabel() {
        int value = slices.table().get().nextValue();
        LabelTable.Entry entry = new LabelTable.Entry(value, "Label " + value, LabelTable.defaultRgb(value));
        slices.table().set(slices.table().get().with(entry));
        choose(value);
        return entry;
    }

    public void rename(int label, String name) {
        slices.table().set(slices.table().get().with(new LabelTable.Entry(label, name, slices.table().get().rgb(label))));
    }

    /// @param rgb `0xRRGGBB`
    public void recolour(int label, int rgb) {
        slices.table().set(slices.table().get().with(new LabelTable.Entry(label, slices.table().get().name(label), rgb)));
    }

    /// Hides every label but one.
    public void showOnly(int label) {
        for (LabelTable.Entry entry : slices.table().get().entries()) setHidden(entry.value(), entry.value() != label);
    }

    public void showAll() {
        for (LabelTable.Entry entry : slices.table().get().entries()) setHidden(entry.value(), false);
    }

    public boolean isLocked(int label) {
        return tools.ruleProperty().get().locked().contains(label);
    }

    /// Locks a label, so that it neither shrinks nor grows, or unlocks it.
    public void setLocked(int label, boolean locked) {
        tools.ruleProperty().set(tools.ruleProperty().get().withLocked(changed(tools.ruleProperty().get().locked(), label, locked)));
    }

    public boolean isHidden(int label) {
        return slices.hidden().get().contains(label);
    }

    public void setHidden(int label, boolean hidden) {
        slices.hidden().set(changed(slices.hidden().get(), label, hidden));
    }

    private static Set<Integer> changed(Set<Integer> old, int label, boolean in) {
        Set<Integer> next = new TreeSet<>(old);
        if (in) next.add(label);
        else next.remove(label);
        return Set.copyOf(next);
    }
}
