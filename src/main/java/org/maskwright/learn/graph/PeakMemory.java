package org.maskwright.learn.graph;

import java.util.Arrays;
import java.util.List;
import org.maskwright.geometry.Size;

/// How much memory the features of a network take at most, told from its drawing before it runs.
///
/// Counted are the features alone. What the engine's kernels take for themselves beside them is for the caller to allow for.
public final class PeakMemory {
    private static final int BYTES_OF_A_PLACE = 8;

    private final Graph graph;
    private final long[] bytes;
    private final int[] storage;

    private PeakMemory(Graph graph, Size tile, int batch, int bytesANumber) {
        this.graph = graph;
        int count = graph.nodes().size();
        this.bytes = new long[count];
        this.storage = new int[count];
        long[][] sizes = new long[count][];
        List<Integer> readers = graph.readers();
        for (int i = 0; i < count; i++) {
            Graph.Node node = graph.nodes().get(i);
            sizes[i] = size(node, sizes, tile);
            storage[i] = i;
            boolean overwrites = node.layer() instanceof Layer.Activate && readers.get(node.inputs().getFirst()) == 1;
            if (overwrites || node.layer() instanceof Layer.Dropout) storage[i] = storage[node.inputs().getFirst()];
            else bytes[i] = Arrays.stream(sizes[i]).reduce(1, (a, b) -> a * b) * node.channels() * batch * (bytesANumber + (isUndone(i) ? BYTES_OF_A_PLACE : 0));
        }
    }

    private boolean isUndone(int index) {
        return graph.nodes().stream().anyMatch(node -> node.layer() instanceof Layer.Unpool && node.inputs().get(1) == index);
    }

    private long[] size(Graph.Node node, long[][] sizes, Size tile) {
        if (node.layer() instanceof Layer.Input) return graph.dimensions() == 2 ? new long[] {tile.x(), tile.y()} : new long[] {tile.x(), tile.y(), tile.z()};
        long[] before = sizes[node.inputs().getFirst()];
        return switch (node.layer()) {
            case Layer.Convolution(_, Kernel kernel, _) -> Arrays.stream(before).map(n -> Math.max(1, n / kernel.stride())).toArray();
            case Layer.MaxPool(int factor) -> Arrays.stream(before).map(n -> Math.max(1, n / factor)).toArray();
            case Layer.UpConvolution(_, int factor) -> Arrays.stream(before).map(n -> n * factor).toArray();
            case Layer.Unpool _ -> sizes[graph.nodes().get(node.inputs().get(1)).inputs().getFirst()];
            case Layer.AveragePool(int bins) -> Arrays.stream(before).map(_ -> bins).toArray();
            case Layer.Resize _ -> sizes[node.inputs().get(1)];
            case Layer.Input _, Layer.Norm _, Layer.Activate _, Layer.Dropout _, Layer.Gate _, Layer.Concat _, Layer.Add _ -> before;
        };
    }

    /// While the network looks, a feature is let go after its last reader: the most that is held at a time, in bytes.
    ///
    /// @param tile voxels of the input; in two dimensions its depth plays no part
    /// @param bytesANumber of a feature
    public static long looking(Graph graph, Size tile, int batch, int bytesANumber) {
        var memory = new PeakMemory(graph, tile, batch, bytesANumber);
        int count = graph.nodes().size();
        int[] last = new int[count];
        for (int i = 0; i < count; i++) {
            last[memory.storage[i]] = Math.max(last[memory.storage[i]], i);
            for (int input : graph.nodes().get(i).inputs()) last[memory.storage[input]] = i;
        }
        long held = 0;
        long most = 0;
        for (int i = 0; i < count; i++) {
            held += memory.bytes[i];
            most = Math.max(most, held);
            for (int j = 0; j <= i; j++) {
                if (last[j] == i && i < count - 1) held -= memory.bytes[j];
            }
        }
        return most;
    }

    /// While it learns, every feature is kept for the way back, where the gradients of two at a time come on top.
    public static long learning(Graph graph, Size patch, int batch, int bytesANumber) {
        var memory = new PeakMemory(graph, patch, batch, bytesANumber);
        return Arrays.stream(memory.bytes).sum() + 2 * Arrays.stream(memory.bytes).max().orElse(0);
    }
}
