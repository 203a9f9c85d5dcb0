package org.maskwright.learn.active;

import java.nio.file.Path;
import java.util.List;
import org.maskwright.learn.TrainingMethod;
import org.maskwright.learn.TrainingSet;

/// How the loop of proposing, correcting and training shall be played through.
///
/// @param data labelled cases; the last ones are held out for judging
/// @param out folder of the rounds; what is there already is not done again
/// @param labelled how many cases have labels in each round, rising; as many as are needed for the next are corrected in between
/// @param holdout cases that never learn and judge every round
/// @param orders in which cases are corrected
/// @param seeds repetitions, each with other start cases
/// @param epochs of training a round; the first round, from chance, has [#FIRST] times as many
/// @param minutes of training a round at most, the first as above; 0 for no limit. With a limit two runs need not be equal
/// @param method how each round is taught
public record SimulationPlan(TrainingSet data, Path out, List<Integer> labelled, int holdout, List<CaseOrder> orders, int seeds, int epochs,
                             double minutes, TrainingMethod method) {
    /// How much longer the first round trains than those that go on from it.
    public static final int FIRST = 5;

    public SimulationPlan {
        labelled = List.copyOf(labelled);
        orders = List.copyOf(orders);
        if (holdout < 1 || seeds < 1 || epochs < 1 || !(minutes >= 0) || orders.isEmpty()) {
            throw new IllegalArgumentException("a simulation needs a held-out case, a repetition, an epoch and an order, got " + holdout + ", " + seeds + ", "
                    + epochs + ", " + minutes + ", " + orders);
        }
        for (int i = 0; i < labelled.size(); i++) {
            if (labelled.get(i) < (i == 0 ? 2 : labelled.get(i - 1) + 1)) throw new IllegalArgumentException("labelled cases begin with 2 or more and rise, got " + labelled);
        }
        if (labelled.isEmpty() || data.cases().size() < holdout + labelled.getLast()) {
            throw new IllegalArgumentException(data.cases().size() + " cases cannot give " + holdout + " to hold out and " + labelled + " to label");
        }
    }

    /// How many cases are corrected after a round; none after the last.
    int batch(int round) {
        return round + 1 < labelled.size() ? labelled.get(round + 1) - labelled.get(round) : 0;
    }
}
