package org.maskwright.learn.active;

import java.nio.file.Path;
import java.util.List;
import org.maskwright.learn.TrainingMethod;
import org.maskwright.learn.TrainingSet;

/// How the loop of proposing, correcting and training shall be played through.
///
/// @param data labelled cases; the last ones are held out for judging
/// @param out folder of the rounds; what is there already is not done again
/// @param start labelled cases to begin with
/// @param batch cases that are corrected in each round
/// @param to labelled cases to end with
/// @param holdout cases that never learn and judge every round
/// @param orders in which cases are corrected
/// @param seeds repetitions, each with other start cases
/// @param epochs of training a round; the first round, from chance, has [#FIRST] times as many
/// @param minutes of training a round at most, the first as above; 0 for no limit. With a limit two runs need not be equal
/// @param method how each round is taught
public record SimulationPlan(TrainingSet data, Path out, int start, int batch, int to, int holdout, List<CaseOrder> orders, int seeds, int epochs,
                             double minutes, TrainingMethod method) {
    /// How much longer the first round trains than those that go on from it.
    public static final int FIRST = 3;

    public SimulationPlan {
        orders = List.copyOf(orders);
        if (start < 2 || batch < 1 || to < start || holdout < 1 || seeds < 1 || epochs < 1 || !(minutes >= 0) || orders.isEmpty()) {
            throw new IllegalArgumentException("a simulation needs 2 start cases, a batch, a held-out case, a seed, an epoch and an order, got " + start
                    + ", " + batch + ", to " + to + ", " + holdout + ", " + seeds + ", " + epochs + ", " + minutes + ", " + orders);
        }
        if (data.cases().size() < holdout + to) {
            throw new IllegalArgumentException(data.cases().size() + " cases cannot give " + holdout + " to hold out and " + to + " to label");
        }
    }
}
