package org.maskwright.workflow.gate;

import java.util.List;
import java.util.Optional;

/// Cases without any label.
final class EmptyCaseCheck implements Check.OfProject {
    @Override
    public String id() {
        return "empty";
    }

    @Override
    public String title() {
        return "Cases without labels";
    }

    @Override
    public List<Finding> look(CheckedProject all) {
        return all.cases().stream().filter(one -> one.voxels().isEmpty()).map(one -> new Finding(id(), Severity.LOOK, one.id(), 0, Optional.empty(),
                "It has no labels yet, so it will not be in the data set. Label it, or leave it out.", Optional.of(new Fix.LeaveOut(one.id())))).toList();
    }
}
