package org.maskwright.learn;

import java.util.List;
import org.maskwright.learn.graph.Activation;
import org.maskwright.learn.graph.Normalisation;

/// The numbers that turn an [Architecture] into one particular network. It stands in the model's card, so that the same
/// network can be made again from it.
///
/// @param inputChannels of the image
/// @param classes of the output, background among them
/// @param widths channels at each depth, from the input's own resolution down; none of a network that came as a program
/// @param dropout probability in [0, 1) with which a channel is dropped in training, at the two deepest levels
/// @param residual adds the input of each stage to its output
public record Recipe(int inputChannels, int classes, List<Integer> widths, Normalisation normalisation, Activation activation,
                     double dropout, boolean residual) {
    private static final int MAX_DEPTH = 8;
    private static final int MAX_WIDTH = 2048;

    public Recipe {
        widths = List.copyOf(widths);
        if (inputChannels < 1 || inputChannels > MAX_WIDTH) throw new IllegalArgumentException("a network needs 1 to " + MAX_WIDTH + " input channels, got " + inputChannels);
        if (classes < 2 || classes > 65_536) throw new IllegalArgumentException("a network needs 2 to 65536 classes, background among them, got " + classes);
        if (widths.size() == 1 || widths.size() > MAX_DEPTH) throw new IllegalArgumentException("a network needs 2 to " + MAX_DEPTH + " widths, got " + widths);
        for (int width : widths) {
            if (width < 1 || width > MAX_WIDTH) throw new IllegalArgumentException("a width must be from 1 to " + MAX_WIDTH + ", got " + widths);
        }
        if (!(dropout >= 0 && dropout < 1)) throw new IllegalArgumentException("dropout must be in [0, 1), got " + dropout);
    }

    /// What can be said of a network that came as a program: what goes in and what comes out.
    public static Recipe ofProgram(int inputChannels, int classes) {
        return new Recipe(inputChannels, classes, List.of(), Normalisation.INSTANCE, Activation.RELU, 0, false);
    }

    public Recipe withWidths(List<Integer> other) {
        return new Recipe(inputChannels, classes, other, normalisation, activation, dropout, residual);
    }

    public Recipe withClasses(int other) {
        return new Recipe(inputChannels, other, widths, normalisation, activation, dropout, residual);
    }

    public Recipe withNormalisation(Normalisation other) {
        return new Recipe(inputChannels, classes, widths, other, activation, dropout, residual);
    }

    public Recipe withResidual(boolean other) {
        return new Recipe(inputChannels, classes, widths, normalisation, activation, dropout, other);
    }

    public Recipe withDropout(double other) {
        return new Recipe(inputChannels, classes, widths, normalisation, activation, other, residual);
    }
}
