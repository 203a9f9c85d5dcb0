package org.maskwright.learn.active;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;

/// A case as a point in a space of size and shape: the extent of its scan along each axis, and of each label its volume and the extent of its
/// box along each axis. All as logarithms of 1 + mm or mm³, so that twice as large is as far at any size.
///
/// Grey levels play no part: they differ from scanner to scanner, and they would have to be read for every case of a list.
public final class CaseFeatures {
    private CaseFeatures() {}

    /// @param labels proposed or drawn
    /// @param table all labels that the cases may have
    public static List<Double> of(Labels labels, LabelTable table) {
        var features = new ArrayList<Double>();
        Size size = labels.geometry().size();
        Point mm = labels.geometry().spacingMm();
        for (int axis = 0; axis < 3; axis++) features.add(Math.log1p(size.along(axis) * mm.along(axis)));
        Map<Integer, Long> counts = labels.counts();
        Map<Integer, Box> boxes = labels.boxes();
        for (LabelTable.Entry entry : table.entries()) {
            Box box = boxes.getOrDefault(entry.value(), Box.EMPTY);
            features.add(Math.log1p(counts.getOrDefault(entry.value(), 0L) * labels.geometry().voxelMm3()));
            features.add(Math.log1p(box.width() * mm.x()));
            features.add(Math.log1p(box.height() * mm.y()));
            features.add(Math.log1p(box.depth() * mm.z()));
        }
        return List.copyOf(features);
    }
}
