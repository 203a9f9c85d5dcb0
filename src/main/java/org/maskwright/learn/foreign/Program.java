package org.maskwright.learn.foreign;

import java.util.List;

/// How to speak with a network that came as a program, as its model's card keeps it.
///
/// @param axes in which order and direction its tensors run
/// @param scores what its output means
/// @param precedence labels of which the first wins where several are likelier than not; none where the highest wins
/// @param channels names of the images of a case that it takes, in the order of its input's channels
/// @param bytes of the file
/// @param origin file or bundle that it was taken from, for people
/// @param notes what was understood otherwise than the file says it, and what was left out, a sentence each
public record Program(TensorAxes axes, Scores scores, List<Integer> precedence, List<String> channels, long bytes, String origin, List<String> notes) {
    /// What stands in a card in place of one of our architectures.
    public static final String ARCHITECTURE = "torchscript";

    /// What a network of one input channel takes.
    public static final List<String> ONE_IMAGE = List.of("image");

    public Program {
        precedence = List.copyOf(precedence);
        channels = List.copyOf(channels);
        notes = List.copyOf(notes);
        if (channels.isEmpty()) throw new IllegalArgumentException("a program takes 1 image at least");
        if (bytes < 1) throw new IllegalArgumentException("a program has 1 byte at least, got " + bytes);
    }
}
