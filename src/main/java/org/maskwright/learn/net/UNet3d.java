package org.maskwright.learn.net;

import java.util.List;
import org.maskwright.learn.Architecture;
import org.maskwright.learn.Recipe;
import org.maskwright.learn.graph.Activation;
import org.maskwright.learn.graph.Graph;
import org.maskwright.learn.graph.Normalisation;

/// U-Net over blocks of a volume.
public final class UNet3d implements Architecture {
    @Override
    public String id() {
        return "unet3d";
    }

    @Override
    public String name() {
        return "U-Net, 3-D";
    }

    @Override
    public String paper() {
        return "Çiçek et al. 2016, https://arxiv.org/abs/1606.06650";
    }

    @Override
    public int dimensions() {
        return 3;
    }

    @Override
    public Recipe defaultRecipe(int inputChannels, int classes) {
        return new Recipe(inputChannels, classes, List.of(16, 32, 64, 128), Normalisation.INSTANCE, Activation.LEAKY_RELU, 0, false);
    }

    @Override
    public Graph build(Recipe recipe) {
        return UNet.draw(dimensions(), recipe, false);
    }
}
