package org.maskwright.learn.net;

import java.util.ArrayList;
import java.util.List;
import org.maskwright.learn.Architecture;
import org.maskwright.learn.Recipe;
import org.maskwright.learn.graph.Activation;
import org.maskwright.learn.graph.Feature;
import org.maskwright.learn.graph.Graph;
import org.maskwright.learn.graph.Kernel;
import org.maskwright.learn.graph.Normalisation;

/// Encoder and decoder whose decoder knows where each maximum stood: unpooling by remembered indices, and no other skip.
///
/// Each width is a level of two convolutions and a pooling.
public final class SegNet2d implements Architecture {
    @Override
    public String id() {
        return "segnet2d";
    }

    @Override
    public String name() {
        return "SegNet, 2-D";
    }

    @Override
    public String paper() {
        return "Badrinarayanan, Kendall, Cipolla 2017, https://arxiv.org/abs/1511.00561";
    }

    @Override
    public int dimensions() {
        return 2;
    }

    @Override
    public Recipe defaultRecipe(int inputChannels, int classes) {
        return new Recipe(inputChannels, classes, List.of(16, 32, 64, 128, 128), Normalisation.BATCH, Activation.RELU, 0, false);
    }

    @Override
    public Graph build(Recipe recipe) {
        Stages stages = new Stages(recipe);
        List<Integer> widths = recipe.widths();
        List<Feature> pooled = new ArrayList<>();
        Feature x = Graph.input(dimensions(), recipe.inputChannels());
        for (int level = 0; level < widths.size(); level++) {
            x = stages.two(x, "down" + level, widths.get(level)).maxPool(2);
            pooled.add(x);
        }
        x = x.dropout(recipe.dropout());
        for (int level = widths.size() - 1; level >= 0; level--) {
            x = stages.one(x.unpool(pooled.get(level)), "up" + level + ".first", widths.get(level), Kernel.of(3));
            x = stages.one(x, "up" + level + ".second", widths.get(Math.max(0, level - 1)), Kernel.of(3));
        }
        return x.project("head", recipe.classes()).output();
    }
}
