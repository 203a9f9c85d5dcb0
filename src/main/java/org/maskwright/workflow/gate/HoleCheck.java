package org.maskwright.workflow.gate;

import java.util.ArrayList;
import java.util.List;
import org.maskwright.algorithm.Components;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Point;

/// Background that a label encloses on all sides. Voxels of another label inside it are no hole.
final class HoleCheck implements Check.OfLabels {
    @Override
    public String id() {
        return "holes";
    }

    @Override
    public String title() {
        return "Holes";
    }

    @Override
    public List<Finding> look(CheckedCase one) {
        List<Finding> found = new ArrayList<>();
        for (int label : one.counts().keySet()) {
            Mask holes = LabelMend.holes(one.mask(label), one.labels());
            if (holes.isEmpty()) continue;
            Components parts = Components.of(holes, Components.Neighbours.FACES);
            Point at = CheckedCase.middle(parts.largest());
            found.add(Finding.at(id(), Severity.LOOK, one, label, at, one.name(label) + " encloses " + Words.count(parts.count(), "hole", "holes") + " without a label, " + Words.volume(one.mm3(holes.count()))
                    + " in all" + (parts.count() == 1 ? "" : ", the largest") + " at voxel " + Words.at(at) + ". Fill " + (parts.count() == 1 ? "it" : "them") + ", unless meant.", new Fix.FillHoles(one.id(), label)));
        }
        return found;
    }
}
