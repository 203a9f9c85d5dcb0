package org.maskwright.learn;

import java.util.List;
import java.util.SortedMap;
import org.maskwright.geometry.Size;
import org.maskwright.label.Labels;
import org.maskwright.volume.Volume;

/// Looks on while a network learns. Told on the run's own thread, so it must be quick.
@FunctionalInterface
public interface TrainingWatch {
    /// Looks away.
    TrainingWatch NONE = (epoch, worst) -> {};

    /// The run begins, or goes on.
    default void begin(Setup setup) {}

    /// An epoch is over, and its checkpoint is on the disk.
    ///
    /// @param worst the validation cases that it did worst on, the worst first
    void after(Epoch epoch, List<WorstCase> worst);

    /// The run goes on from a checkpoint: what its epochs came to so far, the first in front.
    default void resumed(List<Epoch> soFar) {}

    /// Whether the run shall end with what it has; asked between epochs, once there is one.
    default boolean isEnough() {
        return false;
    }

    /// The run had to make do: memory ran short, a graphics processor failed, a loss was no number, or a scan has holes.
    ///
    /// @param sentence for people
    default void note(String sentence) {}

    /// What is trained, and in which steps.
    ///
    /// @param parameters that are learnt
    /// @param patch in voxels of the network's grid
    /// @param batch patches a step
    /// @param reasons why the settings are as they are, a sentence each, for people
    record Setup(long parameters, Size patch, int batch, int stepsPerEpoch, List<String> reasons) {
        public Setup {
            reasons = List.copyOf(reasons);
        }

        public long patchesPerEpoch() {
            return (long) batch * stepsPerEpoch;
        }
    }

    /// What an epoch came to.
    ///
    /// @param number from 1
    /// @param of how many there can be
    /// @param loss mean over its steps
    /// @param dice mean over validation cases and labels; NaN without validation cases
    /// @param labelDice of each label, over the cases that have it
    /// @param elapsedMinutes of the whole run
    /// @param best whether no epoch validated better
    record Epoch(int number, int of, double loss, double dice, SortedMap<Integer, Double> labelDice, double elapsedMinutes, boolean best) {}

    /// A validation case on the network's grid.
    ///
    /// @param dice mean over its labels
    /// @param image normalised grey levels
    record WorstCase(String id, double dice, Volume image, Labels truth, Labels proposed) {}
}
