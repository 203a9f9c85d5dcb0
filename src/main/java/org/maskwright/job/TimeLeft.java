package org.maskwright.job;

import java.util.Optional;
import java.util.function.LongSupplier;

/// About how long work will still last, by how fast it went lately; for one piece of work, told of each of its reports.
///
/// Speed is a mean in which a moment at half of the time so far counts a quarter: cases read at the beginning are soon forgotten, and one slow
/// step does not shake it. The end that was foreseen is kept until it is clearly wrong, so that the number counts down and does not waver.
public final class TimeLeft {
    /// Work done in an earlier sitting is passed over at a leap, from which nothing can be told about the rest:
    /// more than this share at once, at a speed at which all of it would take less than so many seconds.
    private static final double LEAP = 0.03, LEAP_SECONDS = 60;
    private static final double SECONDS_BEFORE_A_GUESS = 20;
    /// An end is kept while the newest guess is as near to it: in seconds, or as a share of what is left.
    private static final double STEADY_SECONDS = 45, STEADY_SHARE = 0.15;
    private static final long MINUTES_AN_HOUR = 60, MINUTES_IN_HOURS = 5;

    private final LongSupplier nanos;
    private double begin = Double.NaN, last, fraction;
    private double moved, took;
    private double end = Double.NaN;

    /// @param nanos a clock, such as [System#nanoTime]
    public TimeLeft(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /// Takes a report.
    ///
    /// @param done share of the work that is done, in [0, 1]; NaN if unknown
    /// @return such as `about 12 min left`; nothing while it is too early to say
    public Optional<String> at(double done) {
        double now = nanos.getAsLong() / 1e9;
        double step = done - fraction, seconds = now - last;
        if (Double.isNaN(begin) || step > LEAP && seconds < LEAP_SECONDS * step) {
            if (Double.isNaN(done)) return Optional.empty();
            begin = now;
            moved = 0;
            took = 0;
            end = Double.NaN;
        } else if (step > 0) {
            double kept = now > begin ? Math.pow((last - begin) / (now - begin), 2) : 1;
            moved = kept * moved + step;
            took = kept * took + seconds;
        } else {
            return words(now); // a step under way tells nothing until it is over
        }
        fraction = done;
        last = now;
        if (now - begin >= SECONDS_BEFORE_A_GUESS) foresee(now, took / moved * (1 - done));
        return words(now);
    }

    private void foresee(double now, double left) {
        if (!(Math.abs(now + left - end) <= Math.max(STEADY_SECONDS, STEADY_SHARE * left))) end = now + left;
    }

    private Optional<String> words(double now) {
        if (Double.isNaN(end)) return Optional.empty();
        double minutes = Math.max(0, end - now) / 60;
        long unit = minutes < MINUTES_AN_HOUR ? 1 : MINUTES_IN_HOURS;
        return Optional.of(words(Math.round(minutes / unit) * unit));
    }

    private static String words(long minutes) {
        if (minutes < 1) return "less than a minute left";
        if (minutes < MINUTES_AN_HOUR) return "about " + minutes + " min left";
        long over = minutes % MINUTES_AN_HOUR;
        return "about " + minutes / MINUTES_AN_HOUR + " h " + (over == 0 ? "" : over + " min ") + "left";
    }
}
