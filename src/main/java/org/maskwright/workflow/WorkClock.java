package org.maskwright.workflow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/// How long people work on a case: the time between changes of its labels, without the pauses.
///
/// Counted is what lies between two neighbouring changes, dabs of one stroke, undo and redo among them, if that is at most [#PAUSE]; the case's
/// opening counts as a change. A longer gap counts nothing, for whether somebody looked or was called away nobody knows; nor does looking at a
/// case without changing it, nor the time that a model takes to propose. So the figure is rather too low than too high.
final class WorkClock {
    static final Duration PAUSE = Duration.ofSeconds(60);

    private final Clock clock;
    private Optional<Duration> worked;
    private Instant last;

    /// A clock that goes on from `before`; it never knows if that is not known.
    WorkClock(Clock clock, Optional<Duration> before) {
        this.clock = clock;
        this.worked = before;
        this.last = clock.instant();
    }

    /// The labels change.
    void touch() {
        Instant now = clock.instant();
        Duration gap = Duration.between(last, now);
        if (!gap.isNegative() && gap.compareTo(PAUSE) <= 0) worked = worked.map(before -> before.plus(gap));
        last = now;
    }

    /// What passed since the last change was not work.
    void rest() {
        last = clock.instant();
    }

    Optional<Duration> worked() {
        return worked;
    }

    /// What the layers of a case know of the whole of it: each was told at its own last edit, so the longest is the newest.
    static Optional<Duration> onCase(Collection<Optional<Duration>> layers) {
        return layers.stream().reduce(Optional.of(Duration.ZERO), (a, b) -> a.flatMap(one -> b.map(other -> one.compareTo(other) > 0 ? one : other)));
    }
}
