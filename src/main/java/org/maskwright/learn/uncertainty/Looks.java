package org.maskwright.learn.uncertainty;

import java.util.function.Consumer;

/// The several ways in which one scan can be looked at. Probabilities are `[class][z][y][x]` on the network's grid and sum to 1
/// over the classes; each is only lent, and may be written over after the call.
public interface Looks {
    /// The look that the proposal is made of.
    float[][] plain();

    /// How many mirrored looks there are beside the plain one.
    int mirrors();

    /// Every mirrored look, turned back.
    void mirrored(Consumer<float[][]> each);

    /// Whether the network drops channels in training, so that it can drop them now.
    boolean drops();

    /// Looks with channels dropped at random, the same ones each time.
    void dropped(int count, Consumer<float[][]> each);

    /// How many other models look at the scan.
    int others();

    /// The looks of the other models.
    void byOthers(Consumer<float[][]> each);
}
