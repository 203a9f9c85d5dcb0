package org.maskwright.learn.net;

import java.util.List;
import org.maskwright.learn.Architecture;
import org.maskwright.learn.Recipe;
import org.maskwright.learn.graph.Activation;
import org.maskwright.learn.graph.Graph;
import org.maskwright.learn.graph.Normalisation;

/// [DeepLab] whose encoder halves the image 4 times: the quicker one.
public final class DeepLabV3Plus2d implements Architecture {
    @Override
    public String id() {
        return "deeplabv3plus2d";
    }

    @Override
    public String name() {
        return "DeepLabv3+, output stride 16, 2-D";
    }

    @Override
    public String paper() {
        return "Chen, Zhu, Papandreou, Schroff, Adam 2018, https://arxiv.org/abs/1802.02611";
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
        return DeepLab.draw(dimensions(), recipe, 16);
    }
}
