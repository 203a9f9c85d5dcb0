package org.maskwright.workflow.gate;

import java.util.List;

/// Voxels whose label stands in no table: nobody said what they are.
final class UnnamedValueCheck implements Check.OfLabels {
    @Override
    public String id() {
        return "values";
    }

    @Override
    public String title() {
        return "Labels that are not on the list";
    }

    @Override
    public List<Finding> look(CheckedCase one) {
        return one.counts().entrySet().stream().filter(of -> one.table().find(of.getKey()).isEmpty()).map(of -> Finding.at(id(), Severity.BLOCKS, one, of.getKey(),
                CheckedCase.middle(one.mask(of.getKey())), Words.count(of.getValue(), "voxel has", "voxels have") + " label " + of.getKey()
                + ", which has no name. Name it, or erase it.", new Fix.Rename(of.getKey(), "Label " + of.getKey()))).toList();
    }
}
