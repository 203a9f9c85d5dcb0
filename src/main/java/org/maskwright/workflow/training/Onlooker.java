package org.maskwright.workflow.training;

import java.util.List;
import java.util.SortedMap;
import org.maskwright.label.LabelTable;

/// Looks on while a model is trained, and may end it. Called on the run's own thread, so it must be quick.
@FunctionalInterface
public interface Onlooker {
    /// Looks away.
    Onlooker NONE = (curve, worst) -> {};

    /// An epoch is over and kept, or the run went on from a checkpoint.
    ///
    /// @param curve every epoch so far, those before a pause too
    /// @param worst the validation cases that it does worst on, the worst first; empty where none was judged yet
    void see(List<Epoch> curve, List<WorstSlice> worst);

    /// The run begins or goes on.
    ///
    /// @param labels names and colours of what is learnt
    default void begins(LabelTable labels) {}

    /// The settings are chosen.
    ///
    /// @param reasons why they are as they are, a sentence each
    default void planned(List<String> reasons) {}

    /// Whether the run shall end after the epoch under way, with the best that it has.
    default boolean isEnough() {
        return false;
    }

    /// The run had to make do: memory ran short, a graphics processor failed, a loss was no number, or a scan has holes.
    ///
    /// @param sentence for people
    default void note(String sentence) {}

    /// What an epoch came to.
    ///
    /// @param number from 1
    /// @param of how many there can be
    /// @param loss mean over its steps
    /// @param dice mean over validation cases and labels; NaN without validation cases
    /// @param labelDice of each label, over the cases that have it
    /// @param elapsedMinutes of the whole run
    /// @param best whether no epoch before validated better
    record Epoch(int number, int of, double loss, double dice, SortedMap<Integer, Double> labelDice, double elapsedMinutes, boolean best) {}
}
