package org.maskwright.learn.graph;

/// The non-linear function after a convolution.
public enum Activation {
    /// max(x, 0).
    RELU,
    /// x where positive, x/100 elsewhere, so that no unit dies.
    LEAKY_RELU
}
