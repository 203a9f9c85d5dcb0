package org.maskwright.algorithm.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Skin, fat, the muscles of the trunk, and the fat of the body cavity that all organs lie in.
final class Trunk {
    static final double FAT = -102, MUSCLE = 57, COUCH_BOWL_MM = 1500;
    private static final Solid.Extent WHOLE = new Solid.Extent(-230, -190, -330, 230, 190, 330);

    private final Frame frame;
    private final Noise noise;
    private final double fattiness;

    Trunk(Frame frame, SplittableRandom random) {
        this.frame = frame;
        this.noise = new Noise(random.split());
        this.fattiness = random.nextDouble(0.1, 0.4);
    }

    List<Layer> layers() {
        Solid skin = new Solid(WHOLE, frame::skin);
        Solid core = new Solid(WHOLE, frame::core);
        Solid cavity = new Solid(WHOLE, frame::cavity);
        List<Layer> layers = new ArrayList<>();
        layers.add(Layer.of(skin, (x, y, z, depth) -> subcutaneous(x, y, z) + 95 * Solid.step(2.6, 1.2, depth)));
        layers.add(Layer.of(core, this::between));
        layers.add(Layer.of(cavity.shrunk(-9.5), this::muscle));
        for (Solid sheet : List.of(oblique(3.4, 3.1, 0), oblique(9.6, 2.6, 0.3), oblique(14.6, 1.9, 0.6), rectus(), pectoral(10, 8.5, 40), pectoral(24, 4, 85), latissimus(), subscapular()))
            layers.add(Layer.of(sheet, this::muscle));
        layers.add(Layer.of(cavity, this::visceralFat));
        layers.add(Layer.of(diaphragm(), Layer.Tissue.grained(52, noise, 6, 8)));
        return layers;
    }

    /// Fat between fine oblique septa.
    private double subcutaneous(double x, double y, double z) {
        double septa = Math.abs(noise.at(x / 19, y / 15, z / 26));
        return FAT + 5 * noise.at(x / 6, y / 6, z / 6) + 38 * Solid.step(0.045, 0.0, septa) * Solid.step(-0.2, 0.5, noise.at(x / 37, y / 37, z / 37));
    }

    /// The loose fat between muscles.
    private double between(double x, double y, double z, double depth) {
        return FAT + 12 + 55 * Solid.step(0.2, 0.75, noise.at(x / 12, y / 12, z / 30));
    }

    /// Muscle, marbled along the body.
    private double muscle(double x, double y, double z, double depth) {
        double wide = noise.at(x / 25 + 9, y / 25, z / 50), vein = vein(x, y, z);
        double fat = Solid.step(0.07 + 0.10 * fattiness, 0, vein) * Solid.step(0.1, 0.6, wide + fattiness) * Solid.step(0.4, 2, depth);
        return MUSCLE + 7 * noise.at(x / 5, y / 5, z / 11) - 85 * fat;
    }

    /// Near 0 along winding sheets that run with the body. Two turns and a sway hide the lattice of the noise.
    private double vein(double x, double y, double z) {
        double sway = noise.at(x / 17 + 3, y / 17, z / 60), a = 0.8 * x + 0.6 * y + 5 * sway, b = 0.8 * y - 0.6 * x - 5 * sway;
        return Math.abs(noise.at(a / 11, b / 11, z / 50));
    }

    /// One of the three flat muscles of the flank, `depthMm` under the outside, between the rectus and the quadratus.
    private Solid oblique(double depthMm, double halfMm, double inward) {
        return new Solid(WHOLE, (x, y, z) -> {
            if (z > 30) return z;
            double d = frame.core(x, y, z), u = Math.abs(x);
            double sheet = Math.abs(d + depthMm + 1.2 * noise.at(x / 40, y / 40, z / 60)) - halfMm;
            double front = y < 0 ? 52 + 14 * inward - u : -30, back = y - 52 + 8 * inward;
            return Solid.smoothMax(sheet, Math.max(0.6 * Math.max(front, back), (z - 5) * 0.3), 3);
        });
    }

    private Solid rectus() {
        return new Solid(WHOLE, (x, y, z) -> {
            if (z > 45 || y > 0) return 50;
            double u = Math.abs(x), wide = 30 - 0.05 * Math.max(0, -z - 60);
            double bow = frame.core(x, y, z) + 7;
            return Solid.smoothMax(Math.abs(bow) - 5.2 + 0.004 * (u - 34) * (u - 34), Math.abs(u - wide - 3.5) - wide, 5) + 3 * Solid.step(0, 45, z);
        });
    }

    private Solid pectoral(double depthMm, double halfMm, double bottom) {
        return new Solid(WHOLE, (x, y, z) -> {
            if (z < bottom - 20 || y > 40) return 50;
            double u = Math.abs(x), grow = Solid.step(bottom - 10, bottom + 90, z);
            double d = frame.core(x, y, z), sheet = Math.abs(d + depthMm) - halfMm * (0.35 + 0.65 * grow);
            double medial = 16 + 0.25 * Math.max(0, bottom + 40 - z) - u, lateral = (y + 30 - 55 * grow) * 0.7;
            return Solid.smoothMax(sheet, Math.max(medial, lateral), 6);
        });
    }

    private Solid latissimus() {
        return new Solid(WHOLE, (x, y, z) -> {
            if (z < -110 || y < -35) return 50;
            double grow = Solid.step(-110, 60, z), d = frame.core(x, y, z);
            double swell = Math.exp(-(y - 28) * (y - 28) / 1400);
            double ends = Solid.step(-30, 15, y) * Solid.step(8, 40, Math.abs(x)) * Solid.step(-115, -70, z);
            double sheet = Math.abs(d + 6 + 3 * grow) - (2.2 + 3.8 * grow + 6 * grow * swell) * ends;
            return sheet + 1.5 * (1 - ends);
        });
    }

    /// What wraps the shoulder blade.
    private Solid subscapular() {
        return new Solid(new Solid.Extent(-160, 0, 55, 160, 130, 230), (x, y, z) -> {
            double d = frame.cavity(x, y, z), u = Math.abs(x), t = (z - 60) / 140;
            double sheet = Math.abs(d - 20 - 5 * Math.sin(u / 14)) - 3 - 9 * Solid.step(0, 0.8, t);
            return Solid.smoothMax(sheet, Math.max(Math.max(52 - u, u - 92 - 46 * t), Math.max(62 - z, 18 - y)), 8);
        });
    }

    private double visceralFat(double x, double y, double z, double depth) {
        double strand = Math.abs(noise.at(x / 13, y / 13, z / 15)), cloud = noise.at(x / 24, y / 24 + 7, z / 24);
        return -98 + 6 * cloud + 60 * Solid.step(0.05, 0.0, strand) * Solid.step(-0.1, 0.6, cloud);
    }

    /// The muscle sheet between chest and belly.
    private Solid diaphragm() {
        return new Solid(new Solid.Extent(-140, -100, -110, 140, 100, 40), (x, y, z) -> {
            double d = frame.cavity(x, y, z);
            if (d > 6) return d;
            double sheet = Math.abs((frame.diaphragm(x, y) - 2 - z) * 0.7) - 2.2;
            return Math.max(sheet, d);
        });
    }

    /// Muscles along the spine: erector spinae behind, psoas and quadratus lumborum at the sides.
    List<Layer> spinalMuscles() {
        Layer.Tissue tissue = (x, y, z, depth) -> {
            double wide = noise.at(x / 18, y / 18, z / 70), vein = vein(x, y, z);
            double fat = Solid.step(0.05 + 0.22 * fattiness, 0, vein) * Solid.step(-0.25, 0.45, wide + 0.6 * fattiness) * Solid.step(0.3, 2.5, depth);
            return MUSCLE + 3 - 95 * fat + 8 * noise.at(x / 4, y / 4, z / 12);
        };
        Profile wide = Profile.of(-300, 24, -230, 31, -150, 34, -60, 29, 30, 24, 120, 20, 215, 17);
        Solid erector = new Solid(new Solid.Extent(-75, 40, -300, 75, 125, 215), (x, y, z) -> {
            double back = frame.coreBack(z) - 3, y0 = frame.spineY(z) + 46, w = wide.at(z);
            double d = Frame.oval(Math.abs(x) - w - 3, y - y0, w, 19, Math.max(8, back - y0), 0.45);
            return d;
        });
        return List.of(
                Layer.of(erector, tissue),
                Layer.of(psoas(1), tissue), Layer.of(psoas(-1), tissue),
                Layer.of(quadratus(1), tissue), Layer.of(quadratus(-1), tissue));
    }

    private static Tube psoas(int side) {
        return Tube.through(Tube.Knot.of(side * 21, 44, -62, 4), Tube.Knot.of(side * 27, 42, -95, 9), Tube.Knot.of(side * 35, 39, -135, 14.5), Tube.Knot.of(side * 42, 36, -175, 19),
                Tube.Knot.of(side * 49, 30, -220, 22), Tube.Knot.of(side * 56, 15, -280, 22));
    }

    private static Solid quadratus(int side) {
        return new Solid(new Solid.Extent(side > 0 ? 40 : -95, 40, -205, side > 0 ? 95 : -40, 95, -62),
                (x, y, z) -> Solid.smoothMax(Frame.oval(Math.abs(x) - 64 - 0.1 * (-z - 120), y - 66, 21, 7, 8, 0.2), Math.max(-200 - z, z + 66), 8));
    }

    /// The couch: a shell of carbon fibre round foam, with a mat on it. In scanner millimetres.
    static List<Layer> couch(double topY) {
        Solid mat = slab(topY, 9, 195);
        Solid shell = slab(topY + 9, 26, 212);
        return List.of(
                Layer.of(mat, Layer.Tissue.flat(-905)).inScannerSpace(),
                Layer.of(shell, Layer.Tissue.flat(-90)).inScannerSpace(),
                Layer.of(shell.shrunk(2.4), Layer.Tissue.flat(-945)).inScannerSpace());
    }

    private static Solid slab(double topY, double thick, double halfWidth) {
        return new Solid(new Solid.Extent(-halfWidth - 4, topY - 40, -2000, halfWidth + 4, topY + thick + 4, 2000), (x, y, z) -> {
            double bowl = topY - x * x / COUCH_BOWL_MM;
            double d = Math.abs(y - bowl - thick / 2) - thick / 2;
            return Solid.smoothMax(d, Math.abs(x) - halfWidth, 14);
        });
    }
}
