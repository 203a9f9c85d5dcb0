package org.maskwright.learn.torch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/// A network as PyTorch reads it: a TorchScript class of one method `forward(x)`, and its named tensors.
///
/// [#write] lays both out as a `.pt` archive that `torch.jit.load` opens anywhere, from Python or from here, with no Python
/// needed to make it. Statements are aten calls in single assignment form; the last one returns.
///
/// Running statistics stand among the parameters (with no gradient), for the engine lists only parameters, and a training
/// loop must be able to read everything that training changes.
public final class Script {
    private final List<String> statements;
    private final List<Attribute> attributes;
    private final int outputs;

    private Script(List<String> statements, List<Attribute> attributes, int outputs) {
        this.outputs = outputs;
        this.statements = List.copyOf(statements);
        this.attributes = List.copyOf(attributes);
    }

    /// A tensor of the network: its place in the script, its values, how they are stored, and whether training moves them.
    private record Attribute(String identifier, Tensor tensor, Precision precision, boolean channelsLast, boolean learnt) {}

    public static Builder builder() {
        return new Builder();
    }

    /// The name in the script of the tensor called `name`: dots become underscores, as Python wants it.
    public static String identifier(String name) {
        String identifier = name.replace('.', '_');
        if (!identifier.matches("[A-Za-z_][A-Za-z0-9_]*")) throw new IllegalArgumentException("'" + name + "' cannot name a tensor");
        return identifier;
    }

    /// The TorchScript source, as it stands in the archive.
    public String source() {
        var source = new StringBuilder("class Network(Module):\n  __parameters__ = [");
        for (Attribute attribute : attributes) source.append('"').append(attribute.identifier).append("\", ");
        source.append("]\n  __buffers__ = []\n");
        for (Attribute attribute : attributes) source.append("  ").append(attribute.identifier).append(" : Tensor\n");
        source.append("  training : bool\n  def forward(self: __torch__.Network,\n    x: Tensor) -> ").append(outputs == 1 ? "Tensor" : Collections.nCopies(outputs, "Tensor").stream().collect(Collectors.joining(", ", "Tuple[", "]")))
                .append(":\n");
        for (String statement : statements) source.append("    ").append(statement).append('\n');
        return source.toString();
    }

    /// Writes the archive. The same script gives the same bytes.
    public void write(OutputStream out) throws IOException {
        try (var zip = new StoredZip(out)) {
            zip.add("network/data.pkl", object());
            zip.add("network/code/__torch__.py", source().getBytes(StandardCharsets.UTF_8));
            zip.add("network/constants.pkl", new Pickle().emptyTuple().finish());
            zip.add("network/version", "3\n".getBytes(StandardCharsets.US_ASCII));
            zip.add("network/byteorder", "little".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < attributes.size(); i++) zip.add("network/data/" + i, stored(attributes.get(i)));
        }
    }

    private byte[] object() {
        var pickle = new Pickle().global("__torch__", "Network").emptyTuple().newObject().emptyDictionary().mark();
        for (int i = 0; i < attributes.size(); i++) {
            Attribute attribute = attributes.get(i);
            pickle.text(attribute.identifier).global("torch._utils", "_rebuild_tensor_v2").mark();
            pickle.mark().text("storage").global("torch", attribute.precision.storage()).text("" + i).text("cpu")
                    .number(attribute.tensor.count()).tuple().persistent();
            pickle.number(0);
            tuple(pickle, attribute.tensor.shape());
            tuple(pickle, strides(attribute.tensor.shape(), attribute.channelsLast));
            pickle.bool(attribute.learnt).global("collections", "OrderedDict").emptyTuple().call();
            pickle.tuple().call();
        }
        return pickle.text("training").bool(true).items().state().finish();
    }

    private static void tuple(Pickle pickle, List<Integer> numbers) {
        pickle.mark();
        numbers.forEach(pickle::number);
        pickle.tuple();
    }

    /// How far apart neighbours along each axis lie: rows last, or, for kernels of convolutions, channels last.
    private static List<Integer> strides(List<Integer> shape, boolean channelsLast) {
        var order = new ArrayList<Integer>();
        if (channelsLast) order.add(1);
        for (int axis = shape.size() - 1; axis >= 0; axis--) {
            if (!channelsLast || axis != 1) order.add(axis);
        }
        Integer[] strides = new Integer[shape.size()];
        int stride = 1;
        for (int axis : order) {
            strides[axis] = stride;
            stride *= shape.get(axis);
        }
        return List.of(strides);
    }

    private static byte[] stored(Attribute attribute) {
        float[] values = attribute.channelsLast ? channelsLast(attribute.tensor) : attribute.tensor.toArray();
        ByteBuffer bytes = ByteBuffer.allocate(values.length * attribute.precision.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        switch (attribute.precision) {
            case FLOAT32 -> bytes.asFloatBuffer().put(values);
            case BFLOAT16 -> {
                for (float value : values) bytes.putShort(toBfloat16(value));
            }
            case FLOAT16 -> {
                for (float value : values) bytes.putShort(Float.floatToFloat16(value));
            }
            case INT8 -> {
                for (float value : values) bytes.put((byte) Math.round(value));
            }
        }
        return bytes.array();
    }

    /// `[out][in][space]` into `[out][space][in]`.
    private static float[] channelsLast(Tensor tensor) {
        int out = tensor.shape().get(0);
        int in = tensor.shape().get(1);
        int space = tensor.count() / (out * in);
        FloatBuffer source = tensor.values();
        float[] target = new float[tensor.count()];
        for (int o = 0; o < out; o++) {
            for (int i = 0; i < in; i++) {
                for (int s = 0; s < space; s++) target[(o * space + s) * in + i] = source.get();
            }
        }
        return target;
    }

    /// The upper half of the float, rounded to the nearest, ties to even.
    static short toBfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
    }

    /// Collects statements and tensors in the order in which they are used.
    public static final class Builder {
        private final List<String> statements = new ArrayList<>();
        private final List<Attribute> attributes = new ArrayList<>();

        private Builder() {}

        /// One statement of the method's body.
        public Builder statement(String text) {
            statements.add(text);
            return this;
        }

        /// @param learnt false for running statistics, which have no gradient
        /// @throws IllegalArgumentException if the name is taken already
        /// @return how a statement refers to the tensor, such as `self.encoder_0_weight`
        public String tensor(Tensor tensor, Precision precision, boolean channelsLast, boolean learnt) {
            String identifier = identifier(tensor.name());
            if (attributes.stream().anyMatch(known -> known.identifier.equals(identifier))) {
                throw new IllegalArgumentException("two tensors would be called '" + identifier + "'");
            }
            boolean kernel = tensor.shape().size() >= 4;
            attributes.add(new Attribute(identifier, tensor, precision, channelsLast && kernel, learnt));
            return "self." + identifier;
        }

        public Script build() {
            return build(1);
        }

        /// @param outputs how many tensors the last statement returns, as a tuple if several
        public Script build(int outputs) {
            return new Script(statements, attributes, outputs);
        }
    }
}
