package org.maskwright.workflow.gate;

import java.util.List;
import java.util.Optional;

/// A proposal that nobody answered, made after the last stroke: was it forgotten?
final class WaitingProposalCheck implements Check.OfProject {
    @Override
    public String id() {
        return "waiting";
    }

    @Override
    public String title() {
        return "Proposals without an answer";
    }

    @Override
    public List<Finding> look(CheckedProject all) {
        return all.labelled().stream().filter(one -> one.waiting().isPresent() && one.touched().map(at -> at.isBefore(one.waiting().get())).orElse(true))
                .map(one -> new Finding(id(), Severity.LOOK, one.id(), 0, Optional.empty(), "A model's proposal is newer than the labels, and was neither accepted nor rejected. The labels leave as they are; open the case to answer it.",
                        Optional.empty())).toList();
    }
}
