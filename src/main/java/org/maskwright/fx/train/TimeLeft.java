package org.maskwright.fx.train;

import java.util.OptionalDouble;

/// How long a run will still take, by how fast it went since it was begun or resumed.
final class TimeLeft {
    /// Before this share of a run cases are read, which says nothing of how fast it learns.
    private static final double LEARNING_FROM = 0.07;
    private static final double LEAST_SHARE = 0.004, LEAST_SECONDS = 8, TO_JUDGE_MINUTES = 0.5;

    private double firstFraction = Double.NaN, firstSeconds;

    /// @param fraction of the run that is done
    /// @param seconds of a clock
    /// @param limitMinutes after which it ends in any case; infinite for none
    /// @return minutes; nothing while it is too early to say
    OptionalDouble minutes(double fraction, double seconds, double limitMinutes) {
        if (!(fraction >= LEARNING_FROM)) return OptionalDouble.empty();
        if (Double.isNaN(firstFraction)) {
            firstFraction = fraction;
            firstSeconds = seconds;
        }
        double share = fraction - firstFraction, took = seconds - firstSeconds;
        if (share < LEAST_SHARE || took < LEAST_SECONDS) return OptionalDouble.empty();
        double left = took / share * (1 - fraction) / 60;
        return OptionalDouble.of(Math.min(left, Math.max(0, limitMinutes) + TO_JUDGE_MINUTES));
    }

    /// In words.
    static String words(double minutes) {
        if (minutes < 1) return "less than a minute left";
        long whole = Math.round(minutes);
        if (whole < 60) return "about " + whole + " min left";
        long fives = Math.round(minutes / 5) * 5;
        return "about " + fives / 60 + " h " + (fives % 60 == 0 ? "" : fives % 60 + " min ") + "left";
    }
}
