package org.maskwright.learn;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.maskwright.disk.AtomicFile;
import org.maskwright.learn.foreign.ForeignFile;
import org.maskwright.learn.graph.Graph;
import org.maskwright.learn.graph.Parameters;
import org.maskwright.learn.torch.Safetensors;
import org.maskwright.learn.torch.Tensor;
import org.maskwright.learn.torch.Weights;
import org.maskwright.learn.torch.WeightsException;

/// How a model lies on disk: `card.json` says what it is, `weights.safetensors` holds numbers and nothing else. The network
/// itself is drawn anew by our own code, so opening a model runs nothing that came with it. A network from elsewhere is `model.ts` instead,
/// a program, run only where the user agreed to it ([Agreement]).
final class ModelFolder {
    static final String CARD = "card.json";
    static final String WEIGHTS = "weights.safetensors";
    static final String PROGRAM = "model.ts";
    private static final long MAX_CARD_BYTES = 16 << 20;
    private static final long MAX_WEIGHTS_BYTES = 1L << 31;

    private ModelFolder() {}

    /// @param agreements of this user, without which no program is run
    static Model read(Path folder, Optional<Agreement> agreements) throws ModelException {
        Path file = folder.resolve(CARD);
        try {
            ModelCard card = CardJson.read(readAtMost(file, MAX_CARD_BYTES));
            return new Model(card, folder, card.program().isPresent() && agreements.isPresent() && agreements.get().covers(folder, card.sha256()));
        } catch (NoSuchFileException e) {
            throw new ModelException(folder + ": a model's folder holds " + CARD + ", none was found. Choose the folder that holds it.", e);
        } catch (IOException e) {
            throw new ModelException(file + ": cannot be read: " + e.getMessage(), e);
        } catch (CardJson.Malformed e) {
            throw new ModelException(file + ": " + e.getMessage() + ". The card is damaged or of a newer version; get the model again.", e);
        }
    }

    /// The program that a model came as, if the user agreed to run it.
    static byte[] readProgram(Model model) throws ModelException {
        Path file = model.folder().resolve(PROGRAM);
        if (!model.agreed()) {
            throw new ModelException("model '" + model.card().id() + "' is a program that came from elsewhere (" + file + "), and you have not agreed to run it. "
                    + "Look at it with 'maskwright models add " + file + "', and add --trust if you agree.");
        }
        try {
            byte[] bytes = readAtMost(file, MAX_WEIGHTS_BYTES);
            String found = sha256(bytes);
            if (found.equals(model.card().sha256())) return bytes;
            throw new ModelException(file + ": expected SHA-256 " + model.card().sha256() + ", found " + found
                    + ". It is not the file that you agreed to run; add it anew.");
        } catch (IOException e) {
            throw new ModelException(file + ": cannot be read: " + e.getMessage() + ". Add the model anew.", e);
        }
    }

    static Weights readWeights(Model model) throws ModelException {
        Path file = model.folder().resolve(WEIGHTS);
        try {
            byte[] bytes = readAtMost(file, MAX_WEIGHTS_BYTES);
            String found = sha256(bytes);
            if (!found.equals(model.card().sha256())) {
                throw new ModelException(file + ": expected SHA-256 " + model.card().sha256() + ", found " + found
                        + ". The weights are damaged or belong to another card; get the model again.");
            }
            Weights weights = Safetensors.read(bytes);
            Parameters.requireFit(graph(model.card()), weights);
            Tensor mad = weights.firstNotFinite().orElse(null);
            if (mad != null) throw new ModelException(file + ": tensor '" + mad.name() + "' holds a value that is no finite number.");
            return weights;
        } catch (NoSuchFileException e) {
            throw new ModelException(model.folder() + ": expected " + WEIGHTS + " beside the card, none was found. Get the model again.", e);
        } catch (IOException | WeightsException e) {
            throw new ModelException(file + ": " + e.getMessage() + ". Get the model again.", e);
        } catch (IllegalArgumentException e) {
            throw new ModelException(file + ": " + e.getMessage() + ". Card and weights do not belong together; get the model again.", e);
        }
    }

    /// Writes weights, then card, each whole: a folder with a card has the weights that it speaks of.
    ///
    /// @param card makes the card, given the hash of the weights
    static Model write(Path folder, Weights weights, Function<String, ModelCard> card) throws IOException {
        var bytes = new ByteArrayOutputStream();
        Safetensors.write(weights, Map.of("format", "pt"), bytes);
        ModelCard made = card.apply(sha256(bytes.toByteArray()));
        AtomicFile.write(folder.resolve(WEIGHTS), out -> out.write(bytes.toByteArray()));
        AtomicFile.write(folder.resolve(CARD), out -> out.write(CardJson.write(made)));
        return new Model(made, folder, false);
    }

    /// Writes another card beside the same weights.
    static Model write(Model model, ModelCard card) throws IOException {
        if (!card.sha256().equals(model.card().sha256())) throw new IllegalArgumentException("the card speaks of other weights");
        AtomicFile.write(model.folder().resolve(CARD), out -> out.write(CardJson.write(card)));
        return new Model(card, model.folder(), model.agreed());
    }

    static Graph graph(ModelCard card) throws ModelException {
        Architecture architecture = Architectures.find(card.architecture()).orElseThrow(() -> new ModelException("model '" + card.id()
                + "' is of architecture '" + card.architecture() + "', which this version does not know. Update Maskwright, or choose another model."));
        return architecture.build(card.recipe());
    }

    static String sha256(byte[] bytes) {
        return ForeignFile.sha256(bytes);
    }

    private static byte[] readAtMost(Path file, long limit) throws IOException {
        if (Files.size(file) > limit) throw new IOException("expected at most " + limit + " bytes, found " + Files.size(file));
        try (var in = Files.newInputStream(file)) {
            return in.readAllBytes();
        }
    }
}
