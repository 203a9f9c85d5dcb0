package org.maskwright.algorithm.phantom;

import java.util.List;
import java.util.SplittableRandom;

/// Skin, fat, the muscles of the trunk, and the fat of the body cavity that all organs lie in.
final class Trunk {
    static final double FAT = -102, MUSCLE = 57;
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
        return List.of(
                Layer.of(skin, (x, y, z, depth) -> depth < 1.9 ? 30 : subcutaneous(x, y, z)),
                Layer.of(core, this::wall),
                Layer.of(cavity, this::visceralFat),
                Layer.of(diaphragm(), Layer.Tissue.grained(52, noise, 6, 8)));
    }

    /// Fat between fine oblique septa.
    private double subcutaneous(double x, double y, double z) {
        double septa = Math.abs(noise.at(x / 17, y / 17, z / 26));
        return FAT + 5 * noise.at(x / 6, y / 6, z / 6) + 46 * Solid.step(0.045, 0.0, septa);
    }

    /// Muscle in sheets, parted by planes of fat that follow the surface.
    private double wall(double x, double y, double z, double depth) {
        double grain = noise.at(x / 5, y / 5, z / 12), wide = noise.at(x / 30 + 9, y / 30, z / 55);
        double sheets = Math.sin((depth + 4.5 * wide) * 0.82 + 0.6 * noise.at(x / 11, y / 11, z / 40));
        double chest = Solid.step(-70, 40, z), plane = Solid.step(0.87 - 0.25 * chest * fattiness, 1.02, sheets);
        double patch = Solid.step(0.55 - 0.6 * fattiness, 0.85, noise.at(x / 13, y / 13 + 40, z / 50));
        double share = Math.clamp(0.8 * plane + 0.75 * patch * (0.4 + 0.6 * chest), 0, 1);
        if (y < 0 && Math.abs(x) < 9) share = Math.max(share, Solid.step(3.5, 1.5, Math.abs(x + 2 * wide)) * (z < 10 ? 0.8 : 0.2)); // white line
        return MUSCLE + 9 * grain + (FAT + 8 - MUSCLE) * share;
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
            double marbling = noise.at(x / 7, y / 7, z / 38), wide = noise.at(x / 16, y / 16, z / 60);
            return MUSCLE + 3 - 120 * Solid.step(0.62 - 0.5 * fattiness, 0.95, Math.abs(marbling) + 0.15 * wide) * Solid.step(1, 5, depth) + 8 * noise.at(x / 4, y / 4, z / 12);
        };
        Profile wide = Profile.of(-300, 24, -230, 31, -150, 34, -60, 29, 30, 24, 120, 20, 215, 17);
        Solid erector = new Solid(new Solid.Extent(-75, 40, -300, 75, 125, 215), (x, y, z) -> {
            double back = frame.coreBack(z) - 3, y0 = frame.spineY(z) + 46, w = wide.at(z);
            double d = Frame.oval(Math.abs(x) - w - 3, y - y0, w, 19, Math.max(8, back - y0), 0.7);
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
                Layer.of(shell, Layer.Tissue.flat(-330)).inScannerSpace(),
                Layer.of(shell.shrunk(2.4), Layer.Tissue.flat(-945)).inScannerSpace());
    }

    private static Solid slab(double topY, double thick, double halfWidth) {
        return new Solid(new Solid.Extent(-halfWidth - 4, topY - 40, -2000, halfWidth + 4, topY + thick + 4, 2000), (x, y, z) -> {
            double bowl = topY - x * x / 1500.0;
            double d = Math.abs(y - bowl - thick / 2) - thick / 2;
            return Solid.smoothMax(d, Math.abs(x) - halfWidth, 14);
        });
    }
}
