package org.maskwright.tool.correct;

import org.maskwright.algorithm.Histogram;
import org.maskwright.volume.FloatVolume;
import org.maskwright.volume.Range;
import org.maskwright.volume.RgbVolume;
import org.maskwright.volume.ShortVolume;
import org.maskwright.volume.Volume;

/// The ends and the step of a slider over a scan's values.
record Scale(Range range, double step) {
    /// Enough for a first guess, and counted in a few milliseconds.
    private static final long SAMPLES = 200_000;

    static Scale of(Volume volume) {
        Range range = volume.range();
        if (!(range.width() > 0)) range = new Range(range.low(), range.low() + 1); // a slider needs two ends
        double step = switch (volume) {
            case ShortVolume v -> Math.abs(v.slope());
            case FloatVolume _ -> Math.pow(10, Math.floor(Math.log10(range.width() / 500)));
            case RgbVolume _ -> 1;
        };
        return new Scale(range, Math.min(step, range.width()));
    }

    /// The scan's values, for sensible places to begin at.
    static Histogram histogram(Volume volume) {
        return Histogram.of(volume, SAMPLES);
    }

    /// The nearest step to `value` from the low end, within the range.
    double snap(double value) {
        return range.clamp(range.low() + Math.rint((value - range.low()) / step) * step);
    }
}
