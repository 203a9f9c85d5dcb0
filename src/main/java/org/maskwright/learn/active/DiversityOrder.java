package org.maskwright.learn.active;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The case first that is least like any labelled one, counting those before it as labelled: farthest-first, or k-centre greedy.
///
/// Features are scaled to a deviation of 1 over all cases; the distance is Euclid's.
///
/// @see <a href="https://arxiv.org/abs/1708.00489">Sener and Savarese 2018</a>
public final class DiversityOrder implements CaseOrder {
    @Override
    public String id() {
        return "diversity";
    }

    @Override
    public String title() {
        return "Most unlike first";
    }

    @Override
    public boolean needsLooks() {
        return true;
    }

    @Override
    public List<Candidate> order(List<Candidate> candidates, List<Candidate> labelled, long seed) {
        var all = new ArrayList<>(labelled);
        all.addAll(candidates);
        double[][] points = scaled(all);
        int first = labelled.size();
        double[] nearest = nearest(points, first);
        // With nothing labelled the start is the case nearest to the middle of all, which is the origin.
        if (first == 0) for (int i = 0; i < nearest.length; i++) nearest[i] = -square(points[i], new double[points[i].length]);
        var order = new ArrayList<Candidate>();
        boolean[] taken = new boolean[all.size()];
        for (int n = 0; n < candidates.size(); n++) {
            int best = -1;
            for (int i = first; i < all.size(); i++) {
                if (!taken[i] && (best < 0 || nearest[i] > nearest[best])) best = i;
            }
            taken[best] = true;
            order.add(all.get(best));
            if (first == 0 && n == 0) Arrays.fill(nearest, Double.POSITIVE_INFINITY);
            approach(nearest, points, best);
        }
        return order;
    }

    /// How far each candidate is from the nearest labelled case: what it is chosen by before any other candidate is.
    ///
    /// @param labelled at least one
    static double[] distances(List<Candidate> candidates, List<Candidate> labelled) {
        var all = new ArrayList<>(labelled);
        all.addAll(candidates);
        return Arrays.stream(nearest(scaled(all), labelled.size())).skip(labelled.size()).map(Math::sqrt).toArray();
    }

    /// The square of each point's distance to the nearest of the first `labelled` ones.
    private static double[] nearest(double[][] points, int labelled) {
        double[] nearest = new double[points.length];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        for (int done = 0; done < labelled; done++) approach(nearest, points, done);
        return nearest;
    }

    private static void approach(double[] nearest, double[][] points, int to) {
        for (int i = 0; i < nearest.length; i++) nearest[i] = Math.min(nearest[i], square(points[i], points[to]));
    }

    private static double square(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += (a[i] - b[i]) * (a[i] - b[i]);
        return sum;
    }

    private static double[][] scaled(List<Candidate> all) {
        double[][] points = all.stream().map(one -> one.features().stream().mapToDouble(Double::doubleValue).toArray()).toArray(double[][]::new);
        int features = points.length == 0 ? 0 : points[0].length;
        for (int f = 0; f < features; f++) {
            double mean = 0;
            double squares = 0;
            for (double[] point : points) mean += point[f] / points.length;
            for (double[] point : points) squares += (point[f] - mean) * (point[f] - mean) / points.length;
            double deviation = squares > 0 ? Math.sqrt(squares) : 1;
            for (double[] point : points) point[f] = (point[f] - mean) / deviation;
        }
        return points;
    }
}
