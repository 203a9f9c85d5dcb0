package org.maskwright.learn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.maskwright.disk.AtomicFile;
import org.maskwright.learn.torch.Safetensors;
import org.maskwright.learn.torch.Tensor;
import org.maskwright.learn.torch.Weights;
import org.maskwright.learn.torch.WeightsException;

/// Everything that the rest of a run depends on, as it was after an epoch, or within one when it was asked to stop: weights, the
/// optimiser's memory, the best weights so far, and the curve. One file, written whole or not at all.
///
/// @param run names the run that it belongs to; another plan or other data give another name
/// @param epochs that lie behind
/// @param elapsedMinutes over all sittings
/// @param slowness how often the learning rate has been halved, because the loss had become no number
/// @param averages of the weights over the last steps, which is what validates
/// @param best averages of the epoch that validated best
/// @param curve one point an epoch
/// @param begun what was done of the next epoch
record Checkpoint(String run, int epochs, double elapsedMinutes, int slowness, Weights weights, Weights averages, Weights optimiser, Weights best, List<Epoch> curve,
                  Begun begun) {
    static final String FILE = "checkpoint.safetensors";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CURRENT = "weights/";
    private static final String AVERAGES = "averages/";
    private static final String OPTIMISER = "optimiser/";
    private static final String BEST = "best/";

    Checkpoint {
        curve = List.copyOf(curve);
    }

    /// What one epoch came to.
    ///
    /// @param loss mean over its steps
    /// @param dice mean over validation cases and labels; NaN without validation cases
    /// @param learningRate at its end
    /// @param classDice of each class but background, NaN where none was defined; empty without validation cases
    record Epoch(double loss, double dice, double learningRate, double seconds, List<Double> classDice) {
        Epoch {
            classDice = List.copyOf(classDice);
        }
    }

    /// An epoch under way.
    ///
    /// @param steps that lie behind
    /// @param moved those of them that moved the weights
    /// @param lost those at the end that did not
    /// @param lossSum of those that did
    /// @param seconds that all took
    record Begun(int steps, int moved, int lost, double lossSum, double seconds) {
        static final Begun NOTHING = new Begun(0, 0, 0, 0, 0);
    }

    /// Whether no step was done yet.
    boolean isBeginning() {
        return epochs == 0 && begun.steps() == 0;
    }

    /// Index in the curve of the epoch whose weights are the best; the latest of equals.
    int bestIndex() {
        return bestIndex(curve);
    }

    static int bestIndex(List<Epoch> curve) {
        int best = curve.size() - 1;
        for (int i = curve.size() - 2; i >= 0; i--) {
            if (curve.get(i).dice() > curve.get(best).dice()) best = i;
        }
        return best;
    }

    /// The same state, to go on from at half the learning rate.
    Checkpoint slower() {
        return new Checkpoint(run, epochs, elapsedMinutes, slowness + 1, weights, averages, optimiser, best, curve, begun);
    }

    void write(Path folder) throws IOException {
        var all = new ArrayList<Tensor>();
        for (Tensor tensor : weights.tensors()) all.add(tensor.renamed(CURRENT + tensor.name()));
        for (Tensor tensor : averages.tensors()) all.add(tensor.renamed(AVERAGES + tensor.name()));
        for (Tensor tensor : optimiser.tensors()) all.add(tensor.renamed(OPTIMISER + tensor.name()));
        for (Tensor tensor : best.tensors()) all.add(tensor.renamed(BEST + tensor.name()));
        ObjectNode state = JSON.createObjectNode().put("run", run).put("epochs", epochs).put("elapsedMinutes", elapsedMinutes).put("slowness", slowness);
        state.putArray("begun").add(begun.steps()).add(begun.moved()).add(begun.lost()).add(begun.lossSum()).add(begun.seconds());
        ArrayNode points = state.putArray("curve");
        for (Epoch epoch : curve) {
            ArrayNode point = points.addArray().add(epoch.loss()).add(epoch.dice()).add(epoch.learningRate()).add(epoch.seconds());
            ArrayNode classes = point.addArray();
            epoch.classDice().forEach(classes::add);
        }
        AtomicFile.write(folder.resolve(FILE), out -> Safetensors.write(Weights.of(all), Map.of("state", JSON.writeValueAsString(state)), out));
    }

    static boolean exists(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    /// @throws ModelException if the file is damaged
    static Checkpoint read(Path folder) throws ModelException {
        Path file = folder.resolve(FILE);
        try {
            Safetensors.Contents contents = Safetensors.readAll(Files.readAllBytes(file));
            JsonNode state = JSON.readTree(contents.metadata().getOrDefault("state", "{}"));
            var curve = new ArrayList<Epoch>();
            for (JsonNode point : state.path("curve")) {
                var classDice = new ArrayList<Double>();
                point.path(4).forEach(dice -> classDice.add(dice.asDouble(Double.NaN)));
                curve.add(new Epoch(point.path(0).asDouble(Double.NaN), point.path(1).asDouble(Double.NaN), point.path(2).asDouble(), point.path(3).asDouble(), classDice));
            }
            int epochs = state.path("epochs").asInt(-1);
            JsonNode part = state.path("begun");
            var begun = new Begun(part.path(0).asInt(), part.path(1).asInt(), part.path(2).asInt(), part.path(3).asDouble(), part.path(4).asDouble());
            if (epochs < 0 || epochs != curve.size() || epochs + begun.steps() < 1) throw new WeightsException("expected the state of at least one step");
            return new Checkpoint(state.path("run").asText(), epochs, state.path("elapsedMinutes").asDouble(), state.path("slowness").asInt(), part(contents.weights(), CURRENT),
                    part(contents.weights(), AVERAGES), part(contents.weights(), OPTIMISER), part(contents.weights(), BEST), curve, begun);
        } catch (JsonProcessingException | WeightsException e) {
            throw new ModelException(file + ": " + e.getMessage() + ". The checkpoint is damaged; train again without resuming.", e);
        } catch (IOException e) {
            throw new ModelException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static Weights part(Weights all, String prefix) {
        return Weights.of(all.tensors().stream().filter(tensor -> tensor.name().startsWith(prefix))
                .map(tensor -> tensor.renamed(tensor.name().substring(prefix.length()))).toList());
    }
}
