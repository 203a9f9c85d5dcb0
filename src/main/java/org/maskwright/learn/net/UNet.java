package org.maskwright.learn.net;

import java.util.ArrayList;
import java.util.List;
import org.maskwright.learn.Recipe;
import org.maskwright.learn.graph.Feature;
import org.maskwright.learn.graph.Graph;
import org.maskwright.learn.graph.Kernel;

/// The U of Ronneberger's figure 1, in two dimensions or three: down by pooling, up by transposed convolution, and across
/// at every level. Padding keeps sizes, and norms stand where the paper had none.
final class UNet {
    private UNet() {}

    /// @param attention weighs each skip by what the level below finds worth looking at (Oktay and others 2018)
    static Graph draw(int dimensions, Recipe recipe, boolean attention) {
        List<Integer> widths = recipe.widths();
        int bottom = widths.size() - 1;
        Feature x = Graph.input(dimensions, recipe.inputChannels());
        var skips = new ArrayList<Feature>();
        for (int level = 0; level < bottom; level++) {
            x = stage(x, "down" + level, widths.get(level), recipe);
            skips.add(x);
            x = x.maxPool(2);
            if (level == bottom - 1) x = x.dropout(recipe.dropout());
        }
        x = stage(x, "bottom", widths.get(bottom), recipe).dropout(recipe.dropout());
        for (int level = bottom - 1; level >= 0; level--) {
            x = x.upConvolve("up" + level + ".enlarge", widths.get(level), 2);
            Feature skip = skips.get(level);
            x = x.concat(attention ? attended(skip, x, "gate" + level, recipe) : skip);
            x = stage(x, "up" + level, widths.get(level), recipe);
        }
        return x.project("head", recipe.classes()).output();
    }

    /// Two convolutions of 3, each normalised and activated; the residual kind adds its input before the last activation.
    private static Feature stage(Feature x, String name, int width, Recipe recipe) {
        Feature first = normalised(x, name + ".first", width, recipe).activate(recipe.activation());
        Feature second = normalised(first, name + ".second", width, recipe);
        if (recipe.residual()) {
            Feature shortcut = x.channels() == width ? x
                    : x.convolve(name + ".shortcut", width, Kernel.of(1)).normalise(name + ".shortcut.norm", recipe.normalisation());
            second = second.plus(shortcut);
        }
        return second.activate(recipe.activation());
    }

    /// The additive gate of the paper's figure 2, with the signal already on the skip's grid.
    private static Feature attended(Feature skip, Feature signal, String name, Recipe recipe) {
        int between = Math.max(1, skip.channels() / 2);
        Feature joint = skip.convolve(name + ".skip", between, Kernel.of(1)).normalise(name + ".skip.norm", recipe.normalisation())
                .plus(signal.convolve(name + ".signal", between, Kernel.of(1)).normalise(name + ".signal.norm", recipe.normalisation()));
        return skip.gate(joint.activate(recipe.activation()).project(name + ".score", 1));
    }

    private static Feature normalised(Feature x, String name, int width, Recipe recipe) {
        return x.convolve(name, width, Kernel.of(3)).normalise(name + ".norm", recipe.normalisation());
    }
}
