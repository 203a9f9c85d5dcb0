package org.maskwright.learn;

import org.maskwright.learn.graph.Graph;

/// A kind of network: a drawing that a [Recipe] turns into one. To add one, write one file and a line in [Architectures].
public interface Architecture {
    /// How cards and the command line call it, such as `unet3d`. Never changes once a model was saved with it.
    String id();

    /// For people.
    String name();

    /// Authors, year and a link that will last.
    String paper();

    /// 2 for networks that see one slice at a time, 3 for those that see a block.
    int dimensions();

    /// What to start from where nobody chose otherwise.
    Recipe defaultRecipe(int inputChannels, int classes);

    /// Draws the network: image `[batch, channel, (z,) y, x]` in, one score (before softmax) a class and voxel out.
    Graph build(Recipe recipe);
}
