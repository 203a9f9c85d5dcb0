package org.maskwright.algorithm.phantom;

import java.util.SplittableRandom;

/// The plan that all organs hang on: outlines of trunk and body cavity, the diaphragm, the spine's curve.
///
/// Body millimetres: x to the patient's left, y to the back, z to the head; (0, 0, 0) amid the trunk at the height of the
/// tenth thoracic vertebra. Patient space is this plan scaled and gently bent, see [Pose].
final class Frame {
    /// Centre, half width, half depth and height of a vertebra with the disc below it.
    record Vertebra(double z, double halfWidth, double halfDepth, double height, double disc, boolean lumbar) {}

    private final Profile coreWidth, coreFront, coreBack, width, front, back, spineY;
    private final double rightDome, leftDome, fatMm;
    private final Noise fatNoise;
    final Vertebra[] vertebrae; // from T1 downwards

    Frame(SplittableRandom random) {
        double broad = vary(random, 0.05), deep = vary(random, 0.06), belly = vary(random, 0.06);
        coreWidth = Profile.of(-300, 152 * broad, -240, 148 * broad, -190, 137 * broad, -150, 133 * broad, -100, 137 * broad, -50, 144 * broad, 0, 147 * broad, 80, 151 * broad, 130, 157 * broad, 170, 160 * broad, 215, 150 * broad);
        coreFront = Profile.of(-300, 86 * belly, -200, 94 * belly, -100, 98 * belly, -40, 102 * deep, 0, 104 * deep, 60, 105 * deep, 110, 97 * deep, 150, 82 * deep, 190, 66 * deep, 215, 58);
        coreBack = Profile.of(-300, 104, -200, 100, -100, 101, 0, 106, 80, 111, 130, 112, 170, 108, 215, 96);
        width = Profile.of(-300, 112 * broad, -240, 118 * broad, -190, 117 * broad, -150, 116 * broad, -100, 121 * broad, -50, 127 * broad, 0, 130 * broad, 50, 128 * broad, 90, 120 * broad, 130, 105 * broad, 165, 82 * broad, 190, 56 * broad, 205, 30, 215, 12);
        front = Profile.of(-300, 72 * belly, -200, 82 * belly, -100, 87 * belly, -40, 90 * deep, 0, 91 * deep, 60, 90 * deep, 110, 80 * deep, 150, 62 * deep, 180, 40 * deep, 205, 12, 215, 2);
        back = Profile.of(-300, 56, -200, 58, -140, 62, -100, 68, -50, 78, 0, 84, 60, 88, 110, 88, 150, 80, 180, 66, 205, 46, 215, 36);
        double bend = random.nextDouble(-3, 3);
        spineY = Profile.of(-300, 62, -260, 52, -225, 43 - bend, -189, 37 - bend, -153, 36, -118, 40, -85, 46, -55, 51, 0, 57, 51, 61 + bend, 98, 60 + bend, 143, 54, 185, 42, 215, 30);
        rightDome = random.nextDouble(8, 18);
        leftDome = rightDome - random.nextDouble(8, 15);
        fatMm = random.nextDouble(9, 30);
        fatNoise = new Noise(random.split());
        double[] z = {205, 185, 164, 143, 121, 98, 75, 51, 26, 0, -27, -55, -85, -118, -153, -189, -225, -258};
        double[] w = {15, 14.5, 14, 13.5, 14, 14.5, 15, 15.5, 16.5, 17.5, 18.5, 20, 21.5, 22.5, 23.5, 24.5, 26, 30};
        double[] d = {9, 9.5, 10, 11, 12, 12.5, 13, 13.5, 14, 14.5, 15, 15.5, 16, 16.5, 17, 17, 17, 16};
        vertebrae = new Vertebra[z.length];
        for (int i = 0; i < z.length; i++) {
            double height = i == 0 ? 20 : z[i - 1] - z[i];
            vertebrae[i] = new Vertebra(z[i], w[i] * broad, d[i], height, i < 10 ? 4.5 : i < 12 ? 6 : 9, i >= 12);
        }
    }

    static double vary(SplittableRandom random, double share) {
        return 1 + Math.clamp(0.5 * random.nextGaussian(), -1, 1) * share;
    }

    /// The vertebra whose level holds height `z`.
    int level(double z) {
        int i = 0;
        while (i < vertebrae.length - 1 && z < (vertebrae[i].z() + vertebrae[i + 1].z()) / 2) i++;
        return i;
    }

    /// The y of the vertebral bodies' centre at height `z`.
    double spineY(double z) {
        return spineY.at(z);
    }

    double cavityWidth(double z) {
        return width.at(z);
    }

    double cavityFront(double z) {
        return front.at(z);
    }

    double cavityBack(double z) {
        return back.at(z);
    }

    double coreBack(double z) {
        return coreBack.at(z);
    }

    double fatMm() {
        return fatMm;
    }

    /// Distance from the inside of the ribs and of the muscles of the belly.
    double cavity(double x, double y, double z) {
        return oval(x, y, width.at(z), front.at(z), back.at(z), 0.28);
    }

    /// Distance from the outside of the muscles, under the fat.
    double core(double x, double y, double z) {
        double d = oval(x, y, coreWidth.at(z), coreFront.at(z), coreBack.at(z), 0.4);
        double groove = y > 0 ? 5 * Math.exp(-x * x / 220) : 2 * Math.exp(-x * x / 160); // along the spine, along the white line
        return d + groove;
    }

    /// Distance from the skin.
    double skin(double x, double y, double z) {
        double d = core(x, y, z);
        if (d < -25 || d > 70) return d - fatMm;
        double side = Math.abs(x) / 150, low = Solid.step(40, -160, z);
        double fat = fatMm * (0.75 + 0.45 * low + (y > 0 ? 0.35 * low * (1 - side) : 0) + 0.25 * side + 0.18 * fatNoise.at(x / 45, y / 45, z / 60));
        return d - fat;
    }

    /// An oval with its own depth to the front and to the back; `square` from 0 (ellipse) to 1 (its corners filled).
    static double oval(double x, double y, double a, double front, double back, double square) {
        double u = Math.abs(x) / a, v = y < 0 ? -y / front : y / back;
        double u2 = u * u, v2 = v * v, r2 = Math.sqrt(u2 + v2), r4 = Math.sqrt(Math.sqrt(u2 * u2 + v2 * v2));
        double r = r2 + (r4 - r2) * square;
        if (r < 1e-4) return -Math.min(a, Math.min(front, back));
        return Math.sqrt(x * x + y * y) * (1 - 1 / r);
    }

    /// The height of the diaphragm over a place: two domes, deep behind and at the sides, with the heart's saddle between.
    double diaphragm(double x, double y) {
        double right = dome(-x - 58, y, rightDome), left = dome(x - 62, y, leftDome);
        return Solid.smoothMax(right, left, 22);
    }

    private static double dome(double lateral, double y, double top) {
        double l = Math.max(0, lateral) / 66, m = Math.max(0, -lateral) / 72, p = Math.max(0, y + 14) / 96, a = Math.max(0, -y - 14) / 82;
        double l2 = l * l, m2 = m * m, p2 = p * p, a2 = a * a, r2 = l2 + m2 + p2 + a2 + 1e-9;
        double fall = (78 * l2 + 24 * m2 + 98 * p2 + 40 * a2) / r2; // how deep the dome reaches in this direction
        return top - fall * r2 * (0.4 + 0.6 * r2);
    }

}
