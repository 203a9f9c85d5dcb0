package org.maskwright.algorithm.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.maskwright.geometry.Point;

/// Loops of small bowel amid mesenteric fat and vessels, and the colon that frames them.
final class Bowel {
    private final Frame frame;
    private final SplittableRandom random;
    private final Noise noise;

    Bowel(Frame frame, SplittableRandom random) {
        this.frame = frame;
        this.random = random;
        this.noise = new Noise(random.split());
    }

    List<Layer> layers(double voxelMm, Abdomen abdomen) {
        List<Layer> layers = new ArrayList<>();
        Solid room = new Solid(new Solid.Extent(-88, -84, -285, 92, 28, -72), (x, y, z) -> {
            double d = Math.max(frame.cavity(x, y, z) + 11, Math.max(z + 108 - 34 * Solid.step(10, 50, x), -280 - z));
            d = Math.max(d, Math.max(Math.abs(x - 2) - 84, y - 12 - 0.25 * Math.abs(x)));
            if (d > 10) return d;
            return Math.max(Math.max(d, 11 - abdomen.stomach.at(x, y, z)), 11 - abdomen.liver.at(x, y, z));
        });
        layers.add(Layer.fine(VesselTree.grow(random.split(), new Point(6, -14, -120), room, 2, 300, 0.5), voxelMm, Layer.Tissue.flat(120)));
        List<Tube> loops = loops(room);
        Layer.Tissue wall = Layer.Tissue.grained(88, noise, 16, 5);
        for (Tube loop : loops) layers.add(Layer.of(loop.solid().rough(noise, 2, 11), wall));
        for (Tube loop : loops) {
            boolean gas = random.nextDouble() < 0.3, collapsed = random.nextDouble() < 0.3;
            double water = gas ? -42 + random.nextDouble(-10, 14) : -500;
            if (collapsed) continue;
            Layer.Tissue contents = (x, y, z, depth) -> -980 + (20 + 22 * noise.at(x / 5, y / 5, z / 5) + 980) * Solid.step(-0.8, 0.8, y - water);
            layers.add(Layer.of(loop.solid().shrunk(2.8).rough(noise, 2.2, 9), contents));
        }
        Tube colon = colon();
        Solid outer = colon.solid().awayFrom(abdomen.liver.field(), 2, 6).awayFrom(abdomen.stomach.field(), 2, 6).awayFrom(abdomen.spleen.field(), 2, 6)
                .awayFrom(abdomen.rightKidney.field(), 4, 6).awayFrom(abdomen.leftKidney.field(), 4, 6).within((x, y, z) -> frame.cavity(x, y, z) + 2, 5).rough(noise, 2.5, 14);
        layers.add(Layer.of(outer, Layer.Tissue.grained(66, noise, 10, 6)));
        double water = random.nextDouble(-58, -38);
        Layer.Tissue stool = (x, y, z, depth) -> {
            double lumps = noise.at(x / 13 + 5, y / 13, z / 13), bubbles = noise.at(x / 3.6, y / 3.6, z / 3.6);
            double mush = 40 + 35 * lumps - 560 * Solid.step(0.25, 0.75, bubbles) * Solid.step(-0.2, 0.5, lumps);
            double pocket = Math.min(y - water, 9 * (lumps + 0.42)); // gas above the level, and in pockets between the lumps
            return -990 + (mush + 990) * Solid.step(-1, 1, pocket);
        };
        layers.add(Layer.of(outer.shrunk(2.6), stool));
        return layers;
    }

    /// Loops that wander through `room` and keep off one another.
    private List<Tube> loops(Solid room) {
        List<Tube> loops = new ArrayList<>();
        List<Point> taken = new ArrayList<>();
        Solid.Extent e = room.extent();
        for (int tries = 0; loops.size() < 60 && tries < 2500; tries++) {
            Point at = new Point(random.nextDouble(e.x0(), e.x1()), random.nextDouble(e.y0(), e.y1()), random.nextDouble(e.z0(), e.z1()));
            if (room.at(at) > 0 || crowded(at, taken, 19.5)) continue;
            double radius = random.nextDouble(8.5, 11.8);
            List<Tube.Knot> knots = new ArrayList<>(List.of(new Tube.Knot(at, radius * 0.8)));
            Point heading = new Point(random.nextGaussian(), random.nextGaussian() * 0.6, random.nextGaussian() * 0.6);
            for (int step = 0; step < 14; step++) {
                Point next = at;
                boolean free = false;
                for (int turn = 0; turn < 12 && !free; turn++) {
                    Point way = heading.plus(new Point(random.nextGaussian(), random.nextGaussian(), random.nextGaussian()).times(0.3 + 0.12 * turn));
                    next = at.plus(way.times(15 / way.length()));
                    free = room.at(next) < 0 && !crowded(next, taken, 19.5);
                    if (free) heading = way.times(1 / way.length());
                }
                if (!free) break;
                knots.add(new Tube.Knot(next, radius * random.nextDouble(0.85, 1.12)));
                at = next;
            }
            if (knots.size() < 3) continue;
            knots.forEach(k -> taken.add(k.at()));
            loops.add(Tube.through(knots, 6, 1));
        }
        return loops;
    }

    private static boolean crowded(Point p, List<Point> taken, double gap) {
        for (Point t : taken) if (t.distanceTo(p) < gap) return true;
        return false;
    }

    private Tube colon() {
        double sag = random.nextDouble(-24, 8), r = 1 * Frame.vary(random, 0.12);
        double[][] way = {{-88, 18, -262, 22}, {-98, 20, -215, 25}, {-98, 22, -175, 24}, {-96, 12, -145, 22}, {-86, -18, -134, 20}, {-66, -50, -136 + sag / 2, 20}, {-28, -66, -142 + sag, 20}, {18, -68, -144 + sag, 19},
            {58, -58, -126 + sag / 2, 19}, {92, -40, -92, 19}, {102, -8, -60, 18}, {106, 24, -72, 16}, {106, 38, -130, 14}, {104, 36, -180, 14}, {98, 32, -230, 13}, {84, 26, -280, 13}};
        List<Tube.Knot> coarse = new ArrayList<>();
        for (double[] w : way) coarse.add(Tube.Knot.of(w[0], w[1], w[2], w[3] * r));
        Tube smooth = Tube.through(coarse, 7, 1);
        List<Tube.Piece> haustra = new ArrayList<>(); // pouches every 28 mm
        int i = 0;
        for (Tube.Piece p : smooth.pieces()) haustra.add(p.withRadii(p.ra() * pouch(i++), p.rb() * pouch(i)));
        return new Tube(haustra);
    }

    private static double pouch(int i) {
        return 0.9 + 0.14 * Math.cos(i * Math.PI / 2);
    }
}
