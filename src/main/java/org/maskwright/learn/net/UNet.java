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

    static Graph draw(int dimensions, Recipe recipe) {
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
            x = x.upConvolve("up" + level + ".enlarge", widths.get(level), 2).concat(skips.get(level));
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

    private static Feature normalised(Feature x, String name, int width, Recipe recipe) {
        return x.convolve(name, width, Kernel.of(3)).normalise(name + ".norm", recipe.normalisation());
    }
}
