package org.maskwright.learn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.maskwright.learn.graph.DeepSupervision;
import org.maskwright.learn.graph.Graph;
import org.maskwright.learn.graph.Parameters;
import org.maskwright.learn.graph.ScriptWriter;
import org.maskwright.learn.loss.CoarseToFine;
import org.maskwright.learn.loss.Loss;
import org.maskwright.learn.torch.Tensor;
import org.maskwright.learn.torch.Torch;
import org.maskwright.learn.torch.TorchNetwork;
import org.maskwright.learn.torch.Weights;

/// A network that learns: live parameters, and the gradients of a loss with respect to them. On one thread at a time.
final class Learner implements AutoCloseable {
    private final TorchNetwork network;
    private final List<Integer> reductions;
    private final Weights like;
    private final Map<String, NDArray> all = new LinkedHashMap<>();
    private final Map<String, NDArray> learnt = new LinkedHashMap<>();

    Learner(Torch torch, DeepSupervision supervised, Weights start, ScriptWriter.Form form) {
        Graph graph = supervised.graph();
        this.reductions = supervised.heads().stream().map(DeepSupervision.Head::reduction).toList();
        this.network = TorchNetwork.load(torch, ScriptWriter.write(supervised, start, form), graph.dimensions() + 2, graph.inputChannels());
        this.like = start;
        for (Tensor tensor : start.tensors()) {
            NDArray live = Parameters.isLearnt(tensor.name()) ? network.learn(tensor) : network.live(tensor);
            all.put(tensor.name(), live);
            if (Parameters.isLearnt(tensor.name())) learnt.put(tensor.name(), live);
        }
    }

    /// What a batch taught.
    ///
    /// @param gradients empty if the loss is no finite number
    record Lesson(double loss, Map<String, NDArray> gradients) {}

    /// @param owner of the gradients
    Lesson study(Batches.Batch batch, Loss loss, NDManager owner) {
        double value = network.backward(batch.image(), scores -> new CoarseToFine(loss, reductions).of(scores, batch.truth()));
        return new Lesson(value, Double.isFinite(value) ? TorchNetwork.takeGradients(learnt, owner) : Map.of());
    }

    /// The live parameters that gradients move.
    Map<String, NDArray> learnt() {
        return learnt;
    }

    /// Those and the running statistics.
    Map<String, NDArray> all() {
        return all;
    }

    /// Takes on the parameters of `other`.
    void become(Learner other) {
        learnt.forEach((name, mine) -> mine.subi(mine).addi(java.util.Objects.requireNonNull(other.learnt.get(name))));
    }

    Weights weights() {
        return network.weights(like);
    }

    @Override
    public void close() {
        network.close();
    }
}
