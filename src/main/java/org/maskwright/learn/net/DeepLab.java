package org.maskwright.learn.net;

import java.util.ArrayList;
import java.util.List;
import org.maskwright.learn.Recipe;
import org.maskwright.learn.graph.Feature;
import org.maskwright.learn.graph.Graph;
import org.maskwright.learn.graph.Kernel;

/// DeepLabv3+: a residual encoder, atrous convolutions of several reaches side by side over its end, and a short decoder that adds
/// fine features from a quarter of the resolution (from half of it where images are small).
final class DeepLab {
    /// The reaches of the parallel convolutions where the encoder ends at a sixteenth; twice as far at an eighth. In the paper that is up to half
    /// of an encoded image of 33 × 33.
    private static final List<Integer> RATES = List.of(6, 12, 18);
    /// Up to half of an image of fifty voxels that is encoded at a quarter: with the paper's, all but the middle of each convolution would lie outside.
    private static final List<Integer> SMALL_RATES = List.of(2, 4, 6);

    private DeepLab() {}

    /// @param outputStride how many times smaller than the image the encoder's end is at most: 4, 8 or 16
    static Graph draw(int dimensions, Recipe recipe, int outputStride) {
        Stages stages = new Stages(recipe);
        Feature image = Graph.input(dimensions, recipe.inputChannels());
        List<Feature> levels = stages.encoder(image, outputStride);
        boolean small = outputStride == 4;
        Feature deep = pyramid(levels.getLast(), stages, small ? SMALL_RATES : RATES, outputStride == 8 ? 2 : 1).dropout(recipe.dropout());
        Feature fine = levels.get(small ? 0 : Math.min(1, levels.size() - 1));
        Feature few = stages.one(fine, "decode.few", Math.max(1, fine.channels() * 3 / 4), Kernel.of(1));
        int width = recipe.widths().getLast();
        Feature x = stages.two(deep.resizeTo(fine).concat(few), "decode", width);
        return x.project("head", recipe.classes()).resizeTo(image).output();
    }

    private static Feature pyramid(Feature x, Stages stages, List<Integer> rates, int times) {
        int width = x.channels();
        List<Feature> arms = new ArrayList<>();
        arms.add(stages.one(x, "pyramid.point", width, Kernel.of(1)));
        for (int rate : rates) arms.add(stages.one(x, "pyramid.rate" + rate, width, Kernel.of(3).dilated(rate * times)));
        arms.add(stages.pooled(x, "pyramid.whole", width, 1));
        Feature all = arms.getFirst();
        for (Feature arm : arms.subList(1, arms.size())) all = all.concat(arm);
        return stages.one(all, "pyramid.join", width, Kernel.of(1));
    }
}
