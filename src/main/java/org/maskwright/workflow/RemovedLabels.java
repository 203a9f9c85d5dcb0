package org.maskwright.workflow;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.maskwright.label.LabelEdit;
import org.maskwright.label.LabelTable;

/// Labels that were taken out of an open case's table, so that undo brings back their names with their voxels.
final class RemovedLabels {
    private final Map<Integer, LabelTable.Entry> gone = new HashMap<>();

    void remember(LabelTable.Entry entry) {
        gone.put(entry.value(), entry);
    }

    /// The smallest value that is free and was not another label's before: undo may want that one back.
    int nextValue(LabelTable table) {
        return table.covering(gone.keySet()).nextValue();
    }

    /// `table` with the labels that an edit brings back.
    LabelTable broughtBack(LabelEdit edit, LabelTable table) {
        if (gone.isEmpty()) return table;
        Set<Integer> painted = new HashSet<>();
        edit.forEachRun((_, _, _, _, after) -> painted.add(after));
        LabelTable whole = table;
        for (int value : painted) {
            LabelTable.Entry entry = gone.remove(value);
            if (entry != null && table.find(value).isEmpty()) whole = whole.with(entry);
        }
        return whole;
    }
}
