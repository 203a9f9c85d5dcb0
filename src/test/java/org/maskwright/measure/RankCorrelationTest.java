package org.maskwright.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RankCorrelationTest {
    private static final double[] TRUTH = {1, 2, 3, 4, 5};

    private static RankCorrelation of(double... values) {
        return RankCorrelation.of(values, TRUTH).orElseThrow();
    }

    @Test
    void anyRisingCourseIsOneAndAnyFallingOneMinusOne() {
        assertThat(of(-7, 0, 0.1, 20, 1e9).rho()).isEqualTo(1);
        assertThat(of(8, 7, 6, 5, -1).rho()).isEqualTo(-1);
    }

    /// Ranks 2, 1, 4, 3, 5 beside 1 to 5: the squared differences sum to 4, and 1 − 6 · 4 / (5 · 24) = 0.8.
    @Test
    void twoSwappedPairsOfFiveAreAtFourFifths() {
        assertThat(of(20, 10, 40, 30, 50).rho()).isCloseTo(0.8, within(1e-12));
    }

    /// Ranks 1.5, 1.5, 3, 4, 5 beside 1 to 5, from their mean of 3: products 3 + 1.5 + 0 + 1 + 4 = 9.5, squares 9.5 and 10; 9.5 / √95.
    @Test
    void equalsShareTheMeanOfTheirRanks() {
        assertThat(RankCorrelation.ranks(new double[] {3, 8, 3, 9})).containsExactly(1.5, 3, 1.5, 4);
        assertThat(of(7, 7, 8, 9, 10).rho()).isCloseTo(9.5 / Math.sqrt(95), within(1e-12));
    }

    @Test
    void itDoesNotMatterWhichIsNamedFirst() {
        double[] other = {3, 1, 1, 9, 4};
        assertThat(RankCorrelation.of(other, TRUTH)).isEqualTo(RankCorrelation.of(TRUTH, other)).isPresent();
    }

    @Test
    void theIntervalHoldsWhatWasSeenAndNarrowsWithMoreCases() {
        RankCorrelation few = noisy(12), many = noisy(200);
        assertThat(few.interval().contains(few.rho())).isTrue();
        assertThat(many.interval().contains(many.rho())).isTrue();
        assertThat(many.interval().high() - many.interval().low()).isLessThan((few.interval().high() - few.interval().low()) / 2);
    }

    private static RankCorrelation noisy(int cases) {
        var random = new java.util.SplittableRandom(5);
        double[] truth = new double[cases], seen = new double[cases];
        for (int i = 0; i < cases; i++) {
            truth[i] = random.nextDouble();
            seen[i] = truth[i] + 0.5 * random.nextDouble();
        }
        return RankCorrelation.of(seen, truth).orElseThrow();
    }

    @Test
    void ofTooFewOrOfEqualsItMeansNothing() {
        assertThat(RankCorrelation.of(new double[] {1, 2}, new double[] {1, 2})).isEmpty();
        assertThat(RankCorrelation.of(new double[] {4, 4, 4, 4, 4}, TRUTH)).isEmpty();
        assertThat(RankCorrelation.lead(TRUTH, new double[5], TRUTH)).isEmpty();
        assertThatThrownBy(() -> RankCorrelation.of(new double[4], TRUTH)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLeadIsTheDifferenceOnTheSameCasesAndNoneOverOneself() {
        RankCorrelation.Lead lead = RankCorrelation.lead(TRUTH, new double[] {20, 10, 40, 30, 50}, TRUTH).orElseThrow();
        assertThat(lead.difference()).isCloseTo(0.2, within(1e-12));
        assertThat(lead.interval().low()).as("nothing follows the truth more closely than itself").isGreaterThanOrEqualTo(-1e-12);
        RankCorrelation.Lead none = RankCorrelation.lead(TRUTH, TRUTH, TRUTH).orElseThrow();
        assertThat(none.interval()).isEqualTo(new Interval(0, 0));
    }
}
