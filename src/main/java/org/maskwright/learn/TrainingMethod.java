package org.maskwright.learn;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.maskwright.label.LabelTable;
import org.maskwright.learn.loss.Loss;
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
/// @param classWeights what a voxel weighs in cross-entropy, by the name of its label or [#BACKGROUND]; who is not named weighs 1. Empty for all alike
/// @param deepSupervision whether coarser stages learn from the truth at first hand, too
public record TrainingMethod(RecipeChange network, Optional<List<Integer>> mirrorAxes, OptimiserKind optimiser, OptionalDouble learningRate,
                             Schedule schedule, LossKind loss, Map<String, Double> classWeights, boolean deepSupervision) {
    /// Names voxels without a label, in class weights.
    public static final String BACKGROUND = "background";
    public static final TrainingMethod DEFAULT = new TrainingMethod(RecipeChange.NONE, Optional.empty(), OptimiserKind.ADAM, OptionalDouble.empty(), Schedule.COSINE, LossKind.DICE_CE, Map.of(), false);

    public TrainingMethod {
        mirrorAxes = mirrorAxes.map(List::copyOf);
        classWeights = Collections.unmodifiableMap(new TreeMap<>(classWeights));
        if (!classWeights.isEmpty()) loss.weighted(Stream.concat(Stream.of(1.0), classWeights.values().stream()).toList()); // refuses what cannot be weighed
        if (mirrorAxes.isPresent() && mirrorAxes.get().stream().anyMatch(axis -> axis < 0 || axis > 2)) throw new IllegalArgumentException("axes are 0, 1 and 2, got " + mirrorAxes.get());
        if (learningRate.isPresent() && !(learningRate.getAsDouble() > 0 && Double.isFinite(learningRate.getAsDouble()))) {
            throw new IllegalArgumentException("a learning rate is above 0, got " + learningRate.getAsDouble());
        }
    }

    public TrainingMethod withNetwork(RecipeChange other) {
        return new TrainingMethod(other, mirrorAxes, optimiser, learningRate, schedule, loss, classWeights, deepSupervision);
    }

    public TrainingMethod withWidths(List<Integer> other) {
        return withNetwork(network.withWidths(other));
    }

    public TrainingMethod withMirrorAxes(List<Integer> other) {
        return new TrainingMethod(network, Optional.of(other), optimiser, learningRate, schedule, loss, classWeights, deepSupervision);
    }

    public TrainingMethod withLearningRate(double other) {
        return new TrainingMethod(network, mirrorAxes, optimiser, OptionalDouble.of(other), schedule, loss, classWeights, deepSupervision);
    }

    public TrainingMethod withOptimiser(OptimiserKind other) {
        return new TrainingMethod(network, mirrorAxes, other, learningRate, schedule, loss, classWeights, deepSupervision);
    }

    public TrainingMethod withSchedule(Schedule other) {
        return new TrainingMethod(network, mirrorAxes, optimiser, learningRate, other, loss, classWeights, deepSupervision);
    }

    public TrainingMethod withLoss(LossKind other) {
        return new TrainingMethod(network, mirrorAxes, optimiser, learningRate, schedule, other, classWeights, deepSupervision);
    }

    public TrainingMethod withDeepSupervision(boolean other) {
        return new TrainingMethod(network, mirrorAxes, optimiser, learningRate, schedule, loss, classWeights, other);
    }

    public TrainingMethod withClassWeights(Map<String, Double> other) {
        return new TrainingMethod(network, mirrorAxes, optimiser, learningRate, schedule, loss, other, deepSupervision);
    }

    /// Refuses weights of labels that are not in `table`, and weights that leave nothing to learn.
    void requireWeighed(LabelTable table) throws ModelException {
        List<String> names = table.entries().stream().map(LabelTable.Entry::name).toList();
        for (String name : classWeights.keySet()) {
            if (!name.equals(BACKGROUND) && !names.contains(name)) {
                throw new ModelException("a weight is given to '" + name + "', which is no label of the data. Name " + BACKGROUND + " or one of: " + String.join(", ", names) + ".");
            }
        }
        if (weights(table).stream().allMatch(weight -> weight == 0)) throw new ModelException("every class weighs nothing, so nothing could be learnt. Give one of them a weight above 0.");
    }

    /// What is made small on data with these labels.
    Loss lossOn(LabelTable table) {
        return classWeights.isEmpty() ? loss.make() : loss.weighted(weights(table));
    }

    /// Of background, then of each label.
    private List<Double> weights(LabelTable table) {
        return Stream.concat(Stream.of(BACKGROUND), table.entries().stream().map(LabelTable.Entry::name)).map(name -> classWeights.getOrDefault(name, 1.0)).toList();
    }
}
