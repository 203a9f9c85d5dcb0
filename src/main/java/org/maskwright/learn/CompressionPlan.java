package org.maskwright.learn;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Which forms of a model shall be tried, on what, and where the best goes.
///
/// @param model whose network our own code draws
/// @param data labelled cases; those that the card names for validation judge, those that it learnt from teach
/// @param out the compressed model's folder; empty to write what was measured into the model's own card, its weights as they are
/// @param prune shares of the channels, in (0, 1), to be left out; needs `out`
/// @param epochs of training after pruning
/// @param command as the user typed it, for the card
public record CompressionPlan(Model model, TrainingSet data, Optional<Path> out, List<Double> prune, int epochs, String command) {
    public CompressionPlan {
        prune = List.copyOf(prune);
        for (double share : prune) {
            if (!(share > 0 && share < 1)) throw new IllegalArgumentException("a share of the channels lies between 0 and 1, got " + share);
        }
        if (!prune.isEmpty() && out.isEmpty()) throw new IllegalArgumentException("a pruned network has other weights and needs a folder of its own");
        if (epochs < 1) throw new IllegalArgumentException("at least one epoch is needed, got " + epochs);
    }
}
