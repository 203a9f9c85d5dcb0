package org.maskwright.render;

import java.util.Set;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;

/// A label map laid over the picture.
///
/// @param hidden labels that are not shown
/// @param fill how opaque the inside is, in [0, 1]
/// @param outline how opaque the one-pixel outline is, in [0, 1]
/// @param dashed whether the outline is dashed, as a proposal's is
public record Overlay(Labels labels, LabelTable table, Set<Integer> hidden, double fill, double outline, boolean dashed) {
    public Overlay {
        if (!(fill >= 0 && fill <= 1 && outline >= 0 && outline <= 1)) throw new IllegalArgumentException("opacity is 0 to 1, got " + fill + " and " + outline);
        hidden = Set.copyOf(hidden);
    }
}
