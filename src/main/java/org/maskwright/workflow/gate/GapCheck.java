package org.maskwright.workflow.gate;

import java.util.ArrayList;
import java.util.List;
import org.maskwright.algorithm.surface.SliceInterpolation;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Point;

/// One slice without a label between two that have it at the same place: forgotten when painting slice by slice.
final class GapCheck implements Check.OfLabels {
    private static final String[] AXES = {"x", "y", "z"};

    @Override
    public String id() {
        return "gaps";
    }

    @Override
    public String title() {
        return "Slices left out";
    }

    @Override
    public List<Finding> look(CheckedCase one) {
        List<Finding> found = new ArrayList<>();
        for (int label : one.counts().keySet()) for (int axis = 0; axis < 3; axis++) gaps(one, label, axis, found);
        return found;
    }

    private void gaps(CheckedCase one, int label, int axis, List<Finding> found) {
        Mask mask = one.mask(label);
        boolean[] has = slicesWith(mask, axis);
        int offset = from(mask.box(), axis);
        for (int i = 1; i < has.length - 1; i++) {
            if (has[i] || !has[i - 1] || !has[i + 1]) continue;
            int slice = offset + i;
            Box box = mask.box();
            Mask common = SliceInterpolation.moved(mask, SliceInterpolation.slab(box, axis, slice - 1), axis, 1).and(SliceInterpolation.moved(mask, SliceInterpolation.slab(box, axis, slice + 1), axis, -1));
            if (common.isEmpty()) continue; // two things one above the other
            Point at = CheckedCase.middle(common);
            found.add(Finding.at(id(), Severity.LOOK, one, label, at, one.name(label) + " has no voxel in slice " + AXES[axis] + " = " + slice + ", though the slices before and after have it. Fill it with the shape between them, unless meant.",
                    new Fix.FillGap(one.id(), label, axis, slice)));
        }
    }

    private static int from(Box box, int axis) {
        return axis == 0 ? box.x0() : axis == 1 ? box.y0() : box.z0();
    }

    private static boolean[] slicesWith(Mask mask, int axis) {
        Box box = mask.box();
        boolean[] has = new boolean[axis == 0 ? box.width() : axis == 1 ? box.height() : box.depth()];
        mask.forEachRun((y, z, x0, x1) -> {
            if (axis == 0) java.util.Arrays.fill(has, x0 - box.x0(), x1 - box.x0(), true);
            else has[axis == 1 ? y - box.y0() : z - box.z0()] = true;
        });
        return has;
    }
}
