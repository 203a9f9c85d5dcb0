package org.maskwright.learn.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.maskwright.learn.torch.Tensor;
import org.maskwright.learn.torch.Weights;

/// Rewrites a trained network for inference: a batch norm behind a convolution is only a scale and a shift by then, and
/// goes into the convolution's kernel and bias. Same output up to rounding, and one pass over memory less a layer.
///
/// @param graph without the folded norms
/// @param weights those of `graph`
public record BatchNormFolding(Graph graph, Weights weights) {
    public static BatchNormFolding of(Graph graph, Weights weights) {
        List<Integer> readers = graph.readers();
        var nodes = new ArrayList<Graph.Node>();
        var tensors = new ArrayList<Tensor>();
        var taken = new HashSet<String>();
        int[] moved = new int[graph.nodes().size()];
        for (int i = 0; i < graph.nodes().size(); i++) {
            Graph.Node node = graph.nodes().get(i);
            if (node.layer() instanceof Layer.Norm(String norm, Normalisation kind) && kind == Normalisation.BATCH) {
                int before = node.inputs().getFirst();
                if (graph.nodes().get(before).layer() instanceof Layer.Convolution convolution && readers.get(before) == 1) {
                    moved[i] = moved[before];
                    nodes.set(moved[before], new Graph.Node(new Layer.Convolution(convolution.name(), convolution.kernel(), true),
                            nodes.get(moved[before]).inputs(), node.channels()));
                    fold(convolution, norm, weights, tensors);
                    taken.addAll(Set.of(convolution.name() + ".weight", convolution.name() + ".bias", norm + ".weight", norm + ".bias",
                            norm + ".running_mean", norm + ".running_var"));
                    continue;
                }
            }
            moved[i] = nodes.size();
            nodes.add(new Graph.Node(node.layer(), node.inputs().stream().map(input -> moved[input]).toList(), node.channels()));
        }
        weights.tensors().stream().filter(tensor -> !taken.contains(tensor.name())).forEach(tensors::add);
        return new BatchNormFolding(new Graph(graph.dimensions(), graph.stride(), nodes), Weights.of(tensors));
    }

    private static void fold(Layer.Convolution convolution, String norm, Weights weights, List<Tensor> tensors) {
        Tensor kernel = weights.get(convolution.name() + ".weight");
        float[] values = kernel.toArray();
        float[] scale = weights.get(norm + ".weight").toArray();
        float[] shift = weights.get(norm + ".bias").toArray();
        float[] mean = weights.get(norm + ".running_mean").toArray();
        float[] variance = weights.get(norm + ".running_var").toArray();
        float[] bias = weights.find(convolution.name() + ".bias").map(Tensor::toArray).orElseGet(() -> new float[scale.length]);
        int each = values.length / scale.length;
        for (int channel = 0; channel < scale.length; channel++) {
            double factor = scale[channel] / Math.sqrt(variance[channel] + ScriptWriter.EPSILON);
            for (int i = channel * each; i < (channel + 1) * each; i++) values[i] = (float) (values[i] * factor);
            bias[channel] = (float) ((bias[channel] - mean[channel]) * factor + shift[channel]);
        }
        tensors.add(Tensor.of(kernel.name(), kernel.shape(), values));
        tensors.add(Tensor.of(convolution.name() + ".bias", List.of(bias.length), bias));
    }
}
