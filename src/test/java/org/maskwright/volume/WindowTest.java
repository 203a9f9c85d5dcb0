package org.maskwright.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Values into greys, with the numbers of DICOM PS3.3, C.11.2.1.2.1 and C.11.2.1.3.
class WindowTest {
    @ParameterizedTest
    @CsvSource({
        // centre 2048, width 4096: 0 and less are black, above 4095 is white, between ((x − 2047.5) / 4095 + 0.5)
        "2048, 4096, -1, 0", "2048, 4096, 0, 0", "2048, 4096, 1, 0.000244200", "2048, 4096, 2047.5, 0.5", "2048, 4096, 4095, 1", "2048, 4096, 4096, 1",
        // centre 2048, width 1: black up to 2047, white above
        "2048, 1, 2047, 0", "2048, 1, 2048, 1",
        // centre 0, width 100: black up to −50, white above 49, between ((x + 0.5) / 99 + 0.5)
        "0, 100, -50, 0", "0, 100, -49, 0.010101", "0, 100, 0, 0.505051", "0, 100, 49, 1", "0, 100, 50, 1",
        // centre 0, width 1: black up to −1, white from 0
        "0, 1, -1, 0", "0, 1, 0, 1"})
    void linearIsAsTheStandardPrintsIt(double centre, double width, double value, double grey) {
        assertThat(new Window(centre, width, VoiFunction.Formula.LINEAR).grey(value)).isCloseTo(grey, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"2048, 4096, 0, 0", "2048, 4096, 2048, 0.5", "2048, 4096, 4096, 1", "0, 100, -50, 0", "0, 100, -49, 0.01", "0, 100, 49, 0.99", "0.5, 1, 0.25, 0.25", "0.5, 0.1, 0.5, 0.5"})
    void linearExactHasNoHalves(double centre, double width, double value, double grey) {
        assertThat(new Window(centre, width).grey(value)).isCloseTo(grey, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"2048, 4096, 2048, 0.5", "2048, 4096, 0, 0.119203", "2048, 4096, 4096, 0.880797", "0, 100, 100, 0.982014"})
    void sigmoidIsOneOverOnePlusE(double centre, double width, double value, double grey) {
        assertThat(new Window(centre, width, VoiFunction.Formula.SIGMOID).grey(value)).isCloseTo(grey, within(1e-6));
    }

    @Property(tries = 200)
    void greysNeverFall(@ForAll VoiFunction.Formula function, @ForAll @DoubleRange(min = -2000, max = 2000) double centre,
            @ForAll @DoubleRange(min = 0.01, max = 4000) double width, @ForAll @DoubleRange(min = -5000, max = 5000) double a, @ForAll @DoubleRange(min = 0, max = 500) double more) {
        Window window = new Window(centre, width, function);
        assertThat(window.grey(a)).isBetween(0.0, 1.0).isLessThanOrEqualTo(window.grey(a + more));
        assertThat(window.grey(Double.NaN)).isNaN();
    }

    @ParameterizedTest
    @CsvSource({"99, 0", "99.5, 0", "100, 0", "100.5, 0.25", "101.6, 1", "103, 1"})
    void aCurveIsLookedUp(double value, double grey) {
        Window window = new Window(101.5, 3, new VoiFunction.Curve(new float[] {0, 0.25f, 1}));
        assertThat(window.moved(101, 3).grey(value)).isCloseTo(grey, within(1e-9));
    }
}
