package org.maskwright.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.geometry.Box;

/// Time that passes only when a test says so.
class WorkClockTest {
    private static final class Hands extends Clock {
        private Instant now = Instant.EPOCH;

        void pass(int seconds) {
            now = now.plusSeconds(seconds);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @TempDir Path folder;
    private final Hands hands = new Hands();

    private static Optional<Duration> seconds(int seconds) {
        return Optional.of(Duration.ofSeconds(seconds));
    }

    @Test
    void aPauseCountsNothingAndNeitherDoesAModel() {
        WorkClock clock = new WorkClock(hands, seconds(100));
        hands.pass(60);
        clock.touch();
        assertThat(clock.worked()).as("from the opening on").isEqualTo(seconds(160));
        hands.pass(61);
        clock.touch();
        assertThat(clock.worked()).isEqualTo(seconds(160));
        hands.pass(40);
        clock.rest();
        hands.pass(5);
        clock.touch();
        assertThat(clock.worked()).isEqualTo(seconds(165));
        hands.pass(-3600);
        clock.touch();
        assertThat(clock.worked()).as("a clock that was put back").isEqualTo(seconds(165));
    }

    @Test
    void whatWasNotMeasuredFromTheStartIsNeverKnown() {
        WorkClock clock = new WorkClock(hands, Optional.empty());
        hands.pass(10);
        clock.touch();
        assertThat(clock.worked()).isEmpty();
        assertThat(WorkClock.onCase(List.of(seconds(5), seconds(9), seconds(0)))).isEqualTo(seconds(9));
        assertThat(WorkClock.onCase(List.of(seconds(5), Optional.empty()))).isEmpty();
    }

    @Test
    void aCaseGoesOnCountingWhereItsLastSessionEnded() throws Exception {
        Path scan;
        try (Bench bench = new Bench(folder, hands)) {
            scan = bench.scan("scan.nii.gz", Bench.GRID, 1);
            CaseSession session = bench.open(scan);
            assertThat(session.worked()).as("nothing was done yet").isEqualTo(seconds(0));
            for (int i = 0; i < 3; i++) {
                hands.pass(20);
                Bench.paint(session, new Box(i, 0, 0, i + 1, 1, 1), 1);
            }
            Bench.wait(session.save());
            hands.pass(30);
            Bench.paint(session, new Box(5, 0, 0, 6, 1, 1), 1);
            Bench.wait(session.addLayer("Above", session.labels().snapshot()));
            hands.pass(4000);
            session.activate(session.layers().getLast());
            hands.pass(15);
            Bench.paint(session, new Box(7, 0, 0, 8, 1, 1), 1);
            assertThat(session.worked()).isEqualTo(seconds(90));
            hands.pass(12);
            Bench.paint(session, new Box(8, 0, 0, 9, 1, 1), 1);
            assertThat(session.worked()).as("on whichever layer").isEqualTo(seconds(102));
            Bench.wait(session.close());
        }
        hands.pass(86_400);
        try (Bench bench = new Bench(folder, hands)) {
            CaseSession session = bench.open(scan);
            assertThat(session.worked()).isEqualTo(seconds(102));
            Bench.wait(session.close());
        }
    }
}
