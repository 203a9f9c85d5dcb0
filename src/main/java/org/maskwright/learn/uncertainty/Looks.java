package org.maskwright.learn.uncertainty;

import java.util.function.Consumer;

/// The several ways in which one scan can be looked at. Probabilities are `[class][z][y][x]` on the network's grid and sum to 1
/// over the classes; each is only lent, and may be written over after the call.
public interface Looks {
    /// Which of them can be had.
    Offer offer();

    /// What the proposal is made of: the plain look, or the mean of several models' looks.
    float[][] proposed();

    /// The model's own look at the scan as it is.
    float[][] plain();

    /// Every mirrored look, turned back.
    void mirrored(Consumer<float[][]> each);

    /// Looks at the scan with its grey levels a little altered, in contrast, brightness and noise, in the same ways each time.
    void altered(Consumer<float[][]> each);

    /// Looks with channels dropped at random, the same ones each time.
    void dropped(int count, Consumer<float[][]> each);

    /// The looks of the other models, on the first one's grid.
    void byOthers(Consumer<float[][]> each);
}
