package org.maskwright.workflow.gate;

import java.util.ArrayList;
import java.util.List;
import org.maskwright.algorithm.Components;
import org.maskwright.algorithm.Holes;
import org.maskwright.algorithm.surface.SliceInterpolation;
import org.maskwright.geometry.Mask;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;

/// What a [Fix.OfLabels] would paint: worked out from a snapshot, in any thread, to be painted through an edit.
///
/// @param title what undo shows
/// @param steps painted one after another
public record LabelMend(String title, List<Step> steps) {
    /// Voxels that get a label; 0 erases.
    public record Step(Mask mask, int label) {}

    public LabelMend {
        steps = List.copyOf(steps);
    }

    /// @throws Progress.Cancelled if `progress` says so
    public static LabelMend of(Fix.OfLabels fix, Labels labels, LabelTable table, Progress progress) {
        List<Step> steps = new ArrayList<>();
        String title = switch (fix) {
            case Fix.RemoveIslands(_, int label, double belowMm3) -> {
                Components parts = Components.of(labels.mask(label), Components.Neighbours.CORNERS);
                steps.add(new Step(parts.smallerThan(belowMm3 / labels.geometry().voxelMm3()), 0));
                yield "Remove islands of " + table.name(label);
            }
            case Fix.FillHoles(_, int label) -> {
                steps.add(new Step(holes(labels.mask(label), labels, progress), label));
                yield "Fill holes of " + table.name(label);
            }
            case Fix.FillGap(_, int label, int axis, int slice) -> {
                Mask between = SliceInterpolation.between(labels.mask(label), axis, slice, labels.geometry().spacingMm());
                steps.add(new Step(between.and(labels.mask(0, between.box())), label));
                yield "Fill a slice of " + table.name(label);
            }
            case Fix.SwapLabels(_, int left, int right) -> {
                steps.add(new Step(labels.mask(left), right));
                steps.add(new Step(labels.mask(right), left));
                yield "Swap " + table.name(left) + " and " + table.name(right);
            }
        };
        return new LabelMend(title, steps);
    }

    /// Background that `mask`, the voxels of one label, encloses.
    static Mask holes(Mask mask, Labels labels) {
        return holes(mask, labels, Progress.NONE);
    }

    private static Mask holes(Mask mask, Labels labels, Progress progress) {
        return Holes.filledInSpace(mask, progress).minus(mask).and(labels.mask(0, mask.box()));
    }
}
