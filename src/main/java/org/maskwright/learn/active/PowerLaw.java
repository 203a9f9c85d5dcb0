package org.maskwright.learn.active;

import java.util.List;

/// How a score grows with the number of labelled cases: a − b·n^−c, where a is what it tends to and c how fast.
///
/// @see <a href="https://arxiv.org/abs/1712.00409">Hestness et al. 2017</a>
public record PowerLaw(double a, double b, double c) {
    private static final double LEAST_C = 0.02;
    private static final double MOST_C = 4;
    private static final int STEPS = 400;

    /// One score.
    ///
    /// @param n labelled cases, at least 1
    public record Point(double n, double score) {}

    /// The curve of least squares among those that rise (b at least 0) and stay below 1. For each c the best a and b are those of a straight
    /// line; c is tried in 400 steps from 0.02 to 4, evenly in its logarithm.
    ///
    /// @param points of at least three different n
    /// @throws IllegalArgumentException if there are fewer
    public static PowerLaw fit(List<Point> points) {
        if (points.stream().mapToDouble(Point::n).distinct().count() < 3) throw new IllegalArgumentException("a curve needs scores at three numbers of cases");
        PowerLaw best = new PowerLaw(0, 0, 1);
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i <= STEPS; i++) {
            PowerLaw law = line(points, LEAST_C * Math.pow(MOST_C / LEAST_C, (double) i / STEPS));
            double squares = points.stream().mapToDouble(p -> Math.pow(p.score() - law.at(p.n()), 2)).sum();
            if (squares < least) {
                least = squares;
                best = law;
            }
        }
        return best;
    }

    private static PowerLaw line(List<Point> points, double c) {
        double xs = 0;
        double ys = 0;
        for (Point p : points) {
            xs += Math.pow(p.n(), -c) / points.size();
            ys += p.score() / points.size();
        }
        double xy = 0;
        double xx = 0;
        double topXy = 0;
        double topXx = 0;
        for (Point p : points) {
            double x = Math.pow(p.n(), -c);
            xy += (x - xs) * (p.score() - ys);
            xx += (x - xs) * (x - xs);
            topXy += x * (1 - p.score());
            topXx += x * x;
        }
        double b = Math.max(0, -xy / xx);
        double a = ys + b * xs;
        return a <= 1 ? new PowerLaw(a, b, c) : new PowerLaw(1, Math.max(0, topXy / topXx), c);
    }

    public double at(double n) {
        return a - b * Math.pow(n, -c);
    }

    /// What `more` cases bring beside the `n` that there are.
    public double gain(double n, double more) {
        return at(n + more) - at(n);
    }
}
