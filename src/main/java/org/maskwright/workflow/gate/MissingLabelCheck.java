package org.maskwright.workflow.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.maskwright.label.LabelTable;

/// A label that a case lacks though most others have it: forgotten, or truly not there.
final class MissingLabelCheck implements Check.OfProject {
    private static final int FEWEST_OTHERS = 2;
    private static final double MOST = 2.0 / 3;

    @Override
    public String id() {
        return "missing-label";
    }

    @Override
    public String title() {
        return "Labels that a case lacks";
    }

    @Override
    public List<Finding> look(CheckedProject all) {
        List<Finding> found = new ArrayList<>();
        List<CaseFacts> cases = all.labelled();
        for (CaseFacts one : cases) {
            for (LabelTable.Entry entry : all.table().entries()) {
                if (one.voxels().containsKey(entry.value())) continue;
                long having = cases.stream().filter(other -> other.voxels().containsKey(entry.value())).count();
                int others = cases.size() - 1;
                if (others < FEWEST_OTHERS || having < MOST * others) continue;
                found.add(new Finding(id(), Severity.LOOK, one.id(), entry.value(), Optional.empty(), "It has no “" + entry.name() + "”, which " + having + " of the " + others
                        + " other cases have. Paint it, unless it is truly not in this scan.", Optional.empty()));
            }
        }
        return found;
    }
}
