package org.maskwright.measure;

import java.util.Locale;

/// What a metric says of one label in one case: a number, or that the number means nothing, and why.
///
/// There is no "not a number" here, and no convenient 0 or 1 in its place: a mean over scores must say how many it is of.
public sealed interface Score {
    record Defined(double value) implements Score {
        public Defined {
            if (!Double.isFinite(value)) throw new IllegalArgumentException("a defined score is a finite number, got " + value);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.6f", value);
        }
    }

    record Undefined(Reason reason) implements Score {
        @Override
        public String toString() {
            return "not defined (" + reason.words() + ")";
        }
    }

    /// Why a score means nothing.
    enum Reason {
        /// A correct rejection: nothing was to be found, and nothing was found.
        BOTH_EMPTY("both empty"),
        REFERENCE_EMPTY("reference empty"),
        CANDIDATE_EMPTY("candidate empty"),
        REFERENCE_FULL("the reference fills the grid"),
        /// A mean of no defined score.
        NOTHING_DEFINED("no defined score");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /// `part / whole`, or undefined for `reason` if the whole is 0.
    static Score ratio(double part, double whole, Reason reason) {
        return whole == 0 ? new Undefined(reason) : new Defined(part / whole);
    }

    default boolean isDefined() {
        return this instanceof Defined;
    }

    /// The number, or `instead` if there is none.
    default double orElse(double instead) {
        return switch (this) {
            case Defined(double value) -> value;
            case Undefined _ -> instead;
        };
    }
}
