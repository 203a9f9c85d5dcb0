package org.maskwright.learn.net;

import java.util.List;
import org.maskwright.learn.Architecture;
import org.maskwright.learn.Recipe;
import org.maskwright.learn.graph.Activation;
import org.maskwright.learn.graph.Feature;
import org.maskwright.learn.graph.Graph;
import org.maskwright.learn.graph.Kernel;
import org.maskwright.learn.graph.Normalisation;

/// Pyramid scene parsing: a dilated encoder, told by means over 1, 2, 3 and 6 parts of the image what surrounds it.
///
/// @param outputStride how many times smaller than the image the encoder's end is: 8 as in the paper, or 4 for images of some fifty voxels
public record PspNet2d(int outputStride) implements Architecture {
    private static final List<Integer> BINS = List.of(1, 2, 3, 6);

    public PspNet2d {
        if (outputStride != 4 && outputStride != 8) throw new IllegalArgumentException("the output stride is 4 or 8, got " + outputStride);
    }

    @Override
    public String id() {
        return outputStride == 8 ? "pspnet2d" : "pspnet-" + outputStride + "-2d";
    }

    @Override
    public String name() {
        return outputStride == 8 ? "PSPNet, 2-D" : "PSPNet, output stride " + outputStride + ", 2-D";
    }

    @Override
    public String paper() {
        return "Zhao, Shi, Qi, Wang, Jia 2017, https://arxiv.org/abs/1612.01105";
    }

    @Override
    public int dimensions() {
        return 2;
    }

    @Override
    public Recipe defaultRecipe(int inputChannels, int classes) {
        return new Recipe(inputChannels, classes, List.of(24, 32, 64, 128, 128), Normalisation.BATCH, Activation.RELU, 0, true);
    }

    @Override
    public Graph build(Recipe recipe) {
        Stages stages = new Stages(recipe);
        Feature image = Graph.input(dimensions(), recipe.inputChannels());
        Feature end = stages.encoder(image, outputStride).getLast(), all = end;
        int width = Math.max(1, end.channels() / BINS.size());
        for (int bins : BINS) all = all.concat(stages.pooled(end, "pool" + bins, width, bins));
        Feature x = stages.one(all, "join", end.channels(), Kernel.of(3)).dropout(recipe.dropout());
        return x.project("head", recipe.classes()).resizeTo(image).output();
    }
}
