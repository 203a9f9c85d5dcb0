package org.maskwright.learn.active;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.maskwright.learn.active.CaseOrder.Candidate;
import org.maskwright.learn.active.MeasureTrial.Case;
import org.maskwright.learn.active.MeasureTrial.Standing;
import org.maskwright.learn.active.MeasureTrial.Way;

class MeasureTrialTest {
    private static final List<Way> WAYS = List.of(new Way("blind", "Blind"), new Way("good", "Good"));

    /// Errors 0.1 to 0.5, edits 50 down to 10. Ranks by `blind` are 2 4 1 3 5, by `good` 2 1 3 4 5.
    private static final MeasureTrial FIVE = new MeasureTrial(WAYS, List.of(of("a", 0.9, 50, 0.2, 2), of("b", 0.8, 40, 0.7, 1), of("c", 0.7, 30, 0.1, 3), of("d", 0.6, 20, 0.5, 4),
            of("e", 0.5, 10, 0.9, 5)));

    private static Case of(String id, double dice, double edit, double... values) {
        return new Case(id, dice, edit, 100, java.util.Arrays.stream(values).boxed().toList());
    }

    /// Squared rank differences: 1 + 4 + 4 + 1 + 0 = 10 of blind, ρ = 1 − 60 / 120; 1 + 1 = 2 of good, ρ = 1 − 12 / 120.
    @Test
    void theRankCorrelationWithErrorIsThatOfThePencil() {
        List<Standing> standings = FIVE.standings();
        assertThat(standings.get(0).withError().orElseThrow().rho()).isCloseTo(0.5, within(1e-12));
        assertThat(standings.get(1).withError().orElseThrow().rho()).isCloseTo(0.9, within(1e-12));
        assertThat(standings.get(1).withEdits().orElseThrow().rho()).as("edits fall where errors rise").isCloseTo(-0.9, within(1e-12));
        assertThat(standings.get(0).lead()).as("over itself").isEmpty();
        assertThat(standings.get(1).lead().orElseThrow().difference()).isCloseTo(0.4, within(1e-12));
    }

    /// The worst quarter of five is two: d and e. `blind` puts e and b first, `good` e and d.
    @Test
    void theWorstQuarterFoundIsCounted() {
        assertThat(FIVE.standings()).extracting(Standing::worst).containsOnly(2);
        assertThat(FIVE.standings()).extracting(Standing::found).containsExactly(1, 2);
    }

    @Test
    void aCaseWithoutDiceCountsForItsEditsAlone() {
        var more = new java.util.ArrayList<>(FIVE.cases());
        more.add(new Case("f", Double.NaN, 60, 0, List.of(0.0, 0.0)));
        Standing good = new MeasureTrial(WAYS, more).standings().get(1);
        assertThat(good.withError()).isEqualTo(FIVE.standings().get(1).withError());
        assertThat(good.withEdits().orElseThrow().cases()).isEqualTo(6);
    }

    @Test
    void eachCaseHasANumberAWay() {
        List<Case> few = List.of(of("a", 0.9, 1, 2));
        assertThatThrownBy(() -> new MeasureTrial(WAYS, few)).isInstanceOf(IllegalArgumentException.class);
    }

    /// Of one feature that varies: labelled at 0, candidates at 3 and 1; the deviation over all three is √(14/9).
    @Test
    void distanceIsThatToTheNearestLabelledCaseInDeviations() {
        double[] far = DiversityOrder.distances(List.of(new Candidate("b", 0, List.of(3.0, 7.0)), new Candidate("c", 0, List.of(1.0, 7.0))), List.of(new Candidate("a", 0, List.of(0.0, 7.0))));
        assertThat(far).containsExactly(new double[] {3 / Math.sqrt(14 / 9.0), 1 / Math.sqrt(14 / 9.0)}, within(1e-12));
    }
}
