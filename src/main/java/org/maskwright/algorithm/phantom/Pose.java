package org.maskwright.algorithm.phantom;

import java.util.SplittableRandom;
import org.maskwright.geometry.Point;

/// From patient millimetres to the plan of [Frame]: the patient's size, and a smooth bend of space that no two patients share.
final class Pose {
    private static final double LONG_MM = 95, SHORT_MM = 38;

    private final double scaleX, scaleY, scaleZ, longBend, shortBend;
    private final Noise noise;

    Pose(SplittableRandom random) {
        double size = Frame.vary(random, 0.07);
        scaleX = 1 / (size * Frame.vary(random, 0.03));
        scaleY = 1 / (size * Frame.vary(random, 0.03));
        scaleZ = 1 / (size * Frame.vary(random, 0.05));
        longBend = 9;
        shortBend = 2.2;
        noise = new Noise(random.split());
    }

    /// How far a place is moved, in body millimetres along axis 0, 1 or 2. Little near the spine, which bends less.
    double bend(int axis, double x, double y, double z) {
        double free = 0.2 + 0.8 * Solid.step(12, 75, Math.hypot(x, y - 55));
        double shift = 31.7 * axis;
        return free * (longBend * noise.at(x / LONG_MM + shift, y / LONG_MM, z / LONG_MM) + shortBend * noise.at(x / SHORT_MM, y / SHORT_MM + shift, z / SHORT_MM));
    }

    double scale(int axis) {
        return axis == 0 ? scaleX : axis == 1 ? scaleY : scaleZ;
    }

    Point toBody(Point p) {
        return new Point(p.x() * scaleX + bend(0, p.x(), p.y(), p.z()), p.y() * scaleY + bend(1, p.x(), p.y(), p.z()), p.z() * scaleZ + bend(2, p.x(), p.y(), p.z()));
    }

    /// The way back, by fixed-point steps: exact to about 0.1 mm.
    Point toPatient(Point q) {
        Point p = q;
        for (int i = 0; i < 8; i++) {
            p = new Point((q.x() - bend(0, p.x(), p.y(), p.z())) / scaleX, (q.y() - bend(1, p.x(), p.y(), p.z())) / scaleY, (q.z() - bend(2, p.x(), p.y(), p.z())) / scaleZ);
        }
        return p;
    }

    /// The most that [#bend] moves anything, with a little to spare.
    double reachMm() {
        return longBend + shortBend + 1;
    }
}
