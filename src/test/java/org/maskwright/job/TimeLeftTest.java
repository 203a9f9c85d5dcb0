package org.maskwright.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimeLeftTest {
    private double seconds;
    private final TimeLeft left = new TimeLeft(() -> (long) (seconds * 1e9));

    private Optional<String> at(double when, double fraction) {
        seconds = when;
        return left.at(fraction);
    }

    /// 0.019 of the work in 55 s leaves 0.98 / 0.019 · 55 s = 47 min.
    @Test
    void itGuessesByWhatIsDone() {
        assertThat(at(0, Double.NaN)).as("nothing is known").isEmpty();
        assertThat(at(5, 0.001)).as("too early to say").isEmpty();
        assertThat(at(60, 0.02)).hasValue("about 47 min left");
        assertThat(at(80, 0.02)).as("the step is not over").hasValue("about 47 min left");
        assertThat(at(81, Double.NaN)).hasValue("about 47 min left");
    }

    @Test
    void workDoneInAnEarlierSittingTellsNothing() {
        at(1, 0.001);
        assertThat(at(2, 0.5)).isEmpty();
        assertThat(at(62, 0.51)).hasValue("about 49 min left");
    }

    @Test
    void tenLongCasesAreNoLeaps() {
        at(0, 0);
        assertThat(at(120, 0.1)).hasValue("about 18 min left");
        assertThat(at(240, 0.2)).hasValue("about 16 min left");
    }

    /// Cases are read in 5 s, as fast as if all took four minutes; learning takes an hour.
    @Test
    void aQuickBeginningIsForgotten() {
        at(0, 0);
        at(5, 0.02);
        for (int s = 6; s <= 120; s++) at(s, 0.02 + (s - 5) / 3600.0);
        assertThat(at(121, 0.02 + 116 / 3600.0)).as("of 57 min, which are").hasValue("about 51 min left");
    }

    /// Every third step takes three times as long as the others; 60 · (6 + 6 + 18) s = 30 min in all.
    @Test
    void unevenStepsDoNotMakeTheNumberWaver() {
        var said = new LinkedHashSet<String>();
        double when = 0;
        int words = 0;
        String before = "";
        for (int i = 1; i <= 180; i++) {
            when += i % 3 == 0 ? 18 : 6;
            String now = at(when, i / 180.0).orElse("");
            if (i < 18) continue; // three minutes, after which a tenth is known
            if (!now.equals(before)) words++;
            before = now;
            said.add(now);
        }
        assertThat(words).as("no number is said twice, apart").isEqualTo(said.size());
        assertThat(said.getFirst()).isIn("about 26 min left", "about 27 min left", "about 28 min left");
        assertThat(said.getLast()).isEqualTo("less than a minute left");
    }

    @Test
    void timeIsSaidAsRoughlyAsItIsKnown() {
        at(0, 0);
        assertThat(at(100, 0.01)).as("165 minutes").hasValue("about 2 h 45 min left");
        assertThat(new TimeLeft(() -> 0).at(0.5)).isEmpty();
    }
}
