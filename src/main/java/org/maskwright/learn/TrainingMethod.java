package org.maskwright.learn;

import java.util.List;
import java.util.OptionalDouble;
import org.maskwright.learn.loss.LossKind;
import org.maskwright.learn.optimise.OptimiserKind;
import org.maskwright.learn.optimise.Schedule;

/// How wide a network is, and how it is taught.
///
/// @param widths channels at each depth; empty for the architecture's own, or those of the model that training goes on from
/// @param optimiser how weights are moved
/// @param learningRate at its highest; empty for the optimiser's own, a quarter of it where training goes on from a model
/// @param schedule how the learning rate falls
/// @param loss what is made small
/// @param deepSupervision whether coarser stages learn from the truth at first hand, too
public record TrainingMethod(List<Integer> widths, OptimiserKind optimiser, OptionalDouble learningRate, Schedule schedule, LossKind loss, boolean deepSupervision) {
    public static final TrainingMethod DEFAULT = new TrainingMethod(List.of(), OptimiserKind.ADAM, OptionalDouble.empty(), Schedule.COSINE, LossKind.DICE_CE, false);

    public TrainingMethod {
        widths = List.copyOf(widths);
        if (learningRate.isPresent() && !(learningRate.getAsDouble() > 0 && Double.isFinite(learningRate.getAsDouble()))) {
            throw new IllegalArgumentException("a learning rate is above 0, got " + learningRate.getAsDouble());
        }
    }

    public TrainingMethod withWidths(List<Integer> other) {
        return new TrainingMethod(other, optimiser, learningRate, schedule, loss, deepSupervision);
    }

    public TrainingMethod withLearningRate(double other) {
        return new TrainingMethod(widths, optimiser, OptionalDouble.of(other), schedule, loss, deepSupervision);
    }

    public TrainingMethod withOptimiser(OptimiserKind other) {
        return new TrainingMethod(widths, other, learningRate, schedule, loss, deepSupervision);
    }

    public TrainingMethod withSchedule(Schedule other) {
        return new TrainingMethod(widths, optimiser, learningRate, other, loss, deepSupervision);
    }

    public TrainingMethod withLoss(LossKind other) {
        return new TrainingMethod(widths, optimiser, learningRate, schedule, other, deepSupervision);
    }

    public TrainingMethod withDeepSupervision(boolean other) {
        return new TrainingMethod(widths, optimiser, learningRate, schedule, loss, other);
    }
}
