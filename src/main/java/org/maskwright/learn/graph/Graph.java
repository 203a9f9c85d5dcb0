package org.maskwright.learn.graph;

import java.util.ArrayList;
import java.util.List;

/// A network as data: layers and who feeds whom, in an order in which they can be computed. The last node is the output.
///
/// Being data it can be counted ([Parameters]), rewritten ([BatchNormFolding]) and spelled as TorchScript ([ScriptWriter]).
///
/// @param dimensions 2 or 3
/// @param stride what the input's size must be a multiple of along each axis
public record Graph(int dimensions, int stride, List<Node> nodes) {
    public Graph {
        nodes = List.copyOf(nodes);
        if (dimensions != 2 && dimensions != 3) throw new IllegalArgumentException("a network has 2 or 3 dimensions, got " + dimensions);
        if (!(nodes.getFirst().layer() instanceof Layer.Input)) throw new IllegalArgumentException("a network begins with its input");
    }

    /// A layer in its place.
    ///
    /// @param inputs indices of nodes before this one
    /// @param channels of the output
    public record Node(Layer layer, List<Integer> inputs, int channels) {
        public Node {
            inputs = List.copyOf(inputs);
        }
    }

    public int inputChannels() {
        return nodes.getFirst().channels();
    }

    public int outputChannels() {
        return nodes.getLast().channels();
    }

    /// How many layers read the output of each node.
    List<Integer> readers() {
        int[] readers = new int[nodes.size()];
        for (Node node : nodes) node.inputs().forEach(input -> readers[input]++);
        return java.util.Arrays.stream(readers).boxed().toList();
    }

    /// Starts a drawing: the image of so many channels.
    public static Feature input(int dimensions, int channels) {
        var drawing = new Drawing(dimensions);
        return drawing.add(new Layer.Input(), List.of(), channels, 1);
    }

    /// The sheet on which features are drawn.
    static final class Drawing {
        private final int dimensions;
        private final List<Node> nodes = new ArrayList<>();
        private int stride = 1;

        private Drawing(int dimensions) {
            this.dimensions = dimensions;
        }

        Feature add(Layer layer, List<Integer> inputs, int channels, int reduction) {
            nodes.add(new Node(layer, inputs, channels));
            stride = Math.max(stride, reduction);
            return new Feature(this, nodes.size() - 1, channels, reduction);
        }

        Layer layer(int index) {
            return nodes.get(index).layer();
        }

        Graph finish(Feature output) {
            if (output.index() != nodes.size() - 1) throw new IllegalArgumentException("the output must be the layer drawn last");
            return new Graph(dimensions, stride, nodes);
        }
    }
}
