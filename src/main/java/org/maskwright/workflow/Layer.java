package org.maskwright.workflow;

import java.util.Set;
import org.maskwright.label.DeedTally;
import org.maskwright.label.EditHistory;
import org.maskwright.label.LabelDeeds;
import org.maskwright.label.LabelVolume;
import org.maskwright.label.Labels;

/// One label map of an open case. A case has one layer as a rule, and several where segments overlap; each has strokes, undo
/// and a journal of its own, and all share the case's label names.
///
/// Used on the labels' writing thread, like its [CaseSession].
public final class Layer {
    private final int number;
    private final LabelVolume labels;
    private final EditHistory history;
    private final DeedTally tally;
    private String name;
    private boolean shown = true;

    /// @param deeds what was noted of the labels up to the last save; the history, which begins there, is added
    Layer(int number, String name, LabelVolume labels, EditHistory history, LabelDeeds deeds) {
        this.number = number;
        this.name = name;
        this.labels = labels;
        this.history = history;
        this.tally = new DeedTally(deeds);
        history.undoable().forEach(tally::took);
        labels.onEdit(tally::took);
    }

    /// From 1; never given twice in a case.
    public int number() {
        return number;
    }

    /// What people call it.
    public String name() {
        return name;
    }

    void setName(String other) {
        name = other;
    }

    public LabelVolume labels() {
        return labels;
    }

    public EditHistory history() {
        return history;
    }

    /// What touched each label that has voxels.
    LabelDeeds deeds() {
        return tally.now().only(labels.snapshot().counts().keySet());
    }

    /// Notes whose proposal was accepted for `labels`.
    void accepted(Set<Integer> labels, LabelDeeds.Model model) {
        tally.accepted(labels, model);
    }

    Kept kept() {
        Labels now = labels.snapshot();
        return new Kept(now, tally.now().only(now.counts().keySet()));
    }

    /// What a save keeps of a layer.
    record Kept(Labels labels, LabelDeeds deeds) {}

    /// Whether it is drawn while another layer is the active one.
    public boolean isShown() {
        return shown;
    }

    void setShown(boolean on) {
        shown = on;
    }
}
