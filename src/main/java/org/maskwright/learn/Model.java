package org.maskwright.learn;

import java.nio.file.Path;
import org.maskwright.learn.torch.Weights;

/// A model at hand: its card and where its weights are. Made by [Models].
///
/// @param folder that holds `card.json` and `weights.safetensors`, or `model.ts` of a network that came as a program
/// @param agreed whether this user agreed to run the program that the card speaks of; plays no part where our own code draws the network
public record Model(ModelCard card, Path folder, boolean agreed) {
    /// Reads the weights and checks them: their hash against the card, their layout, and that they are those of the network
    /// that the card describes.
    ///
    /// @throws ModelException saying which of these failed, or that the network came as a program, whose weights are its own affair
    public Weights weights() throws ModelException {
        requireTrainable();
        return ModelFolder.readWeights(this);
    }

    /// Refuses a network that came as a program: training goes on from weights alone.
    public void requireTrainable() throws ModelException {
        if (card.program().isPresent()) {
            throw new ModelException("model '" + card.id() + "' came as a program from elsewhere: it can be asked, but not trained further. Start from another model, or from none.");
        }
    }
}
