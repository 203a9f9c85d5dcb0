package org.maskwright.workflow.gate;

import java.util.List;
import java.util.Optional;
import org.maskwright.label.LabelTable;

/// Whether label values are 1, 2, 3 …, where the data set wants them so; if not they are renumbered, and that is said.
final class ConsecutiveCheck implements Check.OfProject {
    @Override
    public String id() {
        return "consecutive";
    }

    @Override
    public String title() {
        return "Numbers of labels";
    }

    @Override
    public List<Finding> look(CheckedProject all) {
        List<LabelTable.Entry> entries = all.table().entries();
        if (!all.rules().consecutive() || entries.isEmpty() || entries.getLast().value() == entries.size()) return List.of();
        return List.of(Finding.ofProject(id(), Severity.NOTE, 0, "The labels are numbered " + Words.list(entries.stream().map(LabelTable.Entry::value).toList()) + "; the data set wants 1 to " + entries.size()
                + ", so they are renumbered in it, by rising number. Yours stay as they are.", Optional.empty()));
    }
}
