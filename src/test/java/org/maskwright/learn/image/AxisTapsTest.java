package org.maskwright.learn.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class AxisTapsTest {
    @Property(tries = 300)
    void aConstantStaysAConstant(@ForAll @IntRange(min = 1, max = 60) int from, @ForAll @IntRange(min = 1, max = 60) int to) {
        float[] line = new float[from];
        java.util.Arrays.fill(line, 7);
        for (float value : new AxisTaps(from, to).apply(line, 1, 1)) assertThat(value).isCloseTo(7, within(1e-4f));
    }

    @Property(tries = 300)
    void noValueLeavesTheRangeOfTheOldOnes(@ForAll @IntRange(min = 1, max = 60) int from, @ForAll @IntRange(min = 1, max = 60) int to) {
        float[] line = new float[from];
        for (int i = 0; i < from; i++) line[i] = i % 2;
        for (float value : new AxisTaps(from, to).apply(line, 1, 1)) assertThat(value).isBetween(-1e-5f, 1 + 1e-5f);
    }

    @Property(tries = 100)
    void aRampStaysARampAwayFromTheEdges(@ForAll @IntRange(min = 12, max = 60) int from, @ForAll @IntRange(min = 12, max = 60) int to) {
        float[] line = new float[from];
        for (int i = 0; i < from; i++) line[i] = i;
        float[] found = new AxisTaps(from, to).apply(line, 1, 1);
        double step = (double) from / to;
        int margin = (int) Math.ceil(Math.max(1, 1 / step)) + 1;
        for (int i = margin; i < to - margin; i++) assertThat((double) found[i]).isCloseTo((i + 0.5) * step - 0.5, within(0.1 * step));
    }

    @Property(tries = 50)
    void theSameCountChangesNothing(@ForAll @IntRange(min = 1, max = 60) int count) {
        float[] line = new float[count];
        for (int i = 0; i < count; i++) line[i] = i * i;
        assertThat(new AxisTaps(count, count).apply(line, 1, 1)).containsExactly(line);
    }

    @Property(tries = 300)
    void whatAnOldVoxelTouchesIsWithinItsRange(@ForAll @IntRange(min = 1, max = 40) int from, @ForAll @IntRange(min = 1, max = 40) int to) {
        var taps = new AxisTaps(from, to);
        for (int old = 0; old < from; old++) {
            float[] line = new float[from];
            line[old] = 1;
            float[] found = taps.apply(line, 1, 1);
            for (int i = 0; i < to; i++) {
                if (found[i] > 0) assertThat(i).isBetween(taps.firstTouching(old), taps.lastTouching(old));
                assertThat(taps.at(line, i)).isEqualTo(found[i]);
            }
        }
    }
}
