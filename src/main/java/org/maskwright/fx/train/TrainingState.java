package org.maskwright.fx.train;

import org.maskwright.workflow.FineTune;
import org.maskwright.workflow.Train;
import org.maskwright.workflow.training.RunNote;

/// Where the training room stands.
public sealed interface TrainingState {
    /// Nothing was begun here.
    record Idle() implements TrainingState {}

    /// @param fraction of the whole run, in [0, 1]; NaN while unknown
    /// @param stopping whether it was asked to pause, and will at its next step
    record Running(RunNote note, double fraction, String doing, boolean stopping) implements TrainingState {}

    /// Stopped at a step; it can go on.
    record Paused(RunNote note) implements TrainingState {}

    /// @param sentence why
    record Failed(RunNote note, String sentence) implements TrainingState {}

    /// A taught model stands beside the one that it came from.
    record Judged(RunNote note, FineTune.Tuned tuned, Answer answer) implements TrainingState {}

    /// A new model is there.
    record Made(RunNote note, Train.Trained trained) implements TrainingState {}

    /// Which model the project goes on with.
    enum Answer { OPEN, NEW, OLD }
}
