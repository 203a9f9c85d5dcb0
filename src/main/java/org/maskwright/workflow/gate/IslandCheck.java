package org.maskwright.workflow.gate;

import java.util.ArrayList;
import java.util.List;
import org.maskwright.algorithm.Components;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Point;

/// Small parts of a label apart from its main one: a slip of the brush, or a model's crumbs.
///
/// A label whose small parts are a good share of it, as lesions are, is taken for one of many pieces and left in peace.
final class IslandCheck implements Check.OfLabels {
    private static final double CRUMB_OF_LARGEST = 0.02, CRUMBS_OF_ALL = 0.1;

    @Override
    public String id() {
        return "islands";
    }

    @Override
    public String title() {
        return "Stray islands";
    }

    @Override
    public List<Finding> look(CheckedCase one) {
        List<Finding> found = new ArrayList<>();
        one.counts().forEach((label, voxels) -> {
            Components parts = one.parts(label);
            double limit = one.rules().islandMm3() / one.mm3(1);
            int first = 1, count = 0;
            while (first < parts.count() && parts.size(first) >= limit) first++;
            long crumbs = 0;
            for (int part = first; part < parts.count(); part++, count++) crumbs += parts.size(part);
            if (count == 0 || parts.size(first) > CRUMB_OF_LARGEST * parts.size(0) || crumbs > CRUMBS_OF_ALL * voxels) return;
            Mask largest = parts.part(first);
            Point at = CheckedCase.middle(largest);
            found.add(Finding.at(id(), Severity.LOOK, one, label, at, one.name(label) + " has " + Words.count(count, "island", "islands") + " under " + Words.volume(one.rules().islandMm3()) + " apart from its main part, "
                    + Words.volume(one.mm3(crumbs)) + " in all" + (count == 1 ? "" : ", the largest") + " at voxel " + Words.at(at) + ". Remove " + (count == 1 ? "it" : "them") + ", unless meant.",
                    new Fix.RemoveIslands(one.id(), label, one.rules().islandMm3())));
        });
        return found;
    }
}
