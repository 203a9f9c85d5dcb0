package org.maskwright.workflow.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeLeftTest {
    private final List<String> said = new ArrayList<>();
    private long seconds;
    private final TimeLeft left = new TimeLeft((_, what) -> said.add(what), () -> seconds * 1_000_000_000L);

    private String at(long when, double fraction) {
        seconds = when;
        left.at(fraction, "step");
        return said.getLast();
    }

    @Test
    void itGuessesByWhatIsDone() {
        assertThat(at(5, 0.001)).as("too early to say").isEqualTo("step");
        assertThat(at(60, 0.02)).isEqualTo("step, about 49 min left");
        assertThat(at(90, 0.03)).isEqualTo("step, about 49 min left");
    }

    @Test
    void workDoneInAnEarlierSittingTellsNothing() {
        at(1, 0.001);
        assertThat(at(2, 0.5)).isEqualTo("step");
        assertThat(at(62, 0.51)).isEqualTo("step, about 49 min left");
    }
}
