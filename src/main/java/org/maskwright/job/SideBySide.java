package org.maskwright.job;

import java.util.Arrays;

/// One progress for several pieces of work that go on at the same time: as far as all of them are on average.
public final class SideBySide {
    private final Progress whole;
    private final double[] done;

    /// @param count of the pieces, all alike in length
    public SideBySide(int count, Progress whole) {
        this.whole = whole;
        this.done = new double[count];
    }

    /// The progress of one piece, from 0; for any thread.
    public Progress piece(int index) {
        return (fraction, what) -> whole.at(reached(index, fraction), what);
    }

    private synchronized double reached(int index, double fraction) {
        done[index] = fraction;
        return Arrays.stream(done).average().orElseThrow();
    }
}
