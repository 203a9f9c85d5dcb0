package org.maskwright.algorithm.phantom;

import org.maskwright.geometry.Point;

/// Where a patient's skin is: what the radiographer needs to know.
record Outline(Frame frame, Pose pose) {
    private boolean inside(double x, double y, double z) {
        Point q = pose.toBody(new Point(x, y, z));
        return frame.skin(q.x(), q.y(), q.z()) < 0;
    }

    /// The height of the couch at the middle line, in patient millimetres: it bears the lowest place of the back.
    double couchY() {
        double lowest = 0;
        for (double z = -220; z < 180; z += 10) {
            for (double x = -100; x <= 100; x += 10) {
                double y = 190;
                while (y > 0 && !inside(x, y, z)) y -= 2;
                lowest = Math.max(lowest, y + x * x / Trunk.COUCH_BOWL_MM);
            }
        }
        return lowest;
    }

    /// A square field of view that holds the widest place with a little air, in steps of 10 mm.
    double fieldOfViewMm() {
        double widest = 0;
        for (double z = -220; z < 180; z += 20) {
            for (double y = -30; y <= 30; y += 30) {
                double x = 260;
                while (x > widest && !inside(x, y, z) && !inside(-x, y, z)) x -= 2;
                widest = Math.max(widest, x);
            }
        }
        return Math.ceil(2 * widest * 1.04 / 10) * 10;
    }
}
