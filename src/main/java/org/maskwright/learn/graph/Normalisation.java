package org.maskwright.learn.graph;

/// What a normalising layer takes its mean and variance over.
public enum Normalisation {
    /// Over the batch; inference uses running averages and folds them into the convolution before it.
    BATCH,
    /// Over eight channels of one sample at a time, for batches too small for [#BATCH].
    GROUP,
    /// Over each channel of each sample: what the brightness of one scan is does not matter to another.
    INSTANCE
}
