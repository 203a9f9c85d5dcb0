package org.maskwright.learn.loss;

import ai.djl.ndarray.NDArray;

/// The sum of [SoftDice] and [CrossEntropy]: the one does not mind rare classes, the other has a smooth gradient from the start.
public record DiceAndCrossEntropy() implements Loss {
    private static final SoftDice DICE = new SoftDice(1);
    private static final CrossEntropy CROSS_ENTROPY = new CrossEntropy();

    @Override
    public NDArray of(NDArray scores, NDArray truth) {
        return DICE.of(scores, truth).add(CROSS_ENTROPY.of(scores, truth));
    }
}
