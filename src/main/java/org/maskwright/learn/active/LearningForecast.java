package org.maskwright.learn.active;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.maskwright.measure.Interval;

/// What further labels would bring, judged by the scores so far, and with how much doubt.
///
/// The doubt is of the curve's course alone: its residuals are drawn again with replacement 500 times and the curve is fitted anew
/// each time. That scores may follow no power law at all is beyond it.
public final class LearningForecast {
    /// What people ask: what would another 20 cases bring? Less than [#WORTH] is not worth their labels.
    public static final int MORE = 20;
    public static final double WORTH = 0.002;
    /// A curve of three free numbers through fewer would have nothing to be judged by.
    public static final int FEWEST = 4;
    private static final int RESAMPLES = 500;
    private static final double TAIL = 0.025;
    /// A farther look than this would be a guess.
    private static final int MOST_CASES = 100_000;

    private final PowerLaw law;
    private final List<PowerLaw> again;

    private LearningForecast(PowerLaw law, List<PowerLaw> again) {
        this.law = law;
        this.again = again;
    }

    /// Seeded, so that the same scores give the same forecast.
    ///
    /// @param points scores at three or more numbers of labelled cases
    public static LearningForecast of(List<PowerLaw.Point> points) {
        PowerLaw law = PowerLaw.fit(points);
        var random = new Random(20_250_102);
        // Residuals of a fit with three free numbers are too small by this.
        double swell = Math.sqrt(points.size() / Math.max(1.0, points.size() - 3));
        double[] residuals = points.stream().mapToDouble(p -> (p.score() - law.at(p.n())) * swell).toArray();
        var again = new ArrayList<PowerLaw>();
        for (int i = 0; i < RESAMPLES; i++) {
            again.add(PowerLaw.fit(points.stream().map(p -> new PowerLaw.Point(p.n(), law.at(p.n()) + residuals[random.nextInt(residuals.length)])).toList()));
        }
        return new LearningForecast(law, again);
    }

    /// As above; empty with scores at fewer than [#FEWEST] numbers of labelled cases.
    public static Optional<LearningForecast> ifEnough(List<PowerLaw.Point> points) {
        return points.stream().mapToDouble(PowerLaw.Point::n).distinct().count() < FEWEST ? Optional.empty() : Optional.of(of(points));
    }

    public PowerLaw law() {
        return law;
    }

    /// Between what the score will lie at `n` cases.
    public Interval at(double n) {
        return interval(again.stream().mapToDouble(one -> one.at(n)).toArray());
    }

    /// Between what and what `more` cases bring beside the `n` that there are.
    public Interval gain(double n, double more) {
        return interval(again.stream().mapToDouble(one -> one.gain(n, more)).toArray());
    }

    /// The number of labelled cases from which on `more` of them bring less than `least`, even by the interval's upper end; empty if that is
    /// farther off than 100,000.
    public OptionalInt enough(double least, double more) {
        if (gain(MOST_CASES, more).high() >= least) return OptionalInt.empty();
        int low = 0;
        int high = MOST_CASES;
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (gain(middle, more).high() < least) high = middle;
            else low = middle;
        }
        return OptionalInt.of(high);
    }

    /// As people read it.
    public String words(int labelled) {
        return words(labelled, MORE, WORTH);
    }

    String words(int labelled, int more, double least) {
        Interval gain = gain(labelled, more);
        String first = String.format(Locale.ROOT, "another %d cases would bring %+.4f (95 %%: %+.4f to %+.4f)", more, law.gain(labelled, more), gain.low(), gain.high());
        OptionalInt enough = enough(least, more);
        String stop = enough.isEmpty() ? "no end is in sight"
                : enough.getAsInt() <= labelled ? String.format(Locale.ROOT, "it can stop now: %d more bring less than %.3f", more, least)
                : String.format(Locale.ROOT, "it can stop at about %d, from where %d more bring less than %.3f", enough.getAsInt(), more, least);
        return first + "; " + stop;
    }

    private static Interval interval(double[] values) {
        Arrays.sort(values);
        return new Interval(values[(int) (TAIL * (values.length - 1))], values[(int) Math.ceil((1 - TAIL) * (values.length - 1))]);
    }
}
