package org.maskwright.learn.foreign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// One of a bundle's files, in JSON or YAML. References to other places of the same file (`@name`, `@name::0::other`, and `$@name`, an expression that
/// is nothing but one) are followed, for that is looking up; all other expressions (`$…`), which are Python, and macros (`%…`) are data like any
/// other text, and never evaluated.
final class Config {
    private static final int MAX_HOPS = 8;
    private static final int SHOWN = 100;
    private static final JsonMapper JSON = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private static final Pattern REFERENCE = Pattern.compile("@.*|\\$@[\\w:#]+");

    private final String file;
    private final JsonNode root;

    private Config(String file, JsonNode root) {
        this.file = file;
        this.root = root;
    }

    /// @param name of the file, for messages; its ending says whether it is YAML
    static Config read(String name, byte[] content) throws ForeignException {
        boolean yaml = name.endsWith(".yaml") || name.endsWith(".yml");
        JsonNode root = yaml ? YamlTree.read(name, content) : json(name, content);
        if (!root.isObject()) throw new ForeignException(name + ": expected names and values, found " + root.getNodeType() + ". Get the bundle again.");
        return new Config(name.substring(name.lastIndexOf('/') + 1), root);
    }

    private static JsonNode json(String name, byte[] content) throws ForeignException {
        try {
            return JSON.readTree(content);
        } catch (JsonProcessingException e) {
            String line = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
            throw new ForeignException(name + line + ": expected JSON, found: " + PlainText.of(String.valueOf(e.getOriginalMessage()), 200) + ". Get the bundle again.", e);
        } catch (IOException e) {
            throw new ForeignException(name + ": cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /// The file's name, without its folder.
    String file() {
        return file;
    }

    /// What stands at `path` below the root, references followed; a missing node if there is nothing.
    JsonNode at(String... path) {
        JsonNode node = root;
        for (String step : path) node = follow(node.path(step));
        return node;
    }

    /// `node`, or what it refers to.
    JsonNode follow(JsonNode node) {
        JsonNode found = node;
        for (int hop = 0; hop < MAX_HOPS && found.isTextual() && REFERENCE.matcher(found.textValue()).matches(); hop++) {
            JsonNode target = root;
            for (String step : found.textValue().substring(found.textValue().indexOf('@') + 1).split("::|#")) target = target.isArray() && step.matches("[0-9]{1,4}") ? target.path(Integer.parseInt(step)) : target.path(step);
            if (target.isMissingNode()) return found;
            found = target;
        }
        return found;
    }

    /// The numbers of `node`: a list, or one alone. Empty if there is anything else among them.
    Optional<List<Double>> numbers(JsonNode node) {
        JsonNode found = follow(node);
        if (found.isNumber()) return Optional.of(List.of(found.doubleValue()));
        if (!found.isArray() || found.isEmpty()) return Optional.empty();
        var numbers = new ArrayList<Double>();
        for (JsonNode one : found) {
            JsonNode number = follow(one);
            if (!number.isNumber() || !Double.isFinite(number.doubleValue())) return Optional.empty();
            numbers.add(number.doubleValue());
        }
        return Optional.of(numbers);
    }

    /// A number, `otherwise` where nothing stands, and nothing where something else stands.
    Optional<Double> number(JsonNode node, double otherwise) {
        JsonNode found = follow(node);
        if (found.isMissingNode() || found.isNull()) return Optional.of(otherwise);
        return found.isNumber() && Double.isFinite(found.doubleValue()) ? Optional.of(found.doubleValue()) : Optional.empty();
    }

    /// True or false, `otherwise` where nothing stands, and nothing where something else stands, such as an expression.
    Optional<Boolean> truth(JsonNode node, boolean otherwise) {
        JsonNode found = follow(node);
        if (found.isMissingNode() || found.isNull()) return Optional.of(otherwise);
        if (found.isTextual() && found.textValue().equals("True")) return Optional.of(true); // as some bundles write it
        return found.isBoolean() ? Optional.of(found.booleanValue()) : Optional.empty();
    }

    /// A node as it may be shown.
    static String shown(JsonNode node) {
        return PlainText.of(node.isTextual() ? node.textValue() : node.toString(), SHOWN);
    }
}
