package org.maskwright.format.dicom;

import java.util.List;
import java.util.stream.DoubleStream;
import org.maskwright.geometry.Point;

/// Where one image lies in the patient (PS3.3, C.7.6.2), LPS+ mm.
///
/// @param position the centre of its first pixel
/// @param across unit vector along a row, towards rising columns
/// @param down unit vector along a column, towards rising rows
/// @param stepAcrossMm between the centres of neighbours in a row
/// @param stepDownMm between the centres of neighbours in a column
record Placement(Point position, Point across, Point down, double stepAcrossMm, double stepDownMm) {
    /// Two directions closer than this in every component are the same: headers are rounded to about six digits.
    private static final double SAME_DIRECTION = 2e-3;

    /// Equal for images in the same place, as far as headers can tell.
    List<Long> rounded() {
        return DoubleStream.of(position.x(), position.y(), position.z(), 10 * across.x(), 10 * across.y(), 10 * across.z(), 10 * down.x(), 10 * down.y(), 10 * down.z(),
                stepAcrossMm, stepDownMm).mapToObj(v -> Math.round(v * 100)).toList();
    }

    /// Unit vector out of the image.
    Point normal() {
        Point n = across.cross(down);
        return n.times(1 / n.length());
    }

    boolean isParallelTo(Placement other) {
        return isNear(across, other.across) && isNear(down, other.down);
    }

    private static boolean isNear(Point a, Point b) {
        return Math.abs(a.x() - b.x()) < SAME_DIRECTION && Math.abs(a.y() - b.y()) < SAME_DIRECTION && Math.abs(a.z() - b.z()) < SAME_DIRECTION;
    }

    boolean hasSameSteps(Placement other) {
        return Math.abs(stepAcrossMm - other.stepAcrossMm) < 1e-3 * stepAcrossMm && Math.abs(stepDownMm - other.stepDownMm) < 1e-3 * stepDownMm;
    }
}
