package org.maskwright.workflow;

import org.maskwright.label.EditHistory;
import org.maskwright.label.LabelVolume;

/// One label map of an open case. A case has one layer as a rule, and several where segments overlap; each has strokes, undo
/// and a journal of its own, and all share the case's label names.
///
/// Used on the labels' writing thread, like its [CaseSession].
public final class Layer {
    private final int number;
    private final LabelVolume labels;
    private final EditHistory history;
    private String name;
    private boolean shown = true;

    Layer(int number, String name, LabelVolume labels, EditHistory history) {
        this.number = number;
        this.name = name;
        this.labels = labels;
        this.history = history;
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

    /// Whether it is drawn while another layer is the active one.
    public boolean isShown() {
        return shown;
    }

    void setShown(boolean on) {
        shown = on;
    }
}
