package org.maskwright.learn.graph;

import java.util.ArrayList;
import java.util.List;

/// A network with further outputs for training: at each coarser stage on the way up a projection to the classes, so that deep
/// layers learn from the truth at first hand. For inference the plain graph is drawn, and the projections' weights are left out.
///
/// @param graph with the projections before its last node; the plain one where nothing can be supervised
/// @param heads the projections, the finest first
/// @see <a href="https://arxiv.org/abs/1409.5185">Lee et al. 2015</a>
public record DeepSupervision(Graph graph, List<Head> heads) {
    private static final String NAME = "supervised";

    public DeepSupervision {
        heads = List.copyOf(heads);
    }

    /// A further output.
    ///
    /// @param node its index in the graph
    /// @param reduction how many times coarser than the input it is
    public record Head(int node, int reduction) {}

    /// The plain graph, with no further outputs.
    public static DeepSupervision none(Graph graph) {
        return new DeepSupervision(graph, List.of());
    }

    /// A head at what each transposed convolution enlarges, but not at the very bottom, which is too coarse to show anything.
    public static DeepSupervision of(Graph graph) {
        var nodes = new ArrayList<>(graph.nodes().subList(0, graph.nodes().size() - 1));
        var heads = new ArrayList<Head>();
        for (Graph.Node node : graph.nodes()) {
            if (!(node.layer() instanceof Layer.UpConvolution)) continue;
            int enlarged = node.inputs().getFirst();
            int reduction = reduction(graph, enlarged);
            if (reduction == graph.stride()) continue;
            heads.addFirst(new Head(nodes.size(), reduction));
            nodes.add(new Graph.Node(new Layer.Convolution(NAME + reduction, Kernel.of(1), true), List.of(enlarged), graph.outputChannels()));
        }
        nodes.add(graph.nodes().getLast());
        return new DeepSupervision(new Graph(graph.dimensions(), graph.stride(), nodes), heads);
    }

    /// How many times coarser than the input the output of a node is.
    private static int reduction(Graph graph, int index) {
        Graph.Node node = graph.nodes().get(index);
        if (node.inputs().isEmpty()) return 1;
        int before = reduction(graph, node.inputs().getFirst());
        return switch (node.layer()) {
            case Layer.Convolution(_, Kernel kernel, _) -> before * kernel.stride();
            case Layer.UpConvolution(_, int factor) -> before / factor;
            case Layer.MaxPool(int size) -> before * size;
            case Layer.Unpool _ -> reduction(graph, graph.nodes().get(node.inputs().get(1)).inputs().getFirst());
            case Layer.Resize _ -> reduction(graph, node.inputs().get(1));
            case Layer.Input _, Layer.Norm _, Layer.Activate _, Layer.Dropout _, Layer.AveragePool _, Layer.Gate _, Layer.Concat _, Layer.Add _ -> before;
        };
    }
}
