package org.maskwright.format.dicom.seg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// Colours on their way into a segment and out of it.
class CieLabTest {
    @Property void everyColourComesBackAsItWas(@ForAll @IntRange(min = 0, max = 0xFFFFFF) int rgb) {
        assertThat(CieLab.rgb(Arrays.stream(CieLab.of(rgb)).asDoubleStream().toArray())).isEqualTo(rgb);
    }

    @Test void whiteIsAllLightness() {
        assertThat(CieLab.of(0xFFFFFF)).containsExactly(65535, 32896, 32896);
        assertThat(CieLab.of(0)).containsExactly(0, 32896, 32896);
    }
}
