package org.maskwright.learn.graph;

import java.util.List;

/// A feature map in a drawing of a network, with what can be done to it: `x.convolve(…).normalise(…).activate(…)`.
///
/// Immutable: each call draws one more layer and returns its output, so any feature can be used again as a skip connection.
public final class Feature {
    private final Graph.Drawing drawing;
    private final int index;
    private final int channels;
    private final int reduction;

    Feature(Graph.Drawing drawing, int index, int channels, int reduction) {
        this.drawing = drawing;
        this.index = index;
        this.channels = channels;
        this.reduction = reduction;
    }

    int index() {
        return index;
    }

    public int channels() {
        return channels;
    }

    /// A convolution without bias, for a norm to follow.
    public Feature convolve(String name, int channels, Kernel kernel) {
        return next(new Layer.Convolution(name, kernel, false), channels, reduction * kernel.stride());
    }

    /// A convolution with bias, for nothing to follow: the last layer of most networks.
    public Feature project(String name, int channels) {
        return next(new Layer.Convolution(name, Kernel.of(1), true), channels, reduction);
    }

    public Feature upConvolve(String name, int channels, int factor) {
        if (reduction % factor != 0) throw new IllegalArgumentException("cannot enlarge " + factor + " times what was reduced " + reduction + " times");
        return next(new Layer.UpConvolution(name, factor), channels, reduction / factor);
    }

    public Feature normalise(String name, Normalisation kind) {
        return next(new Layer.Norm(name, kind), channels, reduction);
    }

    public Feature activate(Activation kind) {
        return next(new Layer.Activate(kind), channels, reduction);
    }

    /// With a probability of 0 nothing is drawn.
    public Feature dropout(double probability) {
        return probability == 0 ? this : next(new Layer.Dropout(probability), channels, reduction);
    }

    public Feature maxPool(int size) {
        return next(new Layer.MaxPool(size), channels, reduction * size);
    }

    /// Undoes `pooled`, a maximum pooling: each voxel goes back to where the maximum stood.
    public Feature unpool(Feature pooled) {
        requireSameGrid(pooled);
        if (!(drawing.layer(pooled.index) instanceof Layer.MaxPool(int size))) throw new IllegalArgumentException("only a maximum pooling can be undone");
        if (channels != pooled.channels) throw new IllegalArgumentException("cannot put " + channels + " channels where " + pooled.channels + " came from");
        return drawing.add(new Layer.Unpool(), List.of(index, pooled.index), channels, reduction / size);
    }

    /// The means of `bins` equal parts along each axis. The result lies on a grid of its own: only [#resizeTo] brings it back.
    ///
    /// No norm may follow on few bins: a mean and a variance of one voxel mean nothing.
    public Feature averagePool(int bins) {
        if (bins < 1) throw new IllegalArgumentException("at least one bin is needed, got " + bins);
        return drawing.add(new Layer.AveragePool(bins), List.of(index), channels, -bins);
    }

    /// Stretched or shrunk to the grid of `like`, linearly.
    public Feature resizeTo(Feature like) {
        if (drawing != like.drawing) throw new IllegalArgumentException("features of different drawings cannot be joined");
        return drawing.add(new Layer.Resize(), List.of(index, like.index), channels, like.reduction);
    }

    /// Weighed voxel by voxel with the sigmoid of `score`, which has one channel.
    public Feature gate(Feature score) {
        requireSameGrid(score);
        if (score.channels != 1) throw new IllegalArgumentException("a gate has one channel, got " + score.channels);
        return drawing.add(new Layer.Gate(), List.of(index, score.index), channels, reduction);
    }

    public Feature concat(Feature other) {
        requireSameGrid(other);
        return drawing.add(new Layer.Concat(), List.of(index, other.index), channels + other.channels, reduction);
    }

    public Feature plus(Feature other) {
        requireSameGrid(other);
        if (channels != other.channels) throw new IllegalArgumentException("cannot add " + other.channels + " channels to " + channels);
        return drawing.add(new Layer.Add(), List.of(index, other.index), channels, reduction);
    }

    /// Ends the drawing: this feature is the network's output, on the input's own grid.
    public Graph output() {
        if (reduction != 1) throw new IllegalArgumentException("the output is still " + reduction + " times smaller than the input");
        return drawing.finish(this);
    }

    private Feature next(Layer layer, int channels, int reduction) {
        if (channels < 1) throw new IllegalArgumentException("a layer needs at least one channel, got " + channels);
        return drawing.add(layer, List.of(index), channels, reduction);
    }

    private void requireSameGrid(Feature other) {
        if (drawing != other.drawing || reduction != other.reduction) {
            throw new IllegalArgumentException("features of different grids cannot be joined: reduced " + reduction + " and " + other.reduction + " times");
        }
    }
}
