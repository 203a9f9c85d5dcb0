package org.maskwright.job;

/// What long work reports to, and where it learns that it should stop.
@FunctionalInterface
public interface Progress {
    /// Takes reports and never stops the work.
    Progress NONE = (fraction, what) -> {};

    /// Reports how far the work is, and stops it if that was asked for.
    ///
    /// @param fraction done so far, in [0, 1]; NaN if unknown
    /// @param what what is being done now, in the user's words, such as "tile 3 of 12"
    /// @throws Cancelled if the work should stop; let it pass
    void at(double fraction, String what);

    /// The part of this progress between `from` and `to`, seen as a whole by a step of the work.
    default Progress part(double from, double to) {
        return (fraction, what) -> at(from + (to - from) * fraction, what);
    }

    /// The work was asked to stop. Not an error; caught by the job alone.
    final class Cancelled extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Cancelled() {
            super("stopped", null, false, false);
        }
    }
}
