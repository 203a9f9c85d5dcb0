package org.maskwright.learn.net;

import java.util.List;
import org.maskwright.learn.Architecture;
import org.maskwright.learn.Recipe;
import org.maskwright.learn.graph.Activation;
import org.maskwright.learn.graph.Graph;
import org.maskwright.learn.graph.Normalisation;

/// [DeepLab] whose encoder halves the image 3 times: finer, and slower by about twice.
public final class DeepLabV3PlusFine2d implements Architecture {
    @Override
    public String id() {
        return "deeplabv3plus-8-2d";
    }

    @Override
    public String name() {
        return "DeepLabv3+, output stride 8, 2-D";
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
        return DeepLab.draw(dimensions(), recipe, 8);
    }
}
