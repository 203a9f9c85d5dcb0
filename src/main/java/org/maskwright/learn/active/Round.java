package org.maskwright.learn.active;

import java.util.List;

/// What one turn of the loop came to.
///
/// @param order id of the order in which cases are corrected
/// @param seed of the repetition
/// @param number from 0
/// @param labelled cases that the model learnt from or was validated on
/// @param holdoutDice mean Dice of proposals for the held-out cases, over cases and labels
/// @param holdoutEditMm3 volume that would have to be changed in a held-out case
/// @param batch ids of the cases that are corrected next; empty if none is left
/// @param batchDice mean Dice of the proposals for these; NaN without a batch
/// @param batchEditMm3 volume that was changed in a case; NaN without a batch
/// @param batchLabelledMm3 volume that its labels have, which is what drawing from nothing would cost; NaN without a batch
public record Round(String order, int seed, int number, int labelled, double holdoutDice, double holdoutEditMm3, List<String> batch, double batchDice,
                    double batchEditMm3, double batchLabelledMm3) {
    public Round {
        batch = List.copyOf(batch);
    }
}
