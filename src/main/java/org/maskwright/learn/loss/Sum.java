package org.maskwright.learn.loss;

import ai.djl.ndarray.NDArray;

/// Two losses, added.
public record Sum(Loss first, Loss second) implements Loss {
    @Override
    public NDArray of(NDArray scores, NDArray truth) {
        return first.of(scores, truth).add(second.of(scores, truth));
    }
}
