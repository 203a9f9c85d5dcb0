package org.maskwright.fx.learn;

import org.maskwright.fx.learn.task.Outcome;

/// Where a task stands.
public sealed interface ErrandState {
    /// Nothing was begun, or its end was put away.
    record Idle() implements ErrandState {}

    /// @param fraction of the whole, in [0, 1]; NaN while unknown
    /// @param stopping whether it was asked to stop, and will at its next step
    record Running(double fraction, String doing, boolean stopping) implements ErrandState {}

    record Stopped() implements ErrandState {}

    /// @param sentence why
    record Failed(String sentence) implements ErrandState {}

    record Done(Outcome outcome) implements ErrandState {}
}
