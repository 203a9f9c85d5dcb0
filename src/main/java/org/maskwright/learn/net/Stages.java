package org.maskwright.learn.net;

import java.util.ArrayList;
import java.util.List;
import org.maskwright.learn.Recipe;
import org.maskwright.learn.graph.Feature;
import org.maskwright.learn.graph.Kernel;

/// The pieces that several networks are drawn from, with a recipe's norm and activation.
record Stages(Recipe recipe) {
    /// One convolution, normalised and activated.
    Feature one(Feature x, String name, int width, Kernel kernel) {
        return normalised(x, name, width, kernel).activate(recipe.activation());
    }

    /// Two convolutions of 3.
    Feature two(Feature x, String name, int width) {
        return one(one(x, name + ".first", width, Kernel.of(3)), name + ".second", width, Kernel.of(3));
    }

    private Feature normalised(Feature x, String name, int width, Kernel kernel) {
        return x.convolve(name, width, kernel).normalise(name + ".norm", recipe.normalisation());
    }

    /// Two convolutions around which the input is led and added.
    ///
    /// @param stride of the first
    /// @param dilation of both
    ///
    /// @see <a href="https://arxiv.org/abs/1512.03385">He and others 2016</a>
    Feature residual(Feature x, String name, int width, int stride, int dilation) {
        Feature first = one(x, name + ".first", width, Kernel.of(3).dilated(dilation).strided(stride));
        Feature second = normalised(first, name + ".second", width, Kernel.of(3).dilated(dilation));
        Feature around = stride == 1 && x.channels() == width ? x : normalised(x, name + ".around", width, Kernel.of(1).strided(stride));
        return second.plus(around).activate(recipe.activation());
    }

    /// A residual encoder: each width a level of half the size of the one before, two blocks deep, until the image is `outputStride` times
    /// smaller; from there on sizes stay, and dilation doubles instead.
    ///
    /// @return the end of each level
    List<Feature> encoder(Feature image, int outputStride) {
        List<Feature> levels = new ArrayList<>();
        Feature x = image;
        int reduced = 1, dilation = 1;
        for (int level = 0; level < recipe.widths().size(); level++) {
            boolean halve = reduced < outputStride;
            if (halve) reduced *= 2;
            else dilation *= 2;
            int width = recipe.widths().get(level);
            x = level == 0 ? one(x, "level0.first", width, Kernel.of(3).strided(2)) : residual(x, "level" + level + ".first", width, halve ? 2 : 1, dilation);
            x = residual(x, "level" + level + ".second", width, 1, dilation);
            levels.add(x);
        }
        return levels;
    }

    /// The means of `bins` parts along each axis, through a convolution of 1 without a norm (of one voxel there is no variance), on the grid of `x` again.
    Feature pooled(Feature x, String name, int width, int bins) {
        return x.averagePool(bins).project(name, width).activate(recipe.activation()).resizeTo(x);
    }
}
