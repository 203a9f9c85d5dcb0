package org.maskwright.render;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// Lines of one pixel on the dark of a scan.
class LightColoursTest {
    @Property
    void everyColourIsLightEnoughAndNoChannelGetsDarker(@ForAll @IntRange(max = 0xFFFFFF) int rgb) {
        int light = LightColours.of(rgb);
        assertThat(0.299 * (light >> 16) + 0.587 * (light >> 8 & 255) + 0.114 * (light & 255)).isGreaterThanOrEqualTo(129.9);
        for (int shift = 0; shift < 24; shift += 8) assertThat(light >> shift & 255).isGreaterThanOrEqualTo(rgb >> shift & 255);
    }

    @Test
    void lightColoursStayAsTheyAreAndBlueStaysBlue() {
        assertThat(LightColours.of(0x00FF00)).isEqualTo(0x00FF00);
        int blue = LightColours.of(0x0000FF);
        assertThat(blue & 255).isEqualTo(255);
        assertThat(blue >> 16).isEqualTo(blue >> 8 & 255).isLessThan(128);
    }
}
