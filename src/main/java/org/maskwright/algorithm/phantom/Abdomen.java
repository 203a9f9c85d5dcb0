package org.maskwright.algorithm.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.maskwright.geometry.Point;

/// Liver, gallbladder, spleen, kidneys, stomach and pancreas, as in the portal venous phase.
final class Abdomen {
    private final Frame frame;
    private final SplittableRandom random;
    private final Noise noise;
    private final Chest chest;
    private final Tube stomachTube;
    private final double waterY;
    final Solid liver, gallbladder, spleen, leftKidney, rightKidney, stomach;

    Abdomen(Frame frame, Solid discs, Chest chest, SplittableRandom random) {
        this.frame = frame;
        this.chest = chest;
        this.random = random;
        this.noise = new Noise(random.split());
        double full = Frame.vary(random, 0.16), low = random.nextDouble(-10, 10);
        stomachTube = Tube.through(Tube.Knot.of(52, 10, -8, 33 * full), Tube.Knot.of(58, -8, -30, 38 * full), Tube.Knot.of(68, -28, -60, 32 * full), Tube.Knot.of(66, -42, -88 + low, 25 * full),
                Tube.Knot.of(38, -58, -108 + low, 20 * full), Tube.Knot.of(10, -60, -106 + low, 15 * full), Tube.Knot.of(-14, -48, -96 + low, 10));
        waterY = random.nextDouble(-44, -26);
        Solid.Field belly = (x, y, z) -> {
            double d = frame.cavity(x, y, z) + 1.2;
            return d > 6 ? d : Solid.smoothMax(d, (z + 4.2 - frame.diaphragm(x, y)) * 0.75, 6);
        };
        stomach = stomachTube.solid().within(belly, 8).rough(noise, 6, 42);
        leftKidney = kidney(1, random.nextDouble(-8, 8));
        rightKidney = kidney(-1, -14 + random.nextDouble(-8, 8));
        double long_ = random.nextDouble(-8, 12);
        gallbladder = Tube.through(Tube.Knot.of(-34, -30, -66, 4), Tube.Knot.of(-42, -46, -78, 10), Tube.Knot.of(-48, -62, -92, 14 * Frame.vary(random, 0.25)), Tube.Knot.of(-50, -70, -100, 11)).solid();
        liver = liver(belly, discs, long_);
        spleen = Solid.ellipsoid(new Point(96, 38, -36 + random.nextDouble(-8, 8)), new Point(0.25, -0.55, -0.8), new Point(0.9, 0.4, 0), 70 * Frame.vary(random, 0.14), 46 * Frame.vary(random, 0.14), 58 * Frame.vary(random, 0.1))
                .within(belly, 8).awayFrom(stomach.field(), 2, 8).awayFrom(leftKidney.field(), 6, 12).rough(noise, 2.5, 26);
    }

    private Solid liver(Solid.Field belly, Solid discs, double tail) {
        Solid.Extent extent = new Solid.Extent(-135, -98, -150, 95, 92, 25);
        Solid vessels = chest.cavaBelow.solid(), great = chest.aorta.solid();
        double reach = 58 + random.nextDouble(-14, 22), slope = 0.60 + random.nextDouble(-0.05, 0.05);
        return new Solid(extent, (x, y, z) -> {
            double d = belly.at(x, y, z) + 0.3;
            if (d > 10) return d;
            // The lower, visceral face: from the tip of the right lobe up to the left, and up towards the back.
            double edge = -142 - tail + slope * (x + 110) + 0.20 * (y + 30) + 6 * Math.sin((x + 20) / 26) + 5 * noise.at(x / 32, y / 32, 1.5);
            double under = (edge - z) * 0.82;
            double left = 0.80 * (x - reach) + 0.30 * (z + 20) + 0.25 * (y + 60);
            double behind = 0.62 * (x + 36) + 0.78 * (y - 62);
            d = Solid.smoothMax(d, under, 16);
            d = Solid.smoothMax(d, left, 22);
            d = Solid.smoothMax(d, behind * 0.95, 24);
            if (d > 8) return d;
            d = Solid.smoothMax(d, 2.5 - gallbladder.at(x, y, z), 8);
            d = Solid.smoothMax(d, 4 - rightKidney.at(x, y, z), 16);
            d = Solid.smoothMax(d, 3 - stomach.at(x, y, z), 12);
            d = Solid.smoothMax(d, -0.3 - vessels.at(x, y, z), 3);
            d = Solid.smoothMax(d, 12 - discs.at(x, y, z), 14);
            d = Solid.smoothMax(d, 7 - great.at(x, y, z), 8);
            double u = x - 6 - 0.25 * (y + 60) - 5 * noise.at(4, y / 25, z / 25), cleft = Math.hypot(u, Math.max(0, y + 36) * 0.8) - Math.max(0, 3.4 - 0.07 * (z + 78)); // fissure of the round ligament
            d = Solid.smoothMax(d, -cleft, 5);
            double hilum = Math.hypot((y + 6) * 0.55, z + 56 - 0.25 * x) - 9 + Math.max(0, -x - 45) * 0.35 + Math.max(0, x - 2) * 0.35;
            return Solid.smoothMax(d, -hilum, 8);
        });
    }

    private Solid kidney(int side, double dz) {
        double z = -98 + dz, size = Frame.vary(random, 0.1);
        Point axis = new Point(-0.22 * side, 0.16, 1), front = new Point(-0.62 * side, -0.78, 0);
        Point centre = new Point(66 * side, 47, z);
        Solid body = Solid.ellipsoid(centre, axis, front, 56 * size, 28 * size, 25 * size).rough(noise, 1.6, 17);
        Point hilum = new Point(-0.78 * side, -0.60, 0);
        Solid sinus = Solid.ellipsoid(centre.plus(hilum.times(23 * size)), axis, front, 17 * size, 14 * size, 11 * size);
        Solid deep = Solid.ellipsoid(centre.plus(hilum.times(9 * size)), axis, front, 26 * size, 6 * size, 7.5 * size);
        return body.awayFrom(sinus.or(deep, 8).field(), 0, 5);
    }

    /// Cortex round pyramids of medulla, that are a little darker.
    private Layer.Tissue renal(int side) {
        double cortex = 178 + random.nextDouble(-16, 16), medulla = cortex - 46;
        return (x, y, z, depth) -> {
            double wave = noise.at(x / 11 + 60 * side, y / 11, z / 11);
            double inner = Solid.step(5.5, 8, depth + 2.2 * wave) * Solid.step(-0.45, -0.1, wave);
            return cortex + (medulla - cortex) * inner + 5 * noise.at(x / 4, y / 4, z / 4);
        };
    }

    List<Layer> layers(double voxelMm) {
        List<Layer> layers = new ArrayList<>();
        double liverHu = 112 + random.nextDouble(-14, 10), spleenHu = 124 + random.nextDouble(-8, 10);
        Layer.Tissue bloodPool = Layer.Tissue.flat(liverHu + 48);
        Layer.Tissue gut = Layer.Tissue.grained(84, noise, 12, 6);
        layers.add(Layer.of(pancreas(), Layer.Tissue.grained(98, noise, 16, 6)));
        layers.add(Layer.of(adrenal(1).with(adrenal(-1)), Layer.Tissue.flat(72)));
        for (int side = -1; side <= 1; side += 2) {
            Solid kidney = side > 0 ? leftKidney : rightKidney;
            double z = side > 0 ? -98 : -112;
            layers.add(Layer.of(Tube.through(Tube.Knot.of(side * 60, 36, z, 5), Tube.Knot.of(side * 46, 28, z - 3, 7), Tube.Knot.of(side * 36, 32, z - 24, 3.4), Tube.Knot.of(side * 36, 24, -210, 2.2)), Layer.Tissue.flat(12)));
            layers.add(Layer.of(Tube.through(Tube.Knot.of(side * 58, 38, z + 6, 2.8), Tube.Knot.of(side * 38, 22, z + 5, 4), side > 0 ? Tube.Knot.of(2, 0, z + 4, 4.5) : Tube.Knot.of(-30, 20, z + 3, 5), Tube.Knot.of(-20, 14, z + 4, 5)),
                    Layer.Tissue.flat(Chest.BLOOD)));
            layers.add(Layer.of(kidney, renal(side)).labelled(side > 0 ? Organ.LEFT_KIDNEY : Organ.RIGHT_KIDNEY));
        }
        layers.add(Layer.of(stomach, gut).labelled(Organ.STOMACH));
        Noise food = noise;
        Layer.Tissue contents = (x, y, z, depth) -> {
            double level = y - waterY;
            double mash = 22 + 26 * food.at(x / 9, y / 9, z / 9) - 260 * Solid.step(0.55, 0.8, food.at(x / 4, y / 4 + 20, z / 4)) * Solid.step(30, 10, level);
            return -985 + (mash + 985) * Solid.step(-0.8, 0.8, level);
        };
        layers.add(Layer.of(stomach.shrunk(4.2).rough(noise, 1.8, 7), contents));
        layers.add(Layer.of(spleen, Layer.Tissue.grained(spleenHu, noise, 4, 6)).labelled(Organ.SPLEEN));
        layers.add(Layer.of(liver, (x, y, z, depth) -> liverHu + 3 * noise.at(x / 5, y / 5, z / 5) + 4 * noise.at(x / 28, y / 28, z / 28)).labelled(Organ.LIVER));
        layers.add(Layer.fine(VesselTree.grow(random.split(), new Point(-26, -4, -56), liver, 6, 260, 0.95), voxelMm, bloodPool).inside(Organ.LIVER));
        layers.add(Layer.fine(VesselTree.grow(random.split(), new Point(-30, 6, -4), liver, 7, 170, 1.05), voxelMm, bloodPool).inside(Organ.LIVER));
        layers.add(Layer.of(Tube.through(Tube.Knot.of(-30, -6, -54, 7), Tube.Knot.of(-12, -6, -66, 7.5), Tube.Knot.of(6, -8, -80, 6.5), Tube.Knot.of(8, -12, -120, 5.5), Tube.Knot.of(6, -16, -165, 4)), bloodPool));
        layers.add(Layer.of(Tube.through(Tube.Knot.of(0, -6, -76, 4.5), Tube.Knot.of(30, 4, -72, 4.5), Tube.Knot.of(64, 22, -60, 4), Tube.Knot.of(82, 34, -46, 3)), bloodPool));
        layers.add(Layer.of(Tube.through(Tube.Knot.of(4, 12, -70, 4), Tube.Knot.of(4, -2, -76, 3.5), Tube.Knot.of(-12, -12, -66, 3), Tube.Knot.of(-26, -14, -58, 2.5)), Layer.Tissue.flat(Chest.BLOOD)));
        layers.add(Layer.of(Tube.through(Tube.Knot.of(4, 8, -84, 4), Tube.Knot.of(3, -6, -100, 3.8), Tube.Knot.of(1, -10, -160, 3)), Layer.Tissue.flat(Chest.BLOOD)));
        layers.add(Layer.of(gallbladder.shrunk(-1.1), Layer.Tissue.flat(70)).labelled(Organ.GALLBLADDER));
        layers.add(Layer.of(gallbladder, Layer.Tissue.grained(9, noise, 3, 8)).labelled(Organ.GALLBLADDER));
        return layers;
    }

    private Solid pancreas() {
        return Tube.through(Tube.Knot.of(76, 26, -56, 8), Tube.Knot.of(48, 12, -66, 10), Tube.Knot.of(20, -12, -78, 9.5), Tube.Knot.of(0, -20, -86, 9), Tube.Knot.of(-18, -14, -98, 12), Tube.Knot.of(-20, -6, -118, 9))
                .solid().awayFrom(stomach.field(), 2, 6).rough(noise, 3.4, 8);
    }

    private static Tube adrenal(int side) {
        return Tube.through(Tube.Knot.of(side * 40, 32, -36, 2.4), Tube.Knot.of(side * 44, 36, -52, 2.6), Tube.Knot.of(side * 50, 42, -66, 2)).with(
                Tube.through(Tube.Knot.of(side * 42, 34, -46, 2.4), Tube.Knot.of(side * 38, 42, -62, 2)));
    }
}
