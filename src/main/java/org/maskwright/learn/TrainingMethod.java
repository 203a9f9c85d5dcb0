package org.maskwright.learn;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.maskwright.learn.loss.LossKind;
import org.maskwright.learn.optimise.OptimiserKind;
import org.maskwright.learn.optimise.Schedule;

/// What network is made, and how it is taught.
///
/// @param network in what it shall differ from the usual one, or from that of the model that training goes on from
/// @param mirrorAxes (0, 1, 2) along which cases are mirrored; empty to let the labels decide, or the model that training goes on from
/// @param optimiser how weights are moved
/// @param learningRate at its highest; empty for the optimiser's own, a quarter of it where training goes on from a model
/// @param schedule how the learning rate falls
/// @param loss what is made small
/// @param deepSupervision whether coarser stages learn from the truth at first hand, too
public record TrainingMethod(RecipeChange network, Optional<List<Integer>> mirrorAxes, OptimiserKind optimiser, OptionalDouble learningRate,
                             Schedule schedule, LossKind loss, boolean deepSupervision) {
    public static final TrainingMethod DEFAULT = new TrainingMethod(RecipeChange.NONE, Optional.empty(), OptimiserKind.ADAM, OptionalDouble.empty(), Schedule.COSINE, LossKind.DICE_CE, false);

    public TrainingMethod {
        mirrorAxes = mirrorAxes.map(List::copyOf);
        if (mirrorAxes.isPresent() && mirrorAxes.get().stream().anyMatch(axis -> axis < 0 || axis > 2)) throw new IllegalArgumentException("axes are 0, 1 and 2, got " + mirrorAxes.get());
        if (learningRate.isPresent() && !(learningRate.getAsDouble() > 0 && Double.isFinite(learningRate.getAsDouble()))) {
            throw new IllegalArgumentException("a learning rate is above 0, got " + learningRate.getAsDouble());
        }
    }

    public TrainingMethod withNetwork(RecipeChange other) {
        return new TrainingMethod(other, mirrorAxes, optimiser, learningRate, schedule, loss, deepSupervision);
    }

    public TrainingMethod withWidths(List<Integer> other) {
        return withNetwork(network.withWidths(other));
    }

    public TrainingMethod withMirrorAxes(List<Integer> other) {
        return new TrainingMethod(network, Optional.of(other), optimiser, learningRate, schedule, loss, deepSupervision);
    }

    public TrainingMethod withLearningRate(double other) {
        return new TrainingMethod(network, mirrorAxes, optimiser, OptionalDouble.of(other), schedule, loss, deepSupervision);
    }

    public TrainingMethod withOptimiser(OptimiserKind other) {
        return new TrainingMethod(network, mirrorAxes, other, learningRate, schedule, loss, deepSupervision);
    }

    public TrainingMethod withSchedule(Schedule other) {
        return new TrainingMethod(network, mirrorAxes, optimiser, learningRate, other, loss, deepSupervision);
    }

    public TrainingMethod withLoss(LossKind other) {
        return new TrainingMethod(network, mirrorAxes, optimiser, learningRate, schedule, other, deepSupervision);
    }

    public TrainingMethod withDeepSupervision(boolean other) {
        return new TrainingMethod(network, mirrorAxes, optimiser, learningRate, schedule, loss, other);
    }
}
