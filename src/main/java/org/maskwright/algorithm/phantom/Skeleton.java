package org.maskwright.algorithm.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.maskwright.geometry.Point;

/// Spine, ribs, breastbone, shoulder blades and the upper rim of the pelvis.
final class Skeleton {
    private final Frame frame;
    private final Layer.Tissue bone, thinBone, cartilage, disc;

    Skeleton(Frame frame, SplittableRandom random) {
        this.frame = frame;
        Noise grain = new Noise(random.split());
        double density = 190 * Frame.vary(random, 0.3);
        bone = bone(grain, density, 520, 1.1, 2.6);
        thinBone = bone(grain, density + 60, 780, 1.6, 3.2);
        cartilage = (x, y, z, depth) -> 95 + 45 * Solid.step(2.5, 0.5, depth) + 25 * grain.at(x / 5, y / 5, z / 5);
        disc = Layer.Tissue.grained(88, grain, 10, 7);
    }

    /// A cortical shell round a cancellous core whose trabeculae run mostly along the body.
    private static Layer.Tissue bone(Noise grain, double core, double shell, double shellMm, double coreMm) {
        return (x, y, z, depth) -> {
            double texture = 38 * grain.at(x / 2.6, y / 2.6, z / 4.5) + 30 * grain.at(x / 7, y / 7, z / 9);
            return core + texture + (shell - core) * Solid.step(coreMm, shellMm, depth);
        };
    }

    List<Layer> layers() {
        List<Layer> layers = new ArrayList<>();
        layers.add(Layer.of(ribs(), thinBone));
        layers.add(Layer.of(costalCartilages(), cartilage));
        layers.add(Layer.of(sternum(), thinBone));
        layers.add(Layer.of(shoulderBlade(1), thinBone));
        layers.add(Layer.of(shoulderBlade(-1), thinBone));
        layers.add(Layer.of(pelvis(1), thinBone));
        layers.add(Layer.of(pelvis(-1), thinBone));
        layers.add(Layer.of(discs(), disc).labelled(Organ.SPINE));
        layers.add(Layer.of(canal(8.3), Layer.Tissue.flat(14)).unlabelled());
        layers.add(Layer.of(canal(4.6), Layer.Tissue.flat(46)).unlabelled());
        layers.add(Layer.of(vertebrae(), bone).labelled(Organ.SPINE));
        return layers;
    }

    /// The column of bodies and discs: what the lungs and vessels lean on.
    Solid discs() {
        return new Solid(new Solid.Extent(-32, 0, -280, 32, 90, 216), (x, y, z) -> {
            if (Math.abs(x) > 60) return Math.abs(x) - 30;
            Frame.Vertebra v = frame.vertebrae[frame.level(z)];
            return Frame.oval(x, y - frame.spineY(z), v.halfWidth() - 0.5, v.halfDepth() - 0.5, 0.85 * v.halfDepth(), 0.3);
        });
    }

    private double canalY(double z) {
        return frame.spineY(z) + frame.vertebrae[frame.level(z)].halfDepth() * 0.9 + 8.5;
    }

    private Solid canal(double radius) {
        return new Solid(new Solid.Extent(-12, 20, -280, 12, 110, 216), (x, y, z) -> Frame.oval(x, y - canalY(z), radius * 1.25, radius, radius, 0.2));
    }

    private Solid vertebrae() {
        return new Solid(new Solid.Extent(-48, 0, -280, 48, 125, 216), (x, y, z) -> {
            int i = frame.level(z);
            double d = Math.min(body(i, x, y, z), arch(i, x, y, z));
            if (i > 0) d = Math.min(d, arch(i - 1, x, y, z)); // the process of the one above reaches down
            return d;
        });
    }

    private double body(int i, double x, double y, double z) {
        Frame.Vertebra v = frame.vertebrae[i];
        double half = (v.height() - v.disc()) / 2, dz = (z - v.z()) / half, y0 = y - frame.spineY(z);
        double waist = 0.9 + 0.1 * Math.min(1, dz * dz);
        double side = Frame.oval(x, y0, v.halfWidth() * waist, v.halfDepth() * waist, 0.85 * v.halfDepth(), 0.3);
        double bowl = Math.max(0, 1 - (x * x + y0 * y0) / (v.halfWidth() * v.halfWidth())) * 1.6; // endplates are hollow
        return Solid.smoothMax(side, Math.abs(z - v.z()) - half + bowl, 3);
    }

    /// Pedicles, laminae, transverse, articular and spinous processes of one vertebra.
    private double arch(int i, double x, double y, double z) {
        Frame.Vertebra v = frame.vertebrae[i];
        double dz = z - v.z(), ax = Math.abs(x), h = v.height();
        if (dz > 0.7 * h || dz < -1.35 * h) return 40;
        double y0 = frame.spineY(v.z()), yc = y0 + 0.9 * v.halfDepth() + 8.5, rx = 12.5, ry = 10.5;
        double ring = Math.abs(Frame.oval(x, y - yc, rx + 1.5, ry + 1.5, ry + 1.5, 0.1)) - 2.6;
        double tall = y < yc - 2 ? 0.24 * h : 0.36 * h, level = y < yc - 2 ? 0.16 * h : -0.06 * h;
        double lamina = Solid.smoothMax(ring, Math.abs(dz - level) - tall, 3);
        double facets = capsule(ax - 14, y - yc - 5, dz, 0, 1.5, -0.5 * h, 0, -1.5, 0.5 * h, v.lumbar() ? 5.8 : 4.4);
        double transverse = v.lumbar()
                ? capsule(ax, y, dz, 13, yc - 4, 0.1 * h, 38, yc + 4, 0.16 * h, 3.8)
                : capsule(ax, y, dz, 12, yc + 2, 0.12 * h, 31, yc + 15, 0.2 * h, 5);
        double tip = v.lumbar() ? -0.2 * h : -0.95 * h, out = v.lumbar() ? 38 : 34;
        double spinous = plate(ax, y, dz, yc + ry + 1, -0.05 * h, yc + out, tip, v.lumbar() ? 8.5 : 4.5);
        return Solid.smoothMin(Solid.smoothMin(lamina, facets, 3), Solid.smoothMin(transverse, spinous, 3), 4);
    }

    private static double capsule(double x, double y, double z, double ax, double ay, double az, double bx, double by, double bz, double r) {
        double ex = bx - ax, ey = by - ay, ez = bz - az, dx = x - ax, dy = y - ay, dz = z - az;
        double t = Math.clamp((dx * ex + dy * ey + dz * ez) / (ex * ex + ey * ey + ez * ez), 0, 1);
        return Math.sqrt(square(dx - t * ex) + square(dy - t * ey) + square(dz - t * ez)) - r;
    }

    /// A thin upright plate from (ay, az) to (by, bz) in the middle plane, `halfTall` mm high on either side.
    private static double plate(double ax, double y, double z, double ay, double az, double by, double bz, double halfTall) {
        double ey = by - ay, ez = bz - az, dy = y - ay, dz = z - az;
        double t = Math.clamp((dy * ey + dz * ez) / (ey * ey + ez * ez), 0, 1);
        double off = Math.hypot(dy - t * ey, dz - t * ez);
        return Solid.smoothMax(ax - 2.6 - 1.6 * t * t, off - halfTall, 3);
    }

    private static double square(double v) {
        return v * v;
    }

    /// A place on the rib cage, `t` from 0 at the spine to 1 at the front's middle line.
    private Point onCage(double t, double z, int side) {
        double angle = Math.PI * t, s = Math.sin(angle), c = Math.cos(angle); // c = 1 at the back
        double a = frame.cavityWidth(z) + 4.5, b = (c > 0 ? frame.cavityBack(z) : frame.cavityFront(z)) + 4.5;
        // Same rounding of the corners as the cavity: a radius along this ray.
        double d = 1 / unitRadius(s, c);
        return new Point(side * a * s * d, b * c * d, z);
    }

    private static double unitRadius(double s, double c) {
        double r4 = Math.sqrt(Math.sqrt(s * s * s * s + c * c * c * c));
        return 1 + (r4 - 1) * 0.28;
    }

    private static final double[] RIB_DROP = {26, 42, 54, 62, 68, 72, 76, 78, 78, 72, 58, 34};
    private static final double[] RIB_END = {0.86, 0.84, 0.83, 0.82, 0.80, 0.79, 0.76, 0.71, 0.66, 0.60, 0.46, 0.33};

    private Tube ribs() {
        Tube all = new Tube(List.of());
        for (int i = 0; i < 12; i++) {
            Frame.Vertebra v = frame.vertebrae[i];
            double y = frame.spineY(v.z()) + 0.9 * v.halfDepth();
            for (int side = -1; side <= 1; side += 2) {
                List<Tube.Knot> knots = new ArrayList<>();
                double top = v.z() + 0.3 * v.height();
                knots.add(Tube.Knot.of(side * (v.halfWidth() + 1), y + 2, top + 2, 4.2));
                knots.add(Tube.Knot.of(side * 36, y + 17, top, 4.2));
                double from = 0.15;
                for (int k = 0; k <= 9; k++) {
                    double t = from + (RIB_END[i] - from) * k / 9, fall = (t - from) / (0.86 - from);
                    double z = top - RIB_DROP[i] * Math.pow(Math.max(0, fall), 1.15) * (i < 10 ? 1 : 1.5);
                    Point p = onCage(t, z, side);
                    knots.add(new Tube.Knot(p, i == 11 && k == 9 ? 2.5 : 3.7 + 0.5 * fall));
                }
                all = all.with(Tube.through(knots, 12, 1.6));
            }
        }
        return all;
    }

    private Tube costalCartilages() {
        Tube all = new Tube(List.of());
        for (int i = 0; i < 10; i++) {
            Frame.Vertebra v = frame.vertebrae[i];
            double top = v.z() + 0.3 * v.height();
            for (int side = -1; side <= 1; side += 2) {
                double end = RIB_END[i], fall = (end - 0.15) / 0.71;
                double z0 = top - RIB_DROP[i] * Math.pow(fall, 1.15);
                double z1 = i < 7 ? 140 - 17.5 * i : z0 + 26 - 4 * (i - 7);
                double stop = i < 7 ? 0.945 : Math.min(0.93, end + 0.11);
                List<Tube.Knot> knots = new ArrayList<>();
                for (int k = 0; k <= 5; k++) {
                    double s = k / 5.0, dip = i < 2 ? 0 : -14 * Math.sin(Math.PI * s) * (1 - 0.3 * s);
                    knots.add(new Tube.Knot(onCage(end + (stop - end) * s, z0 + (z1 - z0) * s * s + dip, side), 4.4));
                }
                all = all.with(Tube.through(knots, 12, 1.45));
            }
        }
        return all;
    }

    private Solid sternum() {
        Profile half = Profile.of(8, 3, 25, 9, 40, 16, 70, 19, 105, 15, 115, 14, 135, 24, 152, 27, 160, 16);
        return new Solid(new Solid.Extent(-32, -120, 2, 32, -20, 166), (x, y, z) -> {
            double front = -(frame.cavityFront(z) + 6), ends = Math.max(z - 158, 8 - z);
            double d = Frame.oval(x, y - front, half.at(z), 6.2, 6.2, 0.75);
            return Solid.smoothMax(d, ends, 4);
        });
    }

    /// Arms raised: the blade lies tilted against the back of the upper ribs.
    private Solid shoulderBlade(int side) {
        return new Solid(new Solid.Extent(side > 0 ? 50 : -150, 20, 60, side > 0 ? 150 : -50, 130, 216), (x, y, z) -> {
            double d = frame.cavity(x, y, z), u = Math.abs(x), t = (z - 68) / 130;
            double sheet = Math.abs(d - 19 - 5 * Math.sin(u / 14)) - 2.4;
            double inner = (58 - 4 * t) - u, outer = u - (82 + 46 * t), low = 68 - z, high = z - 200;
            return Solid.smoothMax(sheet, Math.max(Math.max(inner, outer), Math.max(low, Math.max(high, 30 - y))), 3);
        });
    }

    /// The wing of the ilium, its crest at the fourth lumbar vertebra.
    private Solid pelvis(int side) {
        return new Solid(new Solid.Extent(side > 0 ? 30 : -140, -60, -300, side > 0 ? 140 : -30, 100, -178), (x, y, z) -> {
            double u = Math.abs(x), s = (y - 78) / -105; // 0 at the back, 1 at the front spine
            double line = 44 + 82 * Math.sqrt(Math.clamp(s, 0, 1)) - 6 * s + 0.13 * (z + 240) * (0.3 + s);
            double crest = -188 - 26 * square(s - 0.45) * 2.2;
            double sheet = Math.abs(u - line) * 0.8 - (z > crest - 10 ? 4.6 : 3.4);
            return Solid.smoothMax(sheet, Math.max(z - crest, Math.max(y - 84, -32 - y)), 4);
        });
    }
}
