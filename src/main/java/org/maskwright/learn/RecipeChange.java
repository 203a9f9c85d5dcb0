package org.maskwright.learn;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.maskwright.learn.graph.Activation;
import org.maskwright.learn.graph.Normalisation;

/// In what a network shall differ from its architecture's usual recipe, or from that of the model that training goes on from. Start
/// from [#NONE].
///
/// @param widths channels at each depth; empty for as many as usual
/// @param dropout probability in [0, 1) with which channels of the two deepest levels are dropped
/// @param residual whether each stage adds its input to its output
public record RecipeChange(List<Integer> widths, OptionalDouble dropout, Optional<Normalisation> normalisation, Optional<Activation> activation,
                           Optional<Boolean> residual) {
    public static final RecipeChange NONE = new RecipeChange(List.of(), OptionalDouble.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public RecipeChange {
        widths = List.copyOf(widths);
    }

    Recipe of(Recipe usual) {
        return new Recipe(usual.inputChannels(), usual.classes(), widths.isEmpty() ? usual.widths() : widths, normalisation.orElse(usual.normalisation()),
                activation.orElse(usual.activation()), dropout.orElse(usual.dropout()), residual.orElse(usual.residual()));
    }

    public RecipeChange withWidths(List<Integer> other) {
        return new RecipeChange(other, dropout, normalisation, activation, residual);
    }

    public RecipeChange withDropout(double other) {
        return new RecipeChange(widths, OptionalDouble.of(other), normalisation, activation, residual);
    }

    public RecipeChange withNormalisation(Normalisation other) {
        return new RecipeChange(widths, dropout, Optional.of(other), activation, residual);
    }

    public RecipeChange withActivation(Activation other) {
        return new RecipeChange(widths, dropout, normalisation, Optional.of(other), residual);
    }

    public RecipeChange withResidual(boolean other) {
        return new RecipeChange(widths, dropout, normalisation, activation, Optional.of(other));
    }
}
