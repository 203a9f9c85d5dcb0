package org.maskwright.tool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.maskwright.algorithm.Thresholding;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.job.Progress;
import org.maskwright.volume.FloatVolume;
import org.maskwright.volume.Range;
import org.maskwright.volume.ScanInfo;
import org.maskwright.volume.ShortVolume;
import org.maskwright.volume.Volume;

class IntensityLimitTest {
    /// A slider counts its steps from the low end; the sum of a slope and an intercept rounds otherwise.
    @Test
    void allowsExactlyWhatTheThresholdOfTheSameRangeHolds() {
        short[] samples = new short[300];
        for (int i = 0; i < 300; i++) samples[i] = (short) (5000 + i);
        Volume volume = ShortVolume.adopting(Geometry.upright(300, 1, 1, 1, 1, 1), new short[][] {samples}, 0.1, -512, ScanInfo.CT);
        for (int step = 0; step < 250; step++) {
            Range range = new Range(volume.range().low() + step * 0.1, volume.range().low() + (step + 30) * 0.1);
            IntensityLimit limit = new IntensityLimit(volume, range);
            Mask threshold = Thresholding.of(volume, range, volume.geometry().size().box(), Progress.NONE);
            assertThat(threshold.count()).isEqualTo(31);
            for (int x = 0; x < 300; x++) assertThat(limit.allows(x, 0, 0)).as("voxel %d of range %s", x, range).isEqualTo(threshold.contains(x, 0, 0));
        }
    }

    @Test
    void placeWithoutAValueIsNeverPainted() {
        Volume volume = FloatVolume.adopting(Geometry.upright(1, 1, 1, 1, 1, 1), new float[][] {{Float.NaN}}, ScanInfo.MR);
        assertThat(new IntensityLimit(volume, new Range(-1e30, 1e30)).allows(0, 0, 0)).isFalse();
    }

    @Test
    void numbersAreSpeltAsPeopleReadThem() {
        assertThat(Amount.words(-100, "HU")).isEqualTo("−100 HU");
        assertThat(Amount.words(0.25)).isEqualTo("0.25");
        assertThat(Amount.words(1.0 / 3)).isEqualTo("0.3333");
        assertThat(Amount.words(12345.6)).isEqualTo("12346");
        assertThat(Amount.words(-0.0)).isEqualTo("0");
        assertThat(Amount.words(1e-7, "mm")).isEqualTo("0.0000001 mm");
    }
}
