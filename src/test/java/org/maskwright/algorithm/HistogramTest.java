package org.maskwright.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.maskwright.geometry.Geometry;
import org.maskwright.volume.FloatVolume;
import org.maskwright.volume.ScanInfo;
import org.maskwright.volume.ShortVolume;
import org.maskwright.volume.Volume;

class HistogramTest {
    private static Volume of(float... values) {
        return FloatVolume.adopting(Geometry.upright(values.length, 1, 1, 1, 1, 1), new float[][] {values}, ScanInfo.UNKNOWN);
    }

    @Test
    void otsuPartsTwoTissuesInTheMiddleOfTheGap() {
        assertThat(Histogram.of(of(0, 10, 0, 10, 90, 100, 100), 100).otsu()).isCloseTo(50, within(0.2));
    }

    @Test
    void otsuOfOneValueIsThatValue() {
        assertThat(Histogram.of(of(7, 7, 7), 100).otsu()).isEqualTo(7);
        assertThat(Histogram.of(of(Float.NaN), 100).otsu()).isZero();
    }

    @Property(tries = 100)
    void otsuPartsAtLeastAsWellAsAnyOtherThreshold(@ForAll long seed) {
        Random random = new Random(seed);
        float[] values = new float[200];
        for (int i = 0; i < values.length; i++) values[i] = (float) (random.nextGaussian() * 10 + (random.nextInt(3) == 0 ? 60 : 0));
        double chosen = spread(values, Histogram.of(of(values), 1000).otsu());
        for (float threshold : values) assertThat(spread(values, threshold)).isLessThanOrEqualTo(chosen * 1.02); // bins have a width
    }

    private static double spread(float[] values, double threshold) {
        double dark = 0, bright = 0;
        int darks = 0, brights = 0;
        for (float v : values) {
            if (v < threshold) {
                dark += v;
                darks++;
            } else {
                bright += v;
                brights++;
            }
        }
        return darks == 0 || brights == 0 ? 0 : (double) darks * brights * Math.pow(dark / darks - bright / brights, 2);
    }

    @Test
    void quantilesAreRightToABin() {
        float[] values = new float[1001];
        for (int i = 0; i <= 1000; i++) values[i] = i;
        Histogram histogram = Histogram.of(of(values), 2000);
        assertThat(histogram.quantile(0)).isEqualTo(0);
        assertThat(histogram.quantile(0.5)).isCloseTo(500, within(2.0));
        assertThat(histogram.quantile(1)).isEqualTo(1000);
    }

    @Test
    void sampleOfALargeVolumeLooksAtAllColumns() {
        short[][] slices = new short[8][64 * 64];
        for (short[] slice : slices) for (int i = 0; i < slice.length; i++) slice[i] = (short) (i % 64);
        Volume ramp = ShortVolume.adopting(Geometry.upright(64, 64, 8, 1, 1, 1), slices, 1, 0, ScanInfo.UNKNOWN);
        assertThat(Histogram.of(ramp, 1000).quantile(0.5)).isCloseTo(32, within(2.0));
    }
}
