package org.maskwright.learn;

import ai.djl.engine.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.maskwright.disk.AtomicFile;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.learn.foreign.ForeignException;
import org.maskwright.learn.foreign.ForeignFile;
import org.maskwright.learn.foreign.Form;
import org.maskwright.learn.foreign.Program;
import org.maskwright.learn.foreign.TheirTensors;
import org.maskwright.learn.foreign.WeightsFile;
import org.maskwright.learn.graph.Graph;
import org.maskwright.learn.graph.Parameters;
import org.maskwright.learn.image.Block;
import org.maskwright.learn.post.LargestPiece;
import org.maskwright.learn.post.PostProcessing;
import org.maskwright.learn.torch.Script;
import org.maskwright.learn.torch.Tensor;
import org.maskwright.learn.torch.Torch;
import org.maskwright.learn.torch.TorchNetwork;
import org.maskwright.learn.torch.Weights;

/// Makes models of networks from elsewhere.
public final class ForeignModels {
    private static final int MAX_TOLD = 400;

    private ForeignModels() {}

    /// Makes a model's folder of a program that the user has agreed to run: tries it once on zeros, and writes it down if it gives what its
    /// card says.
    ///
    /// Uses the engine, so only on its lane.
    ///
    /// @param form the file's own, with what the user said in its place
    /// @param leaveOut whether to go on without the steps that were not understood
    /// @param shelf folder of models, in which one is made by the model's id
    /// @param key of this user's agreements
    /// @throws ModelException if the file is refused, the form lacks something, or the network gives something else; nothing is written then
    public static Model add(ForeignFile file, Form form, boolean leaveOut, Path shelf, Path key, Instant now, Progress progress) throws ModelException, IOException {
        ModelCard card = card(file, form, leaveOut, now.truncatedTo(ChronoUnit.SECONDS));
        Path folder = free(shelf, card.id());
        progress.at(0, "trying the network on zeros");
        try (Proposer proposer = open(card, file.bytesToRun())) {
            proposer.predictor().probabilities(new Block(card.patch(), card.recipe().inputChannels(), new float[Math.toIntExact(card.recipe().inputChannels() * card.patch().voxels())]), card.patch(), List.of(), Progress.NONE);
        } catch (EngineException e) {
            throw failed(card, e);
        }
        progress.at(0.8, "writing the model");
        AtomicFile.write(folder.resolve(ModelFolder.PROGRAM), file::copyTo);
        new Agreement(key).write(folder, file.sha256(), card.made());
        AtomicFile.write(folder.resolve(ModelFolder.CARD), out -> out.write(CardJson.write(card)));
        return new Model(card, folder, true);
    }

    /// Makes a model's folder of weights alone, for the same network as that of `like`, which says all else. Nothing runs.
    ///
    /// Tensors may have our own names, or those that they have in a TorchScript of ours, dots being underscores.
    ///
    /// @throws ModelException if the weights are not of that network; nothing is written then
    public static Model addWeights(Path file, Model like, String id, String title, Path shelf, Instant now) throws ModelException, IOException {
        ModelCard card = like.card();
        Graph graph = ModelFolder.graph(card);
        Weights weights;
        try {
            Form.requireId(id);
            weights = named(graph, WeightsFile.read(file));
            Parameters.requireFit(graph, weights);
        } catch (ForeignException e) {
            throw new ModelException(String.valueOf(e.getMessage()), e);
        } catch (IllegalArgumentException e) {
            throw new ModelException(file + ": " + e.getMessage() + ". These are no weights for the network of model '" + card.id() + "'. Choose another with --like.", e);
        }
        Optional<Tensor> mad = weights.firstNotFinite();
        if (mad.isPresent()) throw new ModelException(file + ": tensor '" + mad.get().name() + "' holds a value that is no finite number. Export the weights again.");
        Path folder = free(shelf, id);
        return ModelFolder.write(folder, weights, sha256 -> new ModelCard(id, title.isBlank() ? id : title, card.architecture(), card.recipe(), card.modality(), card.spacingMm(), card.patch(),
                card.intensity(), card.mirrorAxes(), card.labels(), new ModelCard.Data("", String.valueOf(file.getFileName()), "", List.of(), List.of()), new ModelCard.Validation(Map.of()),
                new ModelCard.Training(0, 0, 0, "", 0, "", ""), sha256, now.truncatedTo(ChronoUnit.SECONDS), version()));
    }

    /// Whether weights from a file are for a model's network, under our names or those of a TorchScript of ours.
    public static boolean fits(ModelCard card, Weights found) {
        if (card.program().isPresent()) return false;
        try {
            Graph graph = ModelFolder.graph(card);
            Parameters.requireFit(graph, named(graph, found));
            return true;
        } catch (ModelException | IllegalArgumentException e) {
            return false; // which of its layers do not fit plays no part where others may
        }
    }

    private static Weights named(Graph graph, Weights found) {
        var names = new HashMap<String, String>();
        for (Tensor tensor : Parameters.initial(graph, 0).tensors()) names.put(Script.identifier(tensor.name()), tensor.name());
        return Weights.of(found.tensors().stream().map(tensor -> Tensor.of(names.getOrDefault(tensor.name(), tensor.name()), tensor.shape(), tensor.values())).toList());
    }

    private static Path free(Path shelf, String id) throws ModelException {
        Path folder = shelf.resolve(id);
        if (Files.exists(folder)) throw new ModelException(folder + ": there is a model of this id already. Choose another with --id, or take that folder away.");
        return folder;
    }

    /// The card that a file and a form make.
    ///
    /// @throws ModelException as [#add]
    public static ModelCard card(ForeignFile file, Form form, boolean leaveOut, Instant now) throws ModelException {
        if (!file.refusals().isEmpty()) throw new ModelException(file.origin() + " is not run, for " + String.join("; ", file.refusals()) + ". Export the network without that, or choose another.");
        if (!file.notUnderstood().isEmpty() && !leaveOut) {
            throw new ModelException("not understood: " + String.join("; ", file.notUnderstood())
                    + ". Without these steps proposals may be poor. To go on without them, say so with --leave-out; what they come to can be said with the other options.");
        }
        Form.Meaning meaning;
        try {
            meaning = form.meaning();
        } catch (ForeignException e) {
            throw new ModelException(String.valueOf(e.getMessage()), e);
        }
        var notes = new ArrayList<String>();
        notes.add(meaning.precedence().isEmpty() ? capital(meaning.scores().meaning()) + "." : "Labels may overlap; each is thresholded at one half, and of several the first of "
                + String.join(", ", meaning.precedence().stream().map(String::valueOf).toList()) + " wins.");
        for (String step : file.notUnderstood()) notes.add("Left out: " + step);
        int labels = meaning.labels().entries().size();
        Size patch = meaning.patch();
        return new ModelCard(meaning.id(), meaning.title(), Program.ARCHITECTURE, Recipe.ofProgram(meaning.channels().size(), labels + 1), meaning.modality(), meaning.spacingMm(), patch, meaning.intensity(),
                List.of(), meaning.labels(), new ModelCard.Data(file.data(), file.origin(), file.licence(), List.of(), List.of()), new ModelCard.Validation(Map.of()),
                new ModelCard.Training(0, 0, 0, "", 0, "", ""), file.sha256(), now, version(), largestOf(file, meaning.labels()),
                Optional.of(new Program(meaning.axes(), meaning.scores(), meaning.precedence(), meaning.channels(), file.bytes(), file.origin(), notes)));
    }

    private static PostProcessing largestOf(ForeignFile file, LabelTable table) {
        if (file.largestOf().isEmpty()) return PostProcessing.NONE;
        List<Integer> wanted = file.largestOf().get();
        List<Integer> labels = table.entries().stream().map(LabelTable.Entry::value).filter(label -> wanted.isEmpty() || wanted.contains(label)).toList();
        return PostProcessing.ofAll(labels, new LargestPiece());
    }

    /// Brings a program into the engine. It begins to run here.
    static Proposer open(ModelCard card, byte[] bytes) throws ModelException {
        Program program = card.program().orElseThrow(() -> new IllegalArgumentException("model '" + card.id() + "' is no program"));
        Torch best = Torch.engine();
        var places = new ArrayList<Supplier<SteadyPredictor.Place>>();
        places.add(() -> place(card, program, bytes, best));
        if (!best.onCpu()) places.add(() -> place(card, program, bytes, best.processor()));
        try {
            return Proposer.of(card, new SteadyPredictor(places, portion -> portion.tile().voxels() * (card.recipe().inputChannels() + 4L * card.recipe().classes()) * Float.BYTES));
        } catch (EngineException e) {
            throw failed(card, e);
        }
    }

    private static SteadyPredictor.Place place(ModelCard card, Program program, byte[] bytes, Torch torch) {
        int dimensions = program.axes().dimensions();
        var tensors = new TheirTensors(program.axes(), program.scores(), card.labels().entries().size(), program.precedence().stream().map(card.classes().labels()::indexOf).toList());
        TorchNetwork network = TorchNetwork.load(torch, bytes, dimensions + 2, card.recipe().inputChannels(), tensors);
        return new SteadyPredictor.OnDevice(torch, network, new Predictor(torch, network, dimensions, Predictor.PATCH_ALONE, card.recipe().classes()));
    }

    /// What the engine said of a program, in a sentence.
    static ModelException failed(ModelCard card, EngineException e) {
        String told = String.valueOf(e.getMessage()).lines().filter(line -> line.startsWith("RuntimeError:")).reduce((_, last) -> last)
                .orElseGet(() -> String.valueOf(e.getMessage()).lines().filter(line -> !line.isBlank()).findFirst().orElse("no reason"));
        String plain = told.replaceAll("\\p{C}+", " ").strip();
        return new ModelException("the network '" + card.id() + "' does not do what its card says: " + (plain.length() > MAX_TOLD ? plain.substring(0, MAX_TOLD) + "…" : plain)
                + ". Compare labels, patch, axes and scores with what its makers say.", e);
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String version() {
        return Optional.ofNullable(ForeignModels.class.getPackage().getImplementationVersion()).orElse("development");
    }
}
