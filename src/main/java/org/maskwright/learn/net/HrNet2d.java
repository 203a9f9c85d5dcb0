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

/// High-resolution network: branches of halving resolution run side by side and exchange what they see after each stage; no branch is ever
/// rebuilt from a coarser one.
///
/// Each width is a branch, the first at half the image's resolution (the paper's begins at a quarter, for larger images). A stage begins by adding one.
public final class HrNet2d implements Architecture {
    @Override
    public String id() {
        return "hrnet2d";
    }

    @Override
    public String name() {
        return "HRNet, 2-D";
    }

    @Override
    public String paper() {
        return "Wang and others 2020, https://arxiv.org/abs/1908.07919";
    }

    @Override
    public int dimensions() {
        return 2;
    }

    @Override
    public Recipe defaultRecipe(int inputChannels, int classes) {
        return new Recipe(inputChannels, classes, List.of(16, 32, 64, 128), Normalisation.BATCH, Activation.RELU, 0, false);
    }

    @Override
    public Graph build(Recipe recipe) {
        Stages stages = new Stages(recipe);
        Feature image = Graph.input(dimensions(), recipe.inputChannels());
        List<Feature> branches = List.of(stages.residual(stages.one(image, "stem", recipe.widths().getFirst(), Kernel.of(3).strided(2)), "stem.block", recipe.widths().getFirst(), 1, 1));
        for (int stage = 1; stage < recipe.widths().size(); stage++) {
            List<Feature> wider = new ArrayList<>(branches);
            wider.add(stages.one(branches.getLast(), "stage" + stage + ".begin", recipe.widths().get(stage), Kernel.of(3).strided(2)));
            for (int b = 0; b < wider.size(); b++) wider.set(b, stages.residual(wider.get(b), "stage" + stage + ".branch" + b, recipe.widths().get(b), 1, 1));
            branches = exchange(wider, "stage" + stage, recipe, stages);
        }
        Feature all = branches.getFirst();
        for (Feature branch : branches.subList(1, branches.size())) all = all.concat(branch.resizeTo(branches.getFirst()));
        Feature x = stages.one(all, "join", all.channels(), Kernel.of(1)).dropout(recipe.dropout());
        return x.project("head", recipe.classes()).resizeTo(image).output();
    }

    /// Every branch becomes the sum of all, each brought to its resolution: coarser ones stretched, finer ones by strided convolutions.
    private static List<Feature> exchange(List<Feature> branches, String name, Recipe recipe, Stages stages) {
        List<Feature> fused = new ArrayList<>();
        for (int to = 0; to < branches.size(); to++) {
            Feature sum = branches.get(to);
            for (int from = 0; from < branches.size(); from++) {
                String way = name + ".from" + from + "to" + to;
                Feature x = branches.get(from);
                if (from == to) continue;
                if (from > to) sum = sum.plus(x.convolve(way, recipe.widths().get(to), Kernel.of(1)).normalise(way + ".norm", recipe.normalisation()).resizeTo(branches.get(to)));
                else sum = sum.plus(down(x, way, from, to, recipe, stages));
            }
            fused.add(sum.activate(recipe.activation()));
        }
        return fused;
    }

    private static Feature down(Feature x, String way, int from, int to, Recipe recipe, Stages stages) {
        for (int step = from + 1; step < to; step++) x = stages.one(x, way + "." + step, recipe.widths().get(from), Kernel.of(3).strided(2));
        return x.convolve(way, recipe.widths().get(to), Kernel.of(3).strided(2)).normalise(way + ".norm", recipe.normalisation());
    }
}
