package org.maskwright.workflow.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Labels that came from a file of pseudo-labels and were never changed: they must not leave as if somebody had drawn them.
final class PseudoLabelCheck implements Check.OfProject {
    @Override
    public String id() {
        return "pseudo";
    }

    @Override
    public String title() {
        return "Labels that only a model vouches for";
    }

    @Override
    public List<Finding> look(CheckedProject all) {
        List<Finding> found = new ArrayList<>();
        for (CaseFacts one : all.labelled()) {
            if (one.pseudo().isEmpty()) continue;
            List<String> names = one.pseudo().keySet().stream().map(label -> "“" + all.table().name(label) + "”").toList();
            found.add(new Finding(id(), Severity.LOOK, one.id(), one.pseudo().firstKey(), Optional.ofNullable(one.somewhere().get(one.pseudo().firstKey())), "Nobody changed " + Words.list(names)
                    + " since they came from a file of pseudo-labels by " + Words.list(List.copyOf(new TreeSet<>(one.pseudo().values()))) + ": they are a model's and not a human's. Look at them, leave the case out, or let it go along, which is written down.",
                    Optional.of(new Fix.LeaveOut(one.id()))));
        }
        return found;
    }
}
