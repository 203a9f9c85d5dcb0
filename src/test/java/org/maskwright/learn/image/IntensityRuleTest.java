package org.maskwright.learn.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.maskwright.geometry.Size;

class IntensityRuleTest {
    private static final Size SIZE = new Size(20, 20, 10);

    @Test
    void aRangeOfPercentilesBecomesTheRangeAskedFor() {
        float[] values = new IntensityRule.PercentileRange(0, 100, -1, 1).apply(new Block(new Size(5, 1, 1), new float[] {10, 20, 30, 40, 50})).values();
        assertThat(values).containsExactly(-1, -0.5f, 0, 0.5f, 1);
        assertThat(new IntensityRule.PercentileRange(0, 100, 2, 3).apply(new Block(new Size(2, 1, 1), new float[] {7, 7})).values()).containsOnly(2);
    }

    @Test
    void whatIsZeroStaysAndPlaysNoPart() {
        float[] values = new IntensityRule.NonZero().apply(new Block(new Size(4, 1, 1), new float[] {0, 10, 30, 0})).values();
        assertThat(values).containsExactly(0, -1, 1, 0);
    }

    @Test
    void perScanGivesMeanZeroAndDeviationOne() {
        float[] values = IntensityRule.PerScan.DEFAULT.apply(noise(300, 40)).values();
        double sum = 0;
        double squares = 0;
        for (float value : values) {
            sum += value;
            squares += value * value;
        }
        assertThat(sum / values.length).isCloseTo(0, within(1e-3));
        assertThat(squares / values.length).isCloseTo(1, within(1e-3));
    }

    @Test
    void theScaleOfAScanPlaysNoPart() {
        Block once = noise(300, 40);
        float[] thousandfold = once.values().clone();
        for (int i = 0; i < thousandfold.length; i++) thousandfold[i] = 1000 * thousandfold[i] + 5;
        float[] a = IntensityRule.PerScan.DEFAULT.apply(once).values();
        float[] b = IntensityRule.PerScan.DEFAULT.apply(new Block(SIZE, thousandfold)).values();
        for (int i = 0; i < a.length; i++) assertThat(b[i]).isCloseTo(a[i], within(1e-2f));
    }

    @Test
    void aFewMadVoxelsChangeLittle() {
        Block sane = noise(300, 40);
        float[] mad = sane.values().clone();
        mad[17] = 1e6f;
        mad[18] = -1e6f;
        float[] a = IntensityRule.PerScan.DEFAULT.apply(sane).values();
        float[] b = IntensityRule.PerScan.DEFAULT.apply(new Block(SIZE, mad)).values();
        for (int i = 20; i < a.length; i++) assertThat(b[i]).isCloseTo(a[i], within(0.05f));
    }

    @Test
    void aScanOfOneValueBecomesZero() {
        float[] flat = new float[4000];
        java.util.Arrays.fill(flat, 9);
        assertThat(IntensityRule.PerScan.DEFAULT.apply(new Block(SIZE, flat)).values()).containsOnly(0);
    }

    @Test
    void fixedClipsThenScales() {
        var rule = new IntensityRule.Fixed(-100, 200, 50, 10);
        Block block = new Block(new Size(3, 1, 1), new float[] {-1000, 60, 1000});
        assertThat(rule.apply(block).values()).containsExactly(-15, 1, 15);
    }

    @Test
    void rulesThatMeanNothingAreRefused() {
        assertThatThrownBy(() -> new IntensityRule.PerScan(60, 40)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new IntensityRule.Fixed(0, 1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Block noise(double mean, double deviation) {
        var random = new SplittableRandom(1);
        float[] values = new float[Math.toIntExact(SIZE.voxels())];
        for (int i = 0; i < values.length; i++) values[i] = (float) (mean + deviation * random.nextGaussian());
        return new Block(SIZE, values);
    }
}
