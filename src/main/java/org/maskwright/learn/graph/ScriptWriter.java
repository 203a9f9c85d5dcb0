package org.maskwright.learn.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
    /// The engine's builds for these processors hold oneDNN, others need not.
    private static final boolean HAS_ONE_DNN = System.getProperty("os.arch").matches("amd64|x86_64");

    /// How the network shall compute.
    ///
    /// @param trainable keeps the tensors in 32 bits and casts them at every use, so that small updates are not lost
    /// @param channelsLast kernels and features lie with the channel fastest, as a processor's vector instructions like them
    /// @param oneByOne the network is only ever shown batches of one
    /// @param ranges what the convolutions of these names read; they multiply in 8 bits, see [Eight]
    public record Form(boolean trainable, Precision precision, boolean channelsLast, boolean oneByOne, Map<String, Eight.Range> ranges) {
        public Form {
            ranges = Map.copyOf(ranges);
            if (precision == Precision.INT8) throw new IllegalArgumentException("features have 16 or 32 bits; convolutions alone have 8");
            if (trainable && !ranges.isEmpty()) throw new IllegalArgumentException("a network in 8 bits cannot be trained");
        }

        public Form(boolean trainable, Precision precision, boolean channelsLast, boolean oneByOne) {
            this(trainable, precision, channelsLast, oneByOne, Map.of());
        }

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

    /// A script that tells, instead of scores, what each convolution of [Eight#convolutions] reads: its least and its largest number,
    /// `[convolution][2]`, in their order.
    public static Script ranges(Graph graph, Weights weights) {
        var writer = new ScriptWriter(graph, List.of(), weights, new Form(false, Precision.FLOAT32, false));
        List<String> measured = Eight.convolutions(graph);
        var found = new ArrayList<String>();
        for (int i = 0; i < graph.nodes().size(); i++) {
            Graph.Node node = graph.nodes().get(i);
            writer.script.statement(writer.assigned(i) + " = " + writer.expression(i, true));
            if (node.layer() instanceof Layer.Convolution(String name, _, _) && measured.contains(name)) {
                String x = variable(node.inputs().getFirst());
                writer.script.statement("m" + found.size() + " = " + call("stack", "[" + call("amin", x) + ", " + call("amax", x) + "]"));
                found.add("m" + found.size());
            }
        }
        return writer.script.statement("return " + call("stack", found.toString())).build();
    }

    private Script write() {
        int last = graph.nodes().size() - 1;
        int head = Eight.head(graph);
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
            case Layer.Convolution(String name, Kernel kernel, boolean bias) when form.ranges().containsKey(name) && !full ->
                    eight(name, kernel, bias, x.getFirst(), java.util.Objects.requireNonNull(form.ranges().get(name)));
            case Layer.Convolution(String name, Kernel kernel, boolean bias) -> {
                String source = full ? widened(x.getFirst()) : x.getFirst();
                String weight = kernel(name + ".weight", full);
                String shift = bias ? kernel(name + ".bias", full) : "None";
                yield throughOneDnn() && !full
                        ? call("mkldnn_convolution", source, weight, shift, each(kernel.padding()), each(kernel.stride()), each(kernel.dilation()), "1")
                        : call("conv" + d + "d", source, weight, shift, each(kernel.stride()), each(kernel.padding()), each(kernel.dilation()));
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

    /// Whether to go round the engine's own choice, which takes single small images in 32 bits to a general matrix product: on processors that
    /// product was not tuned for, a look at 40 × 56 × 40 voxels takes twice as long. Gradients come by the engine's choice alone.
    private boolean throughOneDnn() {
        return HAS_ONE_DNN && form.channelsLast() && !form.trainable() && form.precision() == Precision.FLOAT32;
    }

    /// A convolution of bytes, summed exactly and scaled back to the form's precision.
    private String eight(String name, Kernel kernel, boolean bias, String x, Eight.Range range) {
        Eight.Kernels kernels = Eight.kernels(weights.get(name + ".weight"));
        String weight = script.tensor(kernels.values(), Precision.INT8, false, false);
        String scales = script.tensor(kernels.scales(), Precision.FLOAT32, false, false);
        String shift = bias ? script.tensor(weights.get(name + ".bias"), Precision.FLOAT32, false, true) : "None";
        String id = Script.identifier(name);
        String step = "" + range.step();
        String zero = "" + range.zero();
        String stride = each(kernel.stride());
        String padding = each(kernel.padding());
        String dilation = each(kernel.dilation());
        // The engine's numbers for its own types: 13 for bytes with a scale, 3 for whole numbers of 32 bits.
        script.statement("q_" + id + " = " + call("int_repr", call("quantize_per_tensor", widened(x), step, zero, "13")));
        script.statement("k_" + id + " = ops.onednn.qconv_prepack(" + String.join(", ", weight, scales, step, zero, stride, padding, dilation, "1", "None") + ")");
        script.statement("z_" + id + " = " + call("zeros_like", scales, "dtype=3"));
        return "ops.onednn.qconv" + graph.dimensions() + "d_pointwise(" + String.join(", ", "q_" + id, step, zero, "k_" + id, scales, "z_" + id, shift, stride, padding,
                dilation, "1", "1.0", "0", "" + form.precision().code(), "\"none\"", "annotate(List[Optional[number]], [])", "\"\"") + ")";
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
