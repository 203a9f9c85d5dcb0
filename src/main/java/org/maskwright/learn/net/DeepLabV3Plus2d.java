package org.maskwright.learn.net;

import java.util.List;
import org.maskwright.learn.Architecture;
import org.maskwright.learn.Recipe;
import org.maskwright.learn.graph.Activation;
import org.maskwright.learn.graph.Graph;
import org.maskwright.learn.graph.Normalisation;

/// [DeepLab] over single slices.
///
/// @param outputStride how many times smaller than the image the encoder's end is: 16, the quicker; 8, the finer and slower by about twice; or 4, for images
///     of some fifty voxels, of which a sixteenth would be next to nothing
public record DeepLabV3Plus2d(int outputStride) implements Architecture {
    public DeepLabV3Plus2d {
        if (outputStride != 4 && outputStride != 8 && outputStride != 16) throw new IllegalArgumentException("the output stride is 4, 8 or 16, got " + outputStride);
    }

    @Override
    public String id() {
        return outputStride == 16 ? "deeplabv3plus2d" : "deeplabv3plus-" + outputStride + "-2d";
    }

    @Override
    public String name() {
        return "DeepLabv3+, output stride " + outputStride + ", 2-D";
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
        return DeepLab.draw(dimensions(), recipe, outputStride);
    }
}
