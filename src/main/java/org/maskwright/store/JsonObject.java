package org.maskwright.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.maskwright.disk.AtomicFile;
import org.maskwright.format.FormatException;

/// One object of a JSON file that people may have edited: every question names the place where the answer is wrong.
public final class JsonObject {
    private static final ObjectMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    /// No file of a project comes near; a larger one is not ours.
    private static final long MAX_BYTES = 256L << 20;

    private final Path file;
    private final String place;
    private final JsonNode node;

    private JsonObject(Path file, String place, JsonNode node) {
        this.file = file;
        this.place = place;
        this.node = node;
    }

    /// Reads the file, which must hold one object.
    ///
    /// @throws FormatException if it is not JSON
    public static JsonObject read(Path file) throws IOException, FormatException {
        if (Files.size(file) > MAX_BYTES) throw wrong(file, "size", "at most 256 MB", Files.size(file) + " bytes");
        try {
            JsonNode node = MAPPER.readTree(Files.readString(file, StandardCharsets.UTF_8));
            if (node == null || !node.isObject()) throw wrong(file, "start", "a JSON object", node == null ? "an empty file" : "something else");
            return new JsonObject(file, "", node);
        } catch (JsonProcessingException e) {
            throw wrong(file, "line " + (e.getLocation() == null ? "?" : String.valueOf(e.getLocation().getLineNr())), "JSON",
                    String.valueOf(e.getOriginalMessage()));
        } catch (CharacterCodingException e) {
            throw wrong(file, "text", "UTF-8", "other bytes");
        }
    }

    /// The bytes of `tree` (maps, lists, texts, numbers) as indented JSON, for [Disk#write].
    public static AtomicFile.Content content(Object tree) {
        return out -> {
            out.write(MAPPER.writeValueAsBytes(tree));
            out.write('\n');
        };
    }

    /// `tree` as indented JSON, to be printed.
    public static String text(Object tree) {
        try {
            return MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists, texts and numbers are JSON", e);
        }
    }

    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    public String text(String name) throws FormatException {
        JsonNode value = node.path(name);
        if (!value.isTextual()) throw wrong(name, "a text", value);
        return value.textValue();
    }

    public String text(String name, String otherwise) throws FormatException {
        return has(name) ? text(name) : otherwise;
    }

    public int integer(String name) throws FormatException {
        JsonNode value = node.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) throw wrong(name, "a whole number", value);
        return value.intValue();
    }

    public long longInteger(String name) throws FormatException {
        JsonNode value = node.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) throw wrong(name, "a whole number", value);
        return value.longValue();
    }

    public double number(String name) throws FormatException {
        JsonNode value = node.path(name);
        if (!value.isNumber()) throw wrong(name, "a number", value);
        return value.doubleValue();
    }

    public JsonObject object(String name) throws FormatException {
        JsonNode value = node.path(name);
        if (!value.isObject()) throw wrong(name, "an object { … }", value);
        return new JsonObject(file, at(name), value);
    }

    public List<JsonObject> objects(String name) throws FormatException {
        JsonNode value = node.path(name);
        if (!value.isArray()) throw wrong(name, "a list [ … ]", value);
        List<JsonObject> all = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            if (!value.get(i).isObject()) throw wrong(name + "[" + i + "]", "an object { … }", value.get(i));
            all.add(new JsonObject(file, at(name) + "[" + i + "]", value.get(i)));
        }
        return all;
    }

    public List<String> texts(String name) throws FormatException {
        JsonNode value = node.path(name);
        if (!value.isArray()) throw wrong(name, "a list of texts", value);
        List<String> all = new ArrayList<>();
        for (JsonNode item : value) {
            if (!item.isTextual()) throw wrong(name, "a list of texts", item);
            all.add(item.textValue());
        }
        return all;
    }

    /// A list of numbers, `count` of them.
    public double[] numbers(String name, int count) throws FormatException {
        JsonNode value = node.path(name);
        boolean good = value.isArray() && value.size() == count;
        double[] all = new double[count];
        for (int i = 0; good && i < count; i++) {
            good = value.get(i).isNumber();
            all[i] = value.get(i).doubleValue();
        }
        if (!good) throw wrong(name, "a list of " + count + " numbers", value);
        return all;
    }

    /// The names of this object's fields, in order.
    public List<String> names() {
        return new ArrayList<>(node.properties().stream().map(Map.Entry::getKey).toList());
    }

    /// Turns a refusal of a value's own constructor into one that names the file and the place.
    public FormatException refuse(String name, String expected) {
        return wrong(name, expected, node.path(name));
    }

    private String at(String name) {
        return place.isEmpty() ? name : place + "." + name;
    }

    private FormatException wrong(String name, String expected, JsonNode found) {
        String shown = found.isMissingNode() ? "nothing" : found.toString();
        return wrong(file, "field " + at(name), expected, shown.length() > 60 ? shown.substring(0, 60) + "…" : shown);
    }

    private static FormatException wrong(Path file, String place, String expected, String found) {
        return FormatException.unexpected(FormatException.name(file), place, expected, found, "Mend the file, or put back an earlier copy of it.");
    }
}
