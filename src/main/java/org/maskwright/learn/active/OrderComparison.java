package org.maskwright.learn.active;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.maskwright.measure.Interval;

/// How much one order scores above another at equal labels: a repetition's number is the mean of the differences in its rounds after the first, in
/// which all orders are alike; then mean and 95 % interval of Student's t over repetitions, which share start cases and start model.
///
/// Repetitions and not cases are counted: cases could tell two models apart, not two orders.
public record OrderComparison(int repetitions, double mean, Interval interval) {
    /// The 97.5 % points of t with 1 to 10 degrees of freedom; beyond, 1.96 + 2.5 / degrees is right within 0.01.
    private static final double[] T = {12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228};

    /// Only rounds that both orders have played count; empty with fewer than two repetitions of them.
    ///
    /// @param value of a round
    public static Optional<OrderComparison> of(List<Round> rounds, String first, String second, ToDoubleFunction<Round> value) {
        var differences = new ArrayList<Double>();
        for (int seed : rounds.stream().map(Round::seed).distinct().toList()) {
            var own = new ArrayList<Double>();
            for (Round a : rounds) {
                for (Round b : rounds) {
                    if (a.seed() == seed && b.seed() == seed && a.number() > 0 && a.number() == b.number() && a.order().equals(first) && b.order().equals(second)) {
                        own.add(value.applyAsDouble(a) - value.applyAsDouble(b));
                    }
                }
            }
            own.stream().mapToDouble(Double::doubleValue).average().ifPresent(differences::add);
        }
        return differences.size() < 2 ? Optional.empty() : Optional.of(of(differences));
    }

    private static OrderComparison of(List<Double> differences) {
        int n = differences.size();
        double mean = differences.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double deviation = Math.sqrt(differences.stream().mapToDouble(d -> (d - mean) * (d - mean)).sum() / (n - 1));
        double half = (n - 1 <= T.length ? T[n - 2] : 1.96 + 2.5 / (n - 1)) * deviation / Math.sqrt(n);
        return new OrderComparison(n, mean, new Interval(mean - half, mean + half));
    }

    /// Whether the interval leaves it open which is higher.
    public boolean isOpen() {
        return interval.contains(0);
    }

    /// As people read it, such as `+0.0031 (95 %: -0.0010 to +0.0072, 3 repetitions)`.
    public String words() {
        return String.format(Locale.ROOT, "%+.4f (95 %%: %+.4f to %+.4f, %d repetitions)", mean, interval.low(), interval.high(), repetitions);
    }
}
