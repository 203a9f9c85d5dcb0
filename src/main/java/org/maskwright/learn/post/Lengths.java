package org.maskwright.learn.post;

import org.maskwright.geometry.Box;
import org.maskwright.geometry.Point;

/// Millimetres in voxels, and in words.
final class Lengths {
    private Lengths() {}

    /// The box with a margin of `mm`, and of `more` voxels, on every side.
    static Box grown(Box box, double mm, Point spacingMm, int more) {
        int x = (int) Math.ceil(mm / spacingMm.x()) + more;
        int y = (int) Math.ceil(mm / spacingMm.y()) + more;
        int z = (int) Math.ceil(mm / spacingMm.z()) + more;
        return new Box(box.x0() - x, box.y0() - y, box.z0() - z, box.x1() + x, box.y1() + y, box.z1() + z);
    }

    /// Such as `20` or `0.75`.
    static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9 ? String.valueOf((long) value) : String.valueOf(value);
    }
}
