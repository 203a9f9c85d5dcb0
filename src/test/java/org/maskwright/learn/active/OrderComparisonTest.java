package org.maskwright.learn.active;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderComparisonTest {
    private static List<Round> rounds(String order, double[]... seeds) {
        var rounds = new ArrayList<Round>();
        for (int seed = 0; seed < seeds.length; seed++) {
            for (int n = 0; n < seeds[seed].length; n++) rounds.add(new Round(order, seed + 1, n, 10 + n, seeds[seed][n], 0, List.of(), 0, 0, 0));
        }
        return rounds;
    }

    private static List<Round> both(List<Round> a, List<Round> b) {
        var both = new ArrayList<>(a);
        both.addAll(b);
        return both;
    }

    /// Differences of repetitions: 1, 2 and 3 (the first rounds play no part); mean 2, standard error 1/√3, t 4.303.
    @Test
    void theIntervalIsStudentsOverRepetitions() {
        List<Round> rounds = both(rounds("a", new double[] {9, 1, 1}, new double[] {9, 2, 2}, new double[] {9, 2, 4}), rounds("b", new double[] {0, 0, 0}, new double[] {0, 0, 0}, new double[] {0, 0, 0}));
        OrderComparison found = OrderComparison.of(rounds, "a", "b", Round::holdoutDice).orElseThrow();
        assertThat(found.mean()).isCloseTo(2, within(1e-12));
        assertThat(found.interval().low()).isCloseTo(2 - 4.303 / Math.sqrt(3), within(1e-9));
        assertThat(found.isOpen()).isTrue();
        assertThat(OrderComparison.of(rounds, "b", "a", Round::holdoutDice).orElseThrow().mean()).isCloseTo(-2, within(1e-12));
    }

    @Test
    void aConstantDifferenceIsCertain() {
        List<Round> rounds = both(rounds("a", new double[] {0, 1}, new double[] {0, 1}), rounds("b", new double[] {0, 0}, new double[] {0, 0}));
        assertThat(OrderComparison.of(rounds, "a", "b", Round::holdoutDice).orElseThrow().isOpen()).isFalse();
    }

    @Test
    void oneRepetitionTellsNothing() {
        assertThat(OrderComparison.of(both(rounds("a", new double[] {0, 1}), rounds("b", new double[] {0, 0})), "a", "b", Round::holdoutDice)).isEmpty();
        assertThat(OrderComparison.of(both(rounds("a", new double[] {0, 1}, new double[] {0, 1}), rounds("b", new double[] {0, 0})), "a", "b", Round::holdoutDice)).isEmpty();
    }
}
