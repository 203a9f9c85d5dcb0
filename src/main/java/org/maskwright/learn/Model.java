package org.maskwright.learn;

import java.nio.file.Path;
import org.maskwright.learn.torch.Weights;

/// A model at hand: its card and where its weights are. Made by [Models].
///
/// @param folder that holds `card.json` and `weights.safetensors`
public record Model(ModelCard card, Path folder) {
    /// Reads the weights and checks them: their hash against the card, their layout, and that they are those of the network
    /// that the card describes.
    ///
    /// @throws ModelException saying which of these failed
    public Weights weights() throws ModelException {
        return ModelFolder.readWeights(this);
    }
}
