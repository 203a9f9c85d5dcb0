package org.maskwright.workflow.gate;

import java.util.List;
import java.util.Optional;

/// Whether the scan still holds the voxels that were labelled.
final class ChangedScanCheck implements Check.OfProject {
    @Override
    public String id() {
        return "changed-scan";
    }

    @Override
    public String title() {
        return "Scans that changed since they were labelled";
    }

    @Override
    public List<Finding> look(CheckedProject all) {
        return all.labelled().stream().filter(one -> !one.scan().equals(one.labelledScan())).map(one -> new Finding(id(), Severity.LOOK, one.id(), 0, Optional.empty(),
                "The scan's voxels are not those that were there when it was added. Check that the labels still fit, or leave the case out.", Optional.of(new Fix.LeaveOut(one.id())))).toList();
    }
}
