package org.maskwright.workflow.gate;

import java.util.List;
import java.util.Optional;

/// Labels on the list that no case has: a network would be asked to learn them from nothing.
final class UnusedNameCheck implements Check.OfProject {
    @Override
    public String id() {
        return "unused";
    }

    @Override
    public String title() {
        return "Labels that no case has";
    }

    @Override
    public List<Finding> look(CheckedProject all) {
        if (all.labelled().isEmpty()) return List.of();
        return all.table().entries().stream().filter(entry -> all.cases().stream().noneMatch(one -> one.voxels().containsKey(entry.value())))
                .map(entry -> Finding.ofProject(id(), Severity.LOOK, entry.value(), "“" + entry.name() + "” is on the list, and no case has a voxel of it. Take it off the list, or paint it.",
                        Optional.of(new Fix.RemoveName(entry.value())))).toList();
    }
}
