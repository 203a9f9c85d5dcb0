package org.maskwright.algorithm.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.maskwright.geometry.Point;

/// Metastases and cysts of the liver, nodules of the lungs: strewn by chance, clear of one another.
final class Findings {
    private record Placed(Organ in, Point body, double radiusMm, double hounsfield, boolean rim) {}

    private final List<Placed> placed = new ArrayList<>();
    private final Pose pose;
    private final Noise noise;

    Findings(Chest chest, Abdomen abdomen, Pose pose, SplittableRandom random) {
        this.pose = pose;
        this.noise = new Noise(random.split());
        for (int n = random.nextInt(2, 6); n > 0; n--) place(Organ.LIVER, abdomen.liver, random.nextDouble(5, 16), random.nextDouble(50, 76), true, random);
        if (random.nextDouble() < 0.6) place(Organ.LIVER, abdomen.liver, random.nextDouble(5, 13), 6, false, random);
        for (int n = random.nextInt(2, 5); n > 0; n--) {
            boolean left = random.nextBoolean();
            place(left ? Organ.LEFT_LUNG : Organ.RIGHT_LUNG, left ? chest.leftLung : chest.rightLung, random.nextDouble(3.5, 10), random.nextDouble(25, 60), false, random);
        }
    }

    private void place(Organ in, Solid organ, double radius, double hounsfield, boolean rim, SplittableRandom random) {
        Solid.Extent e = organ.extent();
        for (int tries = 0; tries < 400; tries++) {
            Point p = new Point(random.nextDouble(e.x0(), e.x1()), random.nextDouble(e.y0(), e.y1()), random.nextDouble(e.z0(), e.z1()));
            if (organ.at(p) > -radius - 2) continue;
            boolean apart = true;
            for (Placed other : placed) apart &= other.body.distanceTo(p) > radius + other.radiusMm + 6;
            if (!apart) continue;
            placed.add(new Placed(in, p, radius, hounsfield, rim));
            return;
        }
    }

    List<Layer> layers() {
        List<Layer> layers = new ArrayList<>();
        for (Placed l : placed) {
            Solid solid = Solid.ellipsoid(l.body, l.radiusMm, l.radiusMm, l.radiusMm).rough(noise, 0.14 * l.radiusMm, 0.7 * l.radiusMm);
            Layer.Tissue tissue = (x, y, z, depth) -> l.hounsfield + 4 * noise.at(x / 4, y / 4, z / 4) + (l.rim ? 24 * Solid.step(3, 0.5, depth) - 14 * Solid.step(0.4 * l.radiusMm, 0.8 * l.radiusMm, depth) : 0);
            layers.add(Layer.of(solid, tissue).labelled(Organ.LESION));
        }
        return layers;
    }

    List<Phantom.Lesion> lesions() {
        return placed.stream().map(l -> new Phantom.Lesion(l.in, pose.toPatient(l.body), l.radiusMm, l.hounsfield)).toList();
    }
}
