package org.maskwright.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.maskwright.geometry.Size;

class UncertaintyMapTest {
    private static final Size SMALL = new Size(2, 1, 2);
    private static final float[] VALUES = {0, 0.2f, 1, 0.4f};
    private static final boolean[] ALL = {true, true, true, true};

    private static UncertaintyMap of(Size source, boolean... counted) {
        return UncertaintyMap.of(UncertaintyMap.ENTROPY, false, source, SMALL, VALUES, counted);
    }

    @Test
    void scoreAndProfilesAreMeansOverWhatCounts() {
        UncertaintyMap map = of(SMALL, true, true, true, false);
        assertThat(map.score()).isCloseTo(0.4, within(1e-7));
        assertThat(map.profile(2)).containsExactly(new double[] {0.1, 1}, within(1e-7));
        assertThat(map.profile(0)).containsExactly(new double[] {0.5, 0.2}, within(1e-7));
        assertThat(of(SMALL, new boolean[4]).score()).isZero();
    }

    /// 0.003 of 1 would be byte 1, and 0.001 byte 0.
    @Test
    void smallNumbersAreNotLostInBytes() {
        float[] small = {0.001f, 0.003f, 0.02f, 0.01f};
        UncertaintyMap map = UncertaintyMap.of("mirror", true, SMALL, SMALL, small, ALL);
        assertThat(map.score()).isCloseTo(0.0085, within(1e-8));
        assertThat(map.full()).isCloseTo(0.02, within(1e-8));
        assertThat(map.map().at(0, 0, 1)).as("the greatest").isEqualTo(255);
        assertThat(map.map().at(1, 0, 0)).isEqualTo(Math.round(255 * 0.15f));
        assertThat(UncertaintyMap.of("mirror", true, SMALL, SMALL, new float[4], ALL).full()).as("of nothing nothing is made").isCloseTo(0.01, within(1e-9));
    }

    @Test
    void aCoarseMapCoversTheWholeCase() {
        UncertaintyMap map = of(new Size(5, 3, 4), ALL);
        assertThat(map.map().at(0, 0, 0)).isZero();
        assertThat(map.map().at(2, 1, 0)).as("half way from 0 to 51").isEqualTo(26);
        assertThat(map.map().at(2, 1, 1)).as("a quarter of the way on to half way from 255 to 102").isEqualTo(Math.round(25.5f + 0.25f * (178.5f - 25.5f)));
        assertThat(map.map().at(4, 2, 0)).isEqualTo(51);
        assertThat(map.map().at(0, 0, 3)).isEqualTo(255);
        assertThat(map.ofSlice(2, 1)).isEqualTo(map.ofSlice(2, 0));
        assertThat(map.ofSlice(2, 3)).isCloseTo(0.7, within(1e-7));
        assertThatThrownBy(() -> map.ofSlice(2, 4)).isInstanceOf(IllegalArgumentException.class);
    }
}
