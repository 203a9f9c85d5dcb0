package org.maskwright.learn;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.maskwright.learn.graph.BatchNormFolding;
import org.maskwright.learn.graph.Graph;
import org.maskwright.learn.graph.ScriptWriter;
import org.maskwright.learn.image.Classes;
import org.maskwright.learn.torch.Precision;
import org.maskwright.learn.torch.Torch;
import org.maskwright.learn.torch.TorchNetwork;

/// Trained models whose opinion a new one learns beside the labels: several, distilled into one.
///
/// Half of each voxel's truth is its label, half the mean of the class probabilities that the teachers see in the very patch that is shown.
/// Where labels count as nothing, so do the teachers. On one thread at a time.
///
/// @see <a href="https://arxiv.org/abs/1503.02531">Hinton, Vinyals, Dean 2015</a>
final class Teachers implements AutoCloseable {
    private static final float SHARE = 0.5f;
    private static final int[] CLASSES = {1};

    private final List<TorchNetwork> networks = new ArrayList<>();

    /// @param models that [#requireFit] lets pass; none for labels alone
    Teachers(Torch torch, List<Model> models, Precision precision, boolean oneByOne) {
        try {
            for (Model model : models) {
                BatchNormFolding folded = BatchNormFolding.of(ModelFolder.graph(model.card()), model.weights());
                Graph graph = folded.graph();
                var form = new ScriptWriter.Form(false, precision, torch.onCpu(), oneByOne);
                networks.add(TorchNetwork.load(torch, ScriptWriter.write(graph, folded.weights(), form), graph.dimensions() + 2, graph.inputChannels()));
            }
        } catch (ModelException e) {
            close();
            throw new IllegalStateException("a teacher that was read before cannot be read any more", e);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /// What the network shall learn of a batch.
    ///
    /// @param image `[batch, channel, (z,) y, x]`
    /// @param truth what each voxel weighs at its true class, 0 at all others, `[batch, class, (z,) y, x]`
    /// @return the same sum over classes for each voxel; belongs to the scope of `image`
    NDArray beside(NDArray image, NDArray truth) {
        if (networks.isEmpty()) return truth;
        NDArray sum = networks.getFirst().forward(image, false).softmax(1);
        for (TorchNetwork other : networks.subList(1, networks.size())) sum = sum.add(other.forward(image, false).softmax(1));
        NDArray opinion = sum.mul(truth.sum(CLASSES, true)).mul(SHARE / networks.size());
        return truth.mul(1 - SHARE).add(opinion);
    }

    /// Refuses models that cannot judge the patches that the new network sees.
    ///
    /// @param dimensions of the new network
    /// @param classes that it learns
    static void requireFit(List<Model> teachers, TrainingSettings settings, int dimensions, Classes classes) throws ModelException {
        for (Model teacher : teachers) {
            ModelCard card = teacher.card();
            teacher.requireTrainable();
            String name = "model '" + card.id() + "' cannot teach: ";
            if (!card.classes().equals(classes)) {
                throw new ModelException(name + "it knows the labels " + card.classes().labels() + ", the data has " + classes.labels() + ". Name models of the same labels.");
            }
            if (!card.spacingMm().equals(settings.spacingMm()) || !card.intensity().equals(settings.intensity())) {
                throw new ModelException(name + "it sees scans otherwise than the new network will, on another grid or with other grey levels. Go on from a model that sees them alike (--from), or name other teachers.");
            }
            Graph graph = ModelFolder.graph(card);
            boolean tiles = graph.dimensions() == dimensions && graph.inputChannels() == settings.recipe().inputChannels();
            for (int axis = 0; axis < graph.dimensions() && tiles; axis++) tiles = settings.patch().along(axis) % graph.stride() == 0;
            if (!tiles) throw new ModelException(name + "it does not take patches of " + settings.patch() + " voxels. Name models of as many dimensions, and of no more levels.");
        }
    }

    /// As a reason for the card.
    static String words(List<Model> teachers) {
        return "Truth: half of it the labels, half what " + teachers.stream().map(model -> model.card().id() + " " + model.card().sha256()).collect(Collectors.joining(" and "))
                + (teachers.size() == 1 ? " finds likely." : " find likely together.");
    }

    @Override
    public void close() {
        networks.forEach(TorchNetwork::close);
    }
}
