package org.maskwright.learn.active;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearningForecastTest {
    private static final PowerLaw TRUTH = new PowerLaw(0.9, 0.6, 0.8);

    private static List<PowerLaw.Point> points(PowerLaw law, double noise) {
        var random = new Random(7);
        return IntStream.iterate(10, n -> n <= 160, n -> n + 10).mapToObj(n -> new PowerLaw.Point(n, law.at(n) + noise * random.nextGaussian())).toList();
    }

    @Test
    void aCurveIsFoundFromItsOwnPoints() {
        PowerLaw found = PowerLaw.fit(points(TRUTH, 0));
        assertThat(found.a()).isCloseTo(0.9, within(1e-3));
        assertThat(found.c()).isCloseTo(0.8, within(0.02));
        assertThat(found.gain(160, 20)).isCloseTo(TRUTH.gain(160, 20), within(1e-5));
    }

    @Test
    void noScoreTendsBeyondOne() {
        PowerLaw line = PowerLaw.fit(IntStream.rangeClosed(1, 9).mapToObj(n -> new PowerLaw.Point(10 * n, 0.1 * n)).toList());
        assertThat(line.at(1e6)).isLessThanOrEqualTo(1);
    }

    @Test
    void theIntervalOfTheGainHoldsTheTruthAndGrowsWithTheNoise() {
        LearningForecast quiet = LearningForecast.of(points(TRUTH, 0.002));
        LearningForecast loud = LearningForecast.of(points(TRUTH, 0.01));
        double truth = TRUTH.gain(160, 20);
        assertThat(quiet.gain(160, 20).contains(truth)).isTrue();
        assertThat(loud.gain(160, 20).contains(truth)).isTrue();
        assertThat(width(loud)).isGreaterThan(width(quiet));
    }

    private static double width(LearningForecast forecast) {
        return forecast.gain(160, 20).high() - forecast.gain(160, 20).low();
    }

    /// 0.6·(n^−0.8 − (n + 20)^−0.8) falls below 0.002 between 88 and 89 cases.
    @Test
    void enoughIsWhereTheTrueCurveFlattens() {
        LearningForecast forecast = LearningForecast.of(points(TRUTH, 0));
        int enough = forecast.enough(0.002, 20).orElseThrow();
        assertThat(TRUTH.gain(enough + 1, 20)).isLessThan(0.002);
        assertThat(TRUTH.gain(enough - 2, 20)).isGreaterThan(0.002);
        assertThat(forecast.words(160, 20, 0.002)).contains("another 20 cases would bring +0.00").contains("it can stop now");
        assertThat(forecast.words(10, 20, 0.002)).contains("it can stop at about " + enough);
    }

    @Test
    void aFlatCurveSaysStop() {
        LearningForecast flat = LearningForecast.of(IntStream.rangeClosed(1, 6).mapToObj(n -> new PowerLaw.Point(10 * n, 0.8)).toList());
        assertThat(flat.gain(60, 20).high()).isCloseTo(0, within(1e-9));
        assertThat(flat.words(60, 20, 0.002)).contains("it can stop now");
    }

    @Test
    void twoNumbersOfCasesMakeNoCurve() {
        assertThatThrownBy(() -> PowerLaw.fit(List.of(new PowerLaw.Point(10, 0.5), new PowerLaw.Point(20, 0.6), new PowerLaw.Point(20, 0.7))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("three");
    }
}
