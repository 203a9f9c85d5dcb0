package org.maskwright.workflow.gate;

import java.util.List;
import org.maskwright.label.LabelTable;

/// All cases that are to leave, as the checks between cases see them.
public record CheckedProject(List<CaseFacts> cases, LabelTable table, Rules rules, Plan plan) {
    public CheckedProject {
        cases = List.copyOf(cases);
    }

    /// The cases that will be in the data set: those with labels.
    public List<CaseFacts> labelled() {
        return cases.stream().filter(one -> !one.voxels().isEmpty()).toList();
    }

    /// How the cases would be shared out.
    Folds folds() {
        return Folds.of(labelled().stream().map(CaseFacts::id).toList(), plan.together(), rules.folds());
    }
}
