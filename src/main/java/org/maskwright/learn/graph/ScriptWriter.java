package org.maskwright.learn.graph;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.maskwright.learn.torch.Precision;
import org.maskwright.learn.torch.Script;
import org.maskwright.learn.torch.Weights;

/// Spells a [Graph] as TorchScript, one aten call a layer.
///
/// In 16-bit forms the last convolution and what follows it still compute in 32 bits: the softmax after them feels every rounding.
public final class ScriptWriter {
    private static final double MOMENTUM = 0.1;
    static final double EPSILON = 1e-5;

    /// How the network shall compute.
    ///
    /// @param trainable keeps the tensors in 32 bits and casts them at every use, so that small updates are not lost
    /// @param channelsLast kernels and features lie with the channel fastest, as vector instructions like them
    /// @param oneByOne the network is only ever shown batches of one
    public record Form(boolean trainable, Precision precision, boolean channelsLast, boolean oneByOne) {
        /// For batches of any size.
        public Form(boolean trainable, Precision precision, boolean channelsLast) {
            this(trainable, precision, channelsLast, false);
        }
    }

    private final Graph graph;
    private final List<Integer> furtherOutputs;
    private final Weights weights;
    private final Form form;
    private final List<Integer> readers;
    private final Script.Builder script = Script.builder();

    private ScriptWriter(Graph graph, List<Integer> furtherOutputs, Weights weights, Form form) {
        this.graph = graph;
        this.furtherOutputs = furtherOutputs;
        this.weights = weights;
        this.form = form;
        this.readers = graph.readers();
    }

    /// @throws IllegalArgumentException if `weights` are not those of `graph`
    public static Script write(Graph graph, Weights weights, Form form) {
        return new ScriptWriter(graph, List.of(), weights, form).write();
    }

    /// As above; the output is followed by those of the heads.
    public static Script write(DeepSupervision supervised, Weights weights, Form form) {
        return new ScriptWriter(supervised.graph(), supervised.heads().stream().map(DeepSupervision.Head::node).toList(), weights, form).write();
    }

    private Script write() {
        int last = graph.nodes().size() - 1;
        int head = IntStream.rangeClosed(0, last).filter(i -> graph.nodes().get(i).layer() instanceof Layer.Convolution).max().orElse(last);
        for (int i = 0; i <= last; i++) script.statement(assigned(i) + " = " + expression(i, i >= head || furtherOutputs.contains(i)));
        List<String> outputs = Stream.concat(Stream.of(last), furtherOutputs.stream()).map(ScriptWriter::variable).toList();
        script.statement("return " + (outputs.size() == 1 ? outputs.getFirst() : outputs.stream().collect(Collectors.joining(", ", "(", ")"))));
        return script.build(outputs.size());
    }

    /// What statement `node` assigns: its feature, and for a pooling that is undone later also where the maxima stood.
    private String assigned(int node) {
        return isUndone(node) ? variable(node) + ", " + places(node) : variable(node);
    }

    private boolean isUndone(int node) {
        return graph.nodes().stream().anyMatch(later -> later.layer() instanceof Layer.Unpool && later.inputs().get(1) == node);
    }

    private static String places(int node) {
        return "p" + node;
    }

    private static String variable(int node) {
        return "v" + node;
    }

    /// @param full computes in 32 bits whatever the form
    private String expression(int index, boolean full) {
        Graph.Node node = graph.nodes().get(index);
        List<String> x = node.inputs().stream().map(ScriptWriter::variable).toList();
        int d = graph.dimensions();
        return switch (node.layer()) {
            case Layer.Input _ -> input();
            case Layer.Convolution(String name, Kernel kernel, boolean bias) -> {
                String source = full ? widened(x.getFirst()) : x.getFirst();
                yield call("conv" + d + "d", source, kernel(name + ".weight", full), bias ? kernel(name + ".bias", full) : "None",
                        each(kernel.stride()), each(kernel.padding()), each(kernel.dilation()));
            }
            case Layer.UpConvolution(String name, int factor) ->
                    call("conv_transpose" + d + "d", x.getFirst(), kernel(name + ".weight", false), kernel(name + ".bias", false), each(factor));
            case Layer.Norm(String name, Normalisation kind) -> norm(name, kind, x.getFirst(), node.channels());
            case Layer.Activate(Activation kind) -> activation(kind, x.getFirst(), readers.get(node.inputs().getFirst()) == 1);
            case Layer.Dropout(double probability) -> call("feature_dropout", x.getFirst(), "" + probability, "self.training");
            case Layer.MaxPool(int size) -> call("max_pool" + d + "d" + (isUndone(index) ? "_with_indices" : ""), x.getFirst(), each(size), each(size));
            case Layer.Unpool _ -> unpool(x.getFirst(), node.inputs().get(1));
            case Layer.AveragePool(int bins) -> call("adaptive_avg_pool" + d + "d", x.getFirst(), each(bins));
            case Layer.Resize _ -> call(d == 2 ? "upsample_bilinear2d" : "upsample_trilinear3d", full ? widened(x.get(0)) : x.get(0), sizeOf(x.get(1)), "False", "None");
            case Layer.Gate _ -> call("mul", x.get(0), call("sigmoid", x.get(1)));
            case Layer.Concat _ -> call("cat", x.toString(), "1");
            case Layer.Add _ -> call("add", x.get(0), x.get(1));
        };
    }

    /// Computed in 32 bits, for which alone the engine has it.
    private String unpool(String x, int pooled) {
        String before = variable(graph.nodes().get(pooled).inputs().getFirst());
        int size = ((Layer.MaxPool) graph.nodes().get(pooled).layer()).size();
        String whole = graph.dimensions() == 2 ? call("max_unpool2d", widened(x), places(pooled), sizeOf(before))
                : call("max_unpool3d", widened(x), places(pooled), sizeOf(before), each(size), each(0));
        return form.precision() == Precision.FLOAT32 ? whole : cast(whole, form.precision());
    }

    private String widened(String x) {
        return form.precision() == Precision.FLOAT32 ? x : cast(x, Precision.FLOAT32);
    }

    private String sizeOf(String x) {
        return IntStream.range(2, 2 + graph.dimensions()).mapToObj(axis -> call("size", x, "" + axis)).toList().toString();
    }

    private String input() {
        String image = "x";
        if (form.precision() != Precision.FLOAT32) image = cast(image, form.precision());
        // 2 and 3 are PyTorch's numbers for channels-last layouts of two and three dimensions.
        if (form.channelsLast()) image = call("contiguous", image, "memory_format=" + graph.dimensions());
        return image;
    }

    private String norm(String name, Normalisation kind, String x, int channels) {
        String scale = statistic(name + ".weight", true);
        String shift = statistic(name + ".bias", true);
        return switch (kind) {
            case BATCH -> call("batch_norm", x, scale, shift, statistic(name + ".running_mean", false),
                    statistic(name + ".running_var", false), "self.training", "" + MOMENTUM, "" + EPSILON, "True");
            case GROUP -> call("group_norm", x, "" + groups(channels), scale, shift, "" + EPSILON);
            // In a batch of one they are the same thing, but the engine's instance norm copies channels-last features twice on
            // the way in and twice on the way back, a fifth of a step's time.
            case INSTANCE -> call(form.oneByOne() ? "batch_norm" : "instance_norm", x, scale, shift, "None", "None", "True", "" + MOMENTUM, "" + EPSILON, "True");
        };
    }

    /// Groups of eight channels where that divides, else one for all.
    private static int groups(int channels) {
        return channels % 8 == 0 ? channels / 8 : 1;
    }

    /// @param alone true if no other layer reads `x`, which may then be overwritten
    private static String activation(Activation kind, String x, boolean alone) {
        String inPlace = alone ? "_" : "";
        return switch (kind) {
            case RELU -> call("relu" + inPlace, x);
            case LEAKY_RELU -> call("leaky_relu" + inPlace, x, "0.01");
        };
    }

    /// A tensor that is multiplied, in the form's precision unless `full`.
    private String kernel(String name, boolean full) {
        boolean narrow = form.precision() != Precision.FLOAT32 && !full;
        boolean stored = narrow && !form.trainable();
        String tensor = script.tensor(weights.get(name), stored ? form.precision() : Precision.FLOAT32, form.channelsLast(), true);
        return narrow && !stored ? cast(tensor, form.precision()) : tensor;
    }

    /// A tensor of a norm, always in full precision.
    private String statistic(String name, boolean learnt) {
        return script.tensor(weights.get(name), Precision.FLOAT32, false, learnt);
    }

    private String each(int value) {
        return Collections.nCopies(graph.dimensions(), value).toString();
    }

    private static String cast(String value, Precision precision) {
        return call("to", value, "" + precision.code());
    }

    private static String call(String function, String... arguments) {
        return Stream.of(arguments).collect(Collectors.joining(", ", "torch." + function + "(", ")"));
    }
}
