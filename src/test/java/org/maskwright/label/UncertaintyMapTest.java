package org.maskwright.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.maskwright.geometry.Size;

class UncertaintyMapTest {
    private static final Size SMALL = new Size(2, 1, 2);
    private static final byte[] VALUES = {0, 51, (byte) 255, 102};

    @Test
    void scoreAndProfilesAreMeansOverWhatCounts() {
        UncertaintyMap map = UncertaintyMap.of(SMALL, SMALL, VALUES, new boolean[] {true, true, true, false});
        assertThat(map.score()).isCloseTo(0.4, within(1e-9));
        assertThat(map.profile(2)).containsExactly(new double[] {0.1, 1}, within(1e-9));
        assertThat(map.profile(0)).containsExactly(new double[] {0.5, 0.2}, within(1e-9));
        assertThat(UncertaintyMap.of(SMALL, SMALL, VALUES, new boolean[4]).score()).isZero();
    }

    @Test
    void aCoarseMapCoversTheWholeCase() {
        UncertaintyMap map = UncertaintyMap.of(new Size(5, 3, 4), SMALL, VALUES, new boolean[] {true, true, true, true});
        assertThat(map.at(0, 0, 0)).isZero();
        assertThat(map.at(1, 2, 1)).isZero();
        assertThat(map.at(4, 2, 0)).isEqualTo(51);
        assertThat(map.at(0, 0, 3)).isEqualTo(255);
        assertThat(map.ofSlice(2, 1)).isEqualTo(map.ofSlice(2, 0));
        assertThat(map.ofSlice(2, 3)).isCloseTo(0.7, within(1e-9));
        assertThatThrownBy(() -> map.ofSlice(2, 4)).isInstanceOf(IllegalArgumentException.class);
    }
}
