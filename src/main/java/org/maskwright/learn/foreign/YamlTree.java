package org.maskwright.learn.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/// YAML 1.1 as the tree that the same content in JSON would be.
///
/// Only maps, lists, texts, numbers, truth values and nothing are made: a tag that asks for an object of any class (`!!python/object`, `!!java…`)
/// is refused, as are keys that stand twice, more than one document, and anchors that let a short text grow beyond [#MAX_NODES].
final class YamlTree {
    static final int MAX_NODES = 100_000;
    private static final int MAX_DEPTH = 50;
    private static final int MAX_ALIASES = 50;
    private static final JsonNodeFactory TREE = JsonNodeFactory.instance;

    private final String name;
    private int nodes;

    private YamlTree(String name) {
        this.name = name;
    }

    /// @param name of the file, for messages
    static JsonNode read(String name, byte[] yaml) throws ForeignException {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setAllowRecursiveKeys(false);
        options.setMaxAliasesForCollections(MAX_ALIASES);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setCodePointLimit(yaml.length + 1); // whoever read the bytes has bounded them
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(yaml)).toString();
            return new YamlTree(name).node(new Yaml(new SafeConstructor(options)).load(text), 0);
        } catch (MarkedYAMLException e) {
            String line = e.getProblemMark() == null ? "" : ", line " + (e.getProblemMark().getLine() + 1);
            throw wrong(name + line, e.getProblem(), e);
        } catch (YAMLException | IllegalArgumentException | IndexOutOfBoundsException e) { // the last two where a value's tag does not fit it
            throw wrong(name, e.getMessage(), e);
        } catch (CharacterCodingException e) {
            throw wrong(name, "bytes that are no UTF-8", e);
        }
    }

    private static ForeignException wrong(String place, @Nullable String found, Throwable cause) {
        return new ForeignException(place + ": expected plain YAML, found: " + PlainText.of(String.valueOf(found), 200) + ". Get the bundle again.", cause);
    }

    private JsonNode node(@Nullable Object value, int depth) throws ForeignException {
        if (++nodes > MAX_NODES || depth > MAX_DEPTH) {
            throw new ForeignException(name + ": expected at most " + MAX_NODES + " values, " + MAX_DEPTH + " deep, found more: it was made to grow. Do not use the bundle.");
        }
        return switch (value) {
            case null -> TREE.nullNode();
            case Map<?, ?> map -> object(map, depth);
            case List<?> list -> {
                ArrayNode array = TREE.arrayNode();
                for (Object one : list) array.add(node(one, depth + 1));
                yield array;
            }
            case Boolean truth -> TREE.booleanNode(truth);
            case Integer number -> TREE.numberNode(number);
            case Long number -> TREE.numberNode(number);
            case BigInteger number -> TREE.numberNode(number);
            case Double number -> TREE.numberNode(number);
            default -> TREE.textNode(value.toString()); // texts, and dates, which mean nothing here
        };
    }

    private ObjectNode object(Map<?, ?> map, int depth) throws ForeignException {
        ObjectNode object = TREE.objectNode();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = String.valueOf(entry.getKey()); // 0: background is the key "0" of JSON
            if (object.has(key)) throw new ForeignException(name + ": expected each key once, found " + PlainText.of(key, 80) + " twice. Get the bundle again.");
            object.set(key, node(entry.getValue(), depth + 1));
        }
        return object;
    }
}
