package org.maskwright.algorithm.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.maskwright.geometry.Point;

/// Lungs with vessels and airways, heart with its chambers, great vessels, windpipe and gullet.
final class Chest {
    static final double BLOOD = 158;

    private final Frame frame;
    private final SplittableRandom random;
    private final Noise noise;
    private final Solid discs;
    private final double blood;
    final Solid heart, leftLung, rightLung;
    final Tube aorta, cavaBelow;
    private final Tube arch, cavaAbove, pulmonary, trachea;
    private final Solid leftVentricle, leftCavity, rightVentricle, rightAtrium, leftAtrium;

    Chest(Frame frame, Solid discs, SplittableRandom random) {
        this.frame = frame;
        this.random = random;
        this.discs = discs;
        this.noise = new Noise(random.split());
        this.blood = BLOOD + random.nextDouble(-14, 22);
        double dz = random.nextDouble(-5, 5), size = 1.07 * Frame.vary(random, 0.08), turn = random.nextDouble(-0.1, 0.1);
        Point along = new Point(0.70 + turn, -0.50, -0.50 + turn), across = new Point(0.5, 0.86, 0);
        Point lv = new Point(36, -30, 40 + dz);
        leftVentricle = Solid.ellipsoid(lv, along, across, 52 * size, 33 * size, 34 * size);
        leftCavity = Solid.ellipsoid(lv.plus(along.times(-6)), along, across, 40 * size, 20.5 * size, 21.5 * size);
        rightVentricle = Solid.ellipsoid(new Point(8, -52, 40 + dz), along, across, 50 * size, 26 * size, 40 * size);
        rightAtrium = Solid.ellipsoid(new Point(-34, -22, 42 + dz), new Point(0.2, 0, 1), new Point(0, 1, 0), 36 * size, 27 * size, 24 * size);
        leftAtrium = Solid.ellipsoid(new Point(6, 10, 64 + dz), 37 * size, 20 * size, 25 * size);
        heart = leftVentricle.or(rightVentricle, 14).or(rightAtrium, 16).or(leftAtrium, 16).within((x, y, z) -> frame.diaphragm(x, y) + 3 - z, 10);
        double r = 12.5 * Frame.vary(random, 0.15);
        arch = Tube.through(Tube.Knot.of(10, -22, 68 + dz, r + 3), Tube.Knot.of(-8, -26, 88, r + 3.5), Tube.Knot.of(-12, -22, 112, r + 2.5), Tube.Knot.of(-2, -8, 135, r + 1.5),
                Tube.Knot.of(12, 14, 139, r + 0.5), Tube.Knot.of(22, 34, 126, r), Tube.Knot.of(24, 42, 100, r - 0.5));
        Tube down = Tube.through(Tube.Knot.of(24, 42, 100, r - 0.5), Tube.Knot.of(23, 42, 50, r - 1), Tube.Knot.of(18, 38, 0, r - 1.5), Tube.Knot.of(9, 29, -45, r - 2), Tube.Knot.of(5, 20, -90, r - 3),
                Tube.Knot.of(4, 14, -140, r - 4), Tube.Knot.of(4, 14, -186, r - 4.3));
        aorta = arch.with(down);
        cavaAbove = Tube.through(Tube.Knot.of(-32, -16, 62, 12), Tube.Knot.of(-31, -14, 95, 10), Tube.Knot.of(-30, -14, 130, 9.5), Tube.Knot.of(-26, -16, 160, 8), Tube.Knot.of(-34, -12, 215, 7));
        cavaBelow = Tube.through(Tube.Knot.of(-30, -8, 30, 13), Tube.Knot.of(-30, 2, 5, 13), Tube.Knot.of(-28, 14, -30, 13), Tube.Knot.of(-24, 20, -80, 12), Tube.Knot.of(-21, 18, -140, 10.5), Tube.Knot.of(-18, 20, -192, 10),
                Tube.Knot.of(-32, 26, -235, 8), Tube.Knot.of(-52, 20, -280, 7));
        pulmonary = Tube.through(Tube.Knot.of(16, -46, 66 + dz, 15), Tube.Knot.of(20, -40, 90, 14), Tube.Knot.of(16, -22, 104, 13)).with(
                Tube.through(Tube.Knot.of(16, -22, 104, 13), Tube.Knot.of(-8, -8, 101, 11), Tube.Knot.of(-34, 0, 97, 10), Tube.Knot.of(-50, 4, 92, 7))).with(
                Tube.through(Tube.Knot.of(16, -22, 104, 13), Tube.Knot.of(32, -4, 108, 11), Tube.Knot.of(46, 10, 104, 9), Tube.Knot.of(52, 16, 92, 7)));
        trachea = Tube.through(Tube.Knot.of(0, 8, 216, 8.5), Tube.Knot.of(0, 14, 160, 8.5), Tube.Knot.of(-1, 18, 118, 9)).with(
                Tube.through(Tube.Knot.of(-1, 18, 118, 8), Tube.Knot.of(-20, 17, 103, 6.8), Tube.Knot.of(-40, 14, 88, 5.8))).with(
                Tube.through(Tube.Knot.of(-1, 18, 118, 8), Tube.Knot.of(20, 18, 100, 6.2), Tube.Knot.of(44, 18, 84, 5.4)));
        leftLung = lung(1);
        rightLung = lung(-1);
    }

    private Solid lung(int side) {
        Solid great = aorta.with(cavaAbove).with(pulmonary).solid();
        Solid.Extent extent = new Solid.Extent(side > 0 ? -12 : -135, -98, -105, side > 0 ? 135 : 12, 96, 213);
        return new Solid(extent, (x, y, z) -> {
            double d = frame.cavity(x, y, z) + 2.5;
            if (d > 10) return d;
            double base = (frame.diaphragm(x, y) + 1.5 - z) * 0.72;
            if (base > 14) return base;
            d = Solid.smoothMax(d, base, 5);
            double middle = mediastinum(side, x, y, z);
            d = Solid.smoothMax(d, middle, 9);
            double u = side * x;
            if (u < 105 && z < 130) d = Solid.smoothMax(d, 3.5 - heart.at(x, y, z), 8);
            if (u < 62) {
                d = Solid.smoothMax(d, 6 - discs.at(x, y, z), 7);
                d = Solid.smoothMax(d, 2.2 - great.at(x, y, z), 6);
            }
            return d;
        });
    }

    /// Distance to the mediastinum's side, negative outside it: narrow in front behind the breastbone, wide at the great vessels.
    private static double mediastinum(int side, double x, double y, double z) {
        double front = Solid.step(-42, -78, y) * Solid.step(5, 60, z), up = Solid.step(150, 205, z);
        double wide = side > 0 ? 24 : 30;
        double half = wide * (1 - front) + (side > 0 ? 5 : 3) * front + 6 * up;
        double behind = Solid.step(28, 62, y);
        half += 4 * behind - (side < 0 ? 14 * Solid.step(5, 30, y) * (1 - behind) * Solid.step(110, 70, z) : 0); // azygo-oesophageal recess
        return half - side * x;
    }

    /// Everything of the chest but the lungs' own vessels.
    List<Layer> mediastinalLayers() {
        Layer.Tissue fluid = Layer.Tissue.grained(blood, noise, 4, 9), muscle = Layer.Tissue.grained(108, noise, 8, 7);
        Layer.Tissue fat = (x, y, z, depth) -> -92 + 22 * Solid.step(0.1, 0.5, noise.at(x / 9, y / 9, z / 9));
        List<Layer> layers = new ArrayList<>();
        layers.add(Layer.of(heart.shrunk(-2.5), fat));
        layers.add(Layer.of(heart, fat).labelled(Organ.HEART));
        Solid inner = heart.shrunk(2.0);
        layers.add(Layer.of(leftVentricle.within(inner.field(), 4), muscle));
        layers.add(Layer.of(rightVentricle.shrunk(0.5).within(inner.field(), 4), muscle));
        layers.add(Layer.of(rightVentricle.shrunk(4).rough(noise, 1.8, 8).awayFrom(leftVentricle.field(), 0, 4).within(inner.shrunk(2.5).field(), 4), fluid));
        layers.add(Layer.of(rightAtrium.shrunk(1).awayFrom(rightVentricle.field(), 3, 6).within(inner.field(), 4), fluid));
        layers.add(Layer.of(leftAtrium.shrunk(1).awayFrom(leftVentricle.field(), 2.5, 6).within(inner.field(), 4), fluid));
        layers.add(Layer.of(leftCavity.rough(noise, 2.2, 9), fluid));
        Solid papillary = Tube.through(Tube.Knot.of(52, -42, 18, 5), Tube.Knot.of(40, -30, 34, 3)).with(Tube.through(Tube.Knot.of(46, -22, 22, 5), Tube.Knot.of(34, -18, 36, 3))).solid();
        layers.add(Layer.of(papillary.within(leftCavity.field(), 2), muscle));
        layers.add(Layer.of(Tube.through(Tube.Knot.of(10, 10, 216, 5), Tube.Knot.of(3, 31, 130, 5.5), Tube.Knot.of(3, 34, 80, 6.5), Tube.Knot.of(5, 28, 30, 7.5), Tube.Knot.of(14, 18, -10, 8), Tube.Knot.of(38, 8, -28, 8)),
                Layer.Tissue.grained(48, noise, 9, 6)));
        layers.add(Layer.of(Tube.through(Tube.Knot.of(4, 32, 150, 1.6), Tube.Knot.of(4, 34, 90, 2.2), Tube.Knot.of(4, 32, 55, 1)), Layer.Tissue.flat(-700)));
        layers.add(Layer.of(pulmonary.shrunk(-1), Layer.Tissue.flat(45)));
        layers.add(Layer.of(pulmonary, fluid));
        layers.add(Layer.of(cavaAbove, Layer.Tissue.grained(blood + 10, noise, 8, 8)));
        layers.add(Layer.of(cavaBelow, Layer.Tissue.grained(blood - 14, noise, 9, 12)));
        Tube branches = Tube.through(Tube.Knot.of(-8, -12, 140, 6.5), Tube.Knot.of(-14, -12, 175, 6), Tube.Knot.of(-28, -8, 215, 5))
                .with(Tube.through(Tube.Knot.of(4, 2, 142, 4), Tube.Knot.of(10, 0, 175, 3.8), Tube.Knot.of(18, 0, 215, 3.5)))
                .with(Tube.through(Tube.Knot.of(14, 14, 144, 5), Tube.Knot.of(22, 16, 180, 4.8), Tube.Knot.of(34, 14, 215, 4.5)));
        layers.add(Layer.of(branches, fluid));
        Tube iliac = Tube.through(Tube.Knot.of(4, 14, -186, 6.5), Tube.Knot.of(-14, 10, -206, 5.5), Tube.Knot.of(-40, 8, -250, 5)).with(
                Tube.through(Tube.Knot.of(4, 14, -186, 6.5), Tube.Knot.of(22, 12, -206, 5.5), Tube.Knot.of(46, 10, -250, 5)));
        layers.add(Layer.of(iliac, fluid));
        layers.add(Layer.of(aorta.shrunk(-1.3), Layer.Tissue.grained(52, noise, 8, 6)).labelled(Organ.AORTA));
        layers.add(Layer.of(aorta, Layer.Tissue.grained(blood + 4, noise, 4, 9)).labelled(Organ.AORTA));
        List<Tube.Piece> nodes = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            Point p = new Point(random.nextDouble(-26, 26), random.nextDouble(-20, 30), random.nextDouble(80, 160));
            nodes.add(new Tube.Piece(p, p.plus(new Point(random.nextDouble(-4, 4), 2, random.nextDouble(-5, 5))), random.nextDouble(1.5, 3.2), 2, 1));
        }
        layers.add(4, Layer.of(new Tube(nodes), Layer.Tissue.flat(50)));
        return layers;
    }

    /// @param voxelMm voxel width, which decides how the finest vessels show
    List<Layer> lungLayers(double voxelMm) {
        List<Layer> layers = new ArrayList<>();
        double air = -862 + random.nextDouble(-18, 22);
        Layer.Tissue parenchyma = (x, y, z, depth) -> air + 0.42 * (y - 5) + 20 * noise.at(x / 21, y / 21, z / 21) + 15 * noise.at(x / 4.5, y / 4.5, z / 4.5)
                + 190 * Solid.step(2.2, 0, depth);
        layers.add(Layer.of(leftLung, parenchyma).labelled(Organ.LEFT_LUNG));
        layers.add(Layer.of(rightLung, parenchyma).labelled(Organ.RIGHT_LUNG));
        for (int side = -1; side <= 1; side += 2) {
            Solid lung = side > 0 ? leftLung : rightLung;
            Organ organ = side > 0 ? Organ.LEFT_LUNG : Organ.RIGHT_LUNG;
            double hx = side > 0 ? 50 : -46;
            Tube arteries = VesselTree.grow(random.split(), new Point(hx, 10, 96), lung, 3, 900, 0.6);
            layers.add(Layer.fine(arteries, voxelMm, Layer.Tissue.flat(30)).inside(organ));
            layers.add(Layer.fine(VesselTree.grow(random.split(), new Point(0.8 * hx, 12, 72), lung, 4, 700, 0.58), voxelMm, Layer.Tissue.flat(30)).inside(organ));
            Tube bronchi = companions(arteries, side);
            layers.add(Layer.fine(bronchi.shrunk(-0.75), voxelMm, Layer.Tissue.flat(-330)).inside(organ));
            layers.add(Layer.fine(bronchi, voxelMm, Layer.Tissue.flat(-985)).inside(organ));
            layers.add(Layer.of(fissure(side, lung), Layer.Tissue.flat(-640)).inside(organ));
        }
        layers.add(Layer.of(trachea.shrunk(-1.7), Layer.Tissue.flat(35)));
        layers.add(Layer.of(trachea, Layer.Tissue.flat(-995)).unlabelled());
        return layers;
    }

    /// The airways run beside the arteries, a little thinner; the finest are not seen.
    private static Tube companions(Tube arteries, int side) {
        Point beside = new Point(-0.5 * side, 0.65, 0.55);
        return new Tube(arteries.pieces().stream().filter(p -> p.rb() > 1.25).map(p -> new Tube.Piece(p.a().plus(beside.times(1.9 * p.ra() + 0.5)), p.b().plus(beside.times(1.9 * p.rb() + 0.5)),
                0.72 * p.ra(), 0.72 * p.rb(), 1)).toList());
    }

    /// The oblique fissure: a thin curved sheet.
    private Solid fissure(int side, Solid lung) {
        double tilt = random.nextDouble(0.9, 1.15), shift = random.nextDouble(-8, 8);
        return new Solid(lung.extent(), (x, y, z) -> {
            double sheet = z - 62 - shift - tilt * y - 0.0022 * (Math.abs(x) - 70) * (Math.abs(x) - 70) - 5 * noise.at(x / 50, y / 50 + side, 3);
            return Math.abs(sheet) / Math.hypot(1, tilt) - 0.12;
        });
    }
}
