package org.maskwright.learn.graph;

/// One step of a network. Layers with numbers of their own carry the name under which those stand among the weights.
///
/// The set is sealed: a new kind of layer is a record here and a line in [Parameters] and [ScriptWriter], which the
/// compiler asks for.
public sealed interface Layer {
    /// Where the image comes in.
    record Input() implements Layer {}

    /// @param bias false where a norm follows, which would take it out again
    record Convolution(String name, Kernel kernel, boolean bias) implements Layer {}

    /// Transposed convolution whose kernel equals its stride: every coarse voxel paints `factor` fine ones along each axis.
    record UpConvolution(String name, int factor) implements Layer {}

    /// Shift and scale to mean 0 and variance 1, then to a learnt mean and variance.
    record Norm(String name, Normalisation kind) implements Layer {}

    record Activate(Activation kind) implements Layer {}

    /// Whole channels set to zero with this probability, in training only.
    record Dropout(double probability) implements Layer {}

    /// The maximum of each cube of `size` voxels along an axis.
    record MaxPool(int size) implements Layer {}

    /// Puts each voxel of the first input where the second, a [MaxPool], found its maximum; zeros elsewhere.
    record Unpool() implements Layer {}

    /// The means of `bins` equal parts along each axis, whatever the size.
    record AveragePool(int bins) implements Layer {}

    /// The first input stretched or shrunk to the grid of the second, linearly between its voxels.
    record Resize() implements Layer {}

    /// The first input weighed voxel by voxel with the sigmoid of the second, which has one channel.
    record Gate() implements Layer {}

    /// Stacks the channels of all inputs.
    record Concat() implements Layer {}

    /// The sum of two features of equal shape.
    record Add() implements Layer {}
}
