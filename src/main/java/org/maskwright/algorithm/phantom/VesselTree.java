package org.maskwright.algorithm.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.maskwright.geometry.Point;

/// Grows trees that fill an organ as vessels do.
///
/// Tips strewn over the organ are joined one after another, nearest to the root first, each to the node for which wire
/// plus conduction path is shortest. Radii follow Murray's law upwards from the tips.
///
/// @see <a href="https://doi.org/10.1371/journal.pcbi.1000877">Cuntz et al. 2010</a>
/// @see <a href="https://doi.org/10.1073/pnas.12.3.207">Murray 1926</a>
final class VesselTree {
    private static final double PATH_WEIGHT = 0.18;
    private static final double MURRAY = 2.75; // between area-preserving (2) and minimal work (3), as measured in lungs

    private VesselTree() {}

    /// A tree from `root` to `tips` places inside `organ`, at least `marginMm` under its surface.
    ///
    /// @param tipRadiusMm of the finest branches
    static Tube grow(SplittableRandom random, Point root, Solid organ, double marginMm, int tips, double tipRadiusMm) {
        List<Point> goals = new ArrayList<>();
        Solid.Extent e = organ.extent();
        for (int tries = 0; goals.size() < tips && tries < tips * 60; tries++) {
            Point p = new Point(random.nextDouble(e.x0(), e.x1()), random.nextDouble(e.y0(), e.y1()), random.nextDouble(e.z0(), e.z1()));
            if (organ.at(p) < -marginMm) goals.add(p);
        }
        goals.sort((a, b) -> Double.compare(a.distanceTo(root), b.distanceTo(root)));
        List<Point> nodes = new ArrayList<>(List.of(root));
        List<Integer> parents = new ArrayList<>(List.of(-1));
        List<Double> paths = new ArrayList<>(List.of(0.0));
        for (Point goal : goals) {
            int best = 0;
            double bestCost = Double.POSITIVE_INFINITY;
            for (int i = 0; i < nodes.size(); i++) {
                double cost = goal.distanceTo(nodes.get(i)) + PATH_WEIGHT * paths.get(i);
                if (cost < bestCost) {
                    bestCost = cost;
                    best = i;
                }
            }
            Point from = nodes.get(best);
            double length = goal.distanceTo(from), sway = 0.13 * length;
            Point middle = from.plus(goal).times(0.5).plus(new Point(random.nextDouble(-sway, sway), random.nextDouble(-sway, sway), random.nextDouble(-sway, sway)));
            nodes.add(middle);
            parents.add(best);
            paths.add(paths.get(best) + length / 2);
            nodes.add(goal);
            parents.add(nodes.size() - 2);
            paths.add(paths.get(best) + length);
        }
        double[] flow = new double[nodes.size()]; // r^MURRAY carried by each node
        for (int i = nodes.size() - 1; i > 0; i--) {
            if (flow[i] == 0) flow[i] = Math.pow(tipRadiusMm, MURRAY);
            flow[parents.get(i)] += flow[i];
        }
        List<Tube.Piece> pieces = new ArrayList<>();
        for (int i = 1; i < nodes.size(); i++) {
            double r = Math.pow(flow[i], 1 / MURRAY), rp = Math.min(Math.pow(flow[parents.get(i)], 1 / MURRAY), 1.15 * r);
            pieces.add(new Tube.Piece(nodes.get(parents.get(i)), nodes.get(i), rp, r, 1));
        }
        return new Tube(pieces);
    }
}
