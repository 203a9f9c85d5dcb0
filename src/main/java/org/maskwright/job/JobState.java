package org.maskwright.job;

/// Where a job is in its life.
public sealed interface JobState<T> {
    record Waiting<T>() implements JobState<T> {}

    /// @param fraction in [0, 1], or NaN if unknown
    record Running<T>(double fraction, String what) implements JobState<T> {}

    record Done<T>(T result) implements JobState<T> {}

    record Failed<T>(Throwable cause) implements JobState<T> {}

    record Cancelled<T>() implements JobState<T> {}

    default boolean isOver() {
        return switch (this) {
            case Waiting<T> _, Running<T> _ -> false;
            case Done<T> _, Failed<T> _, Cancelled<T> _ -> true;
        };
    }
}
