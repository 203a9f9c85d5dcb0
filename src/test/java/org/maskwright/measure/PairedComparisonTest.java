package org.maskwright.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairedComparisonTest {
    private static PairedComparison of(double... differences) {
        return PairedComparison.of(new double[differences.length], differences);
    }

    /// Of 2⁵ ways to sign five ranks one puts all of them on one side: p = 2 / 32.
    @Test
    void fiveGainsOutOfFive() {
        PairedComparison paired = of(0.01, 0.02, 0.03, 0.04, 0.05);
        assertThat(paired.p()).isCloseTo(2 / 32.0, within(1e-12));
        assertThat(paired.higher()).isEqualTo(5);
        assertThat(paired.meanDifference()).isCloseTo(0.03, within(1e-12));
    }

    /// The rank sums 1 + … are reached by three of the sixteen ways: {}, {1}, {2}; for a sum of 2 on the lower side.
    @Test
    void oneLossOfTheSecondRankAmongFour() {
        assertThat(of(0.1, -0.2, 0.3, 0.4).p()).isCloseTo(2 * 3 / 16.0, within(1e-12));
    }

    @Test
    void noDifferenceIsNoEvidence() {
        assertThat(of(0, 0, 0).p()).isEqualTo(1);
    }

    @Test
    void theNormalApproximationMeetsTheCountWhereBothCanBe() {
        Random random = new Random(3);
        double[] d = random.doubles(26).map(x -> x - 0.35).toArray();
        double approximated = of(d).p(), counted = of(Arrays.copyOf(d, 25)).p();
        assertThat(approximated).isBetween(counted / 3, counted * 3);
    }

    @Test
    void equalDifferencesShareTheirRanks() {
        assertThat(of(1, 1, -1, 1).p()).as("ranks of 2.5 each: one of four negative, 2 · 5/16").isCloseTo(10 / 16.0, within(1e-12));
    }

    @Test
    void theIntervalOfAMeanHoldsItAndShrinksWithCases() {
        Random random = new Random(1);
        double[] few = random.doubles(10).toArray(), many = random.doubles(1000).toArray();
        assertThat(Interval.ofMean(few).contains(Arrays.stream(few).average().orElseThrow())).isTrue();
        Interval narrow = Interval.ofMean(many);
        assertThat(narrow.high() - narrow.low()).as("±1.96 · √(1/12) / √1000").isCloseTo(2 * 1.96 * Math.sqrt(1 / 12.0) / Math.sqrt(1000), within(0.004));
        assertThat(Interval.ofMean(new double[] {0.5})).isEqualTo(new Interval(0.5, 0.5));
    }
}
