package org.maskwright.workflow.course;

import java.util.function.LongSupplier;
import org.maskwright.job.Progress;

/// Says beside what is done now about how long all of it will last.
final class TimeLeft implements Progress {
    /// Work done earlier is passed over at a leap, from which nothing can be told about the rest.
    private static final double LEAP = 0.03;
    private static final double SECONDS_BEFORE_A_GUESS = 20;

    private final Progress inner;
    private final LongSupplier nanos;
    private double origin, last;
    private long begin;

    /// @param nanos a clock, such as [System#nanoTime]
    TimeLeft(Progress inner, LongSupplier nanos) {
        this.inner = inner;
        this.nanos = nanos;
        this.begin = nanos.getAsLong();
    }

    @Override
    public void at(double fraction, String what) {
        if (fraction - last > LEAP) {
            origin = fraction;
            begin = nanos.getAsLong();
        }
        last = fraction;
        double seconds = (nanos.getAsLong() - begin) / 1e9, done = fraction - origin;
        if (seconds < SECONDS_BEFORE_A_GUESS || !(done > 0)) inner.at(fraction, what);
        else inner.at(fraction, what + ", about " + Math.max(1, Math.round(seconds * (1 - fraction) / done / 60)) + " min left");
    }
}
