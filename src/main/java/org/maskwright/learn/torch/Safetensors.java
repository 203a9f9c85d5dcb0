package org.maskwright.learn.torch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The safetensors layout: eight bytes of header length, a JSON header, then plain little-endian numbers.
///
/// Reading trusts nothing: sizes, offsets, holes, overlaps and types are checked before a single value is taken, so that
/// a damaged or malicious file ends in a [WeightsException] and never in the engine. Only `F32` and `F16` tensors are accepted.
/// Values are written without loss: as `F16` where each of a tensor's values is one (see [Tensor#halved]), else as `F32`.
///
/// @see <a href="https://github.com/huggingface/safetensors#format">the format</a>
public final class Safetensors {
    private static final int LENGTH_BYTES = 8;
    private static final int MAX_HEADER_BYTES = 16 << 20;
    private static final int MAX_RANK = 8;
    private static final String METADATA = "__metadata__";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Safetensors() {}

    /// Writes `weights` in their order, with free text `metadata` in the header.
    public static void write(Weights weights, Map<String, String> metadata, OutputStream out) throws IOException {
        ObjectNode header = JSON.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode texts = header.putObject(METADATA);
            metadata.forEach(texts::put);
        }
        long offset = 0;
        for (Tensor tensor : weights.tensors()) {
            boolean half = tensor.isHalf();
            long end = offset + (long) tensor.count() * (half ? Short.BYTES : Float.BYTES);
            ObjectNode entry = header.putObject(tensor.name()).put("dtype", half ? "F16" : "F32");
            ArrayNode shape = entry.putArray("shape");
            tensor.shape().forEach(shape::add);
            entry.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        byte[] json = JSON.writeValueAsBytes(header);
        // Spaces up to a multiple of eight keep the numbers aligned when the file is mapped into memory.
        byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        out.write(ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(padded.length).array());
        out.write(padded);
        for (Tensor tensor : weights.tensors()) {
            ByteBuffer bytes = ByteBuffer.allocate(tensor.count() * (tensor.isHalf() ? Short.BYTES : Float.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
            if (tensor.isHalf()) {
                for (float value : tensor.toArray()) bytes.putShort(Float.floatToFloat16(value));
            } else {
                bytes.asFloatBuffer().put(tensor.values());
            }
            out.write(bytes.array());
        }
    }

    /// A file's weights, ordered as they lie in it, and the free text of its header.
    public record Contents(Weights weights, Map<String, String> metadata) {
        public Contents {
            metadata = Map.copyOf(metadata);
        }
    }

    /// Reads the weights that [#write] or any other safetensors writer wrote.
    ///
    /// @throws WeightsException if the bytes break the format in any way, or hold another type than F32 and F16
    public static Weights read(byte[] file) throws WeightsException {
        return readAll(file).weights();
    }

    /// As [#read], with the header's free text.
    public static Contents readAll(byte[] file) throws WeightsException {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int headerLength = headerLength(bytes);
        int start = LENGTH_BYTES + headerLength;
        long dataLength = file.length - (long) start;
        JsonNode header = header(file, headerLength);
        List<Entry> entries = entries(header);
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        long covered = 0;
        var tensors = new ArrayList<Tensor>();
        for (Entry entry : entries) {
            if (entry.begin != covered) {
                throw new WeightsException("tensor '" + entry.name + "' starts at byte " + entry.begin + " of the data, expected " + covered
                        + (entry.begin < covered ? " (it overlaps the tensor before it)" : " (there is a hole before it)"));
            }
            if (entry.end > dataLength) {
                throw new WeightsException("tensor '" + entry.name + "' ends at byte " + entry.end + " of the data, but only " + dataLength
                        + " bytes are there: the file is cut short");
            }
            ByteBuffer values = bytes.slice(start + (int) entry.begin, (int) (entry.end - entry.begin)).order(ByteOrder.LITTLE_ENDIAN);
            tensors.add(Tensor.of(entry.name, entry.shape, entry.half ? widened(values) : values.asFloatBuffer()));
            covered = entry.end;
        }
        if (covered != dataLength) {
            throw new WeightsException((dataLength - covered) + " bytes after the last tensor belong to none");
        }
        return new Contents(Weights.of(tensors), metadata(header));
    }

    private static FloatBuffer widened(ByteBuffer halves) {
        FloatBuffer values = FloatBuffer.allocate(halves.remaining() / Short.BYTES);
        while (halves.hasRemaining()) values.put(Float.float16ToFloat(halves.getShort()));
        return values.flip();
    }

    private static Map<String, String> metadata(JsonNode header) throws WeightsException {
        var texts = new LinkedHashMap<String, String>();
        for (Map.Entry<String, JsonNode> text : header.path(METADATA).properties()) {
            if (!text.getValue().isTextual()) throw new WeightsException("the free text '" + text.getKey() + "' is " + text.getValue().getNodeType());
            texts.put(text.getKey(), text.getValue().textValue());
        }
        return texts;
    }

    private static int headerLength(ByteBuffer bytes) throws WeightsException {
        if (bytes.capacity() < LENGTH_BYTES) {
            throw new WeightsException("expected at least " + LENGTH_BYTES + " bytes, found " + bytes.capacity());
        }
        long length = bytes.getLong(0);
        if (length < 2 || length > MAX_HEADER_BYTES || length > bytes.capacity() - LENGTH_BYTES) {
            throw new WeightsException("the header claims a length of " + Long.toUnsignedString(length) + " bytes in a file of "
                    + bytes.capacity() + " bytes");
        }
        return (int) length;
    }

    private static JsonNode header(byte[] file, int length) throws WeightsException {
        if (file[LENGTH_BYTES] != '{') throw new WeightsException("the header does not begin with '{'");
        try {
            return JSON.readTree(new String(file, LENGTH_BYTES, length, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new WeightsException("the header is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private record Entry(String name, List<Integer> shape, boolean half, long begin, long end) {}

    private static List<Entry> entries(JsonNode header) throws WeightsException {
        var entries = new ArrayList<Entry>();
        for (Map.Entry<String, JsonNode> field : header.properties()) {
            if (!field.getKey().equals(METADATA)) entries.add(entry(field.getKey(), field.getValue()));
        }
        return entries;
    }

    private static Entry entry(String name, JsonNode node) throws WeightsException {
        String type = node.path("dtype").asText("none");
        boolean half = type.equals("F16");
        if (!half && !type.equals("F32")) throw new WeightsException("tensor '" + name + "' is of type " + type + ", only F32 and F16 are read");
        int width = half ? Short.BYTES : Float.BYTES;
        JsonNode sizes = node.path("shape");
        if (!sizes.isArray() || sizes.size() > MAX_RANK) {
            throw new WeightsException("tensor '" + name + "' needs a shape of at most " + MAX_RANK + " sizes, found " + sizes);
        }
        var shape = new ArrayList<Integer>();
        long count = 1;
        for (JsonNode size : sizes) {
            if (!size.isIntegralNumber() || !size.canConvertToInt() || size.intValue() < 1) {
                throw new WeightsException("tensor '" + name + "' has a size of " + size + ", expected a whole number above 0");
            }
            shape.add(size.intValue());
            count = Math.multiplyHigh(count, size.intValue()) == 0 ? count * size.intValue() : Long.MAX_VALUE;
            if (count < 0 || count > Integer.MAX_VALUE / Float.BYTES) {
                throw new WeightsException("tensor '" + name + "' of shape " + sizes + " is larger than 2 GiB");
            }
        }
        JsonNode offsets = node.path("data_offsets");
        if (!offsets.isArray() || offsets.size() != 2 || !offsets.get(0).canConvertToLong() || !offsets.get(1).canConvertToLong()
                || !offsets.get(0).isIntegralNumber() || !offsets.get(1).isIntegralNumber()) {
            throw new WeightsException("tensor '" + name + "' needs two data offsets, found " + offsets);
        }
        long begin = offsets.get(0).longValue();
        long end = offsets.get(1).longValue();
        if (begin < 0 || end < begin || end - begin != count * width) {
            throw new WeightsException("tensor '" + name + "' of shape " + sizes + " needs " + count * width
                    + " bytes, its offsets give " + begin + " to " + end);
        }
        return new Entry(name, List.copyOf(shape), half, begin, end);
    }
}
