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

/// Fully convolutional network, 8s: a plain encoder whose last three levels each vote, coarse votes being stretched and added to finer ones.
///
/// Votes are stretched linearly, as the paper's last layer is fixed to do. Each width is a level of two convolutions and a pooling.
public final class Fcn2d implements Architecture {
    @Override
    public String id() {
        return "fcn2d";
    }

    @Override
    public String name() {
        return "FCN-8s, 2-D";
    }

    @Override
    public String paper() {
        return "Long, Shelhamer, Darrell 2015, https://arxiv.org/abs/1411.4038";
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
        Feature image = Graph.input(dimensions(), recipe.inputChannels());
        Stages stages = new Stages(recipe);
        List<Feature> pooled = new ArrayList<>();
        Feature x = image;
        for (int level = 0; level < recipe.widths().size(); level++) {
            x = stages.two(x, "level" + level, recipe.widths().get(level)).maxPool(2);
            pooled.add(x);
        }
        int last = pooled.size() - 1, votes = Math.min(3, pooled.size());
        int wide = 2 * recipe.widths().getLast();
        x = stages.one(x, "wide.first", wide, Kernel.of(3)).dropout(recipe.dropout());
        x = stages.one(x, "wide.second", wide, Kernel.of(1)).dropout(recipe.dropout());
        Feature vote = x.project("vote" + last, recipe.classes());
        for (int level = last - 1; level > last - votes; level--)
            vote = vote.resizeTo(pooled.get(level)).plus(pooled.get(level).project("vote" + level, recipe.classes()));
        return vote.resizeTo(image).output();
    }
}
