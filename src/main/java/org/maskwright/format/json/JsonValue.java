package org.maskwright.format.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.maskwright.format.FormatException;
import org.maskwright.format.Memory;

/// One value of a JSON file that people may have edited: every question names the place where the answer is wrong.
public final class JsonValue {
    private static final ObjectMapper LINES = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build(), ONE_LINE = new JsonMapper();
    /// What a tree takes of memory for each byte of its file, at most about.
    private static final int BYTES_A_BYTE = 12;
    private static final int LONGEST_SHOWN = 60;
    private static final String REMEDY = "Mend the file, put back an earlier copy, or export it again.";

    private final String file, place;
    private final JsonNode node;

    private JsonValue(String file, String place, JsonNode node) {
        this.file = file;
        this.place = place;
        this.node = node;
    }

    /// Reads a file, which must hold one object.
    ///
    /// @throws FormatException if it is not JSON, or would not fit into the free memory
    public static JsonValue read(Path path) throws IOException, FormatException {
        return read(path, FormatException.name(path));
    }

    /// As [#read(Path)], called `name` in messages.
    public static JsonValue read(Path path, String name) throws IOException, FormatException {
        Memory.require(name, Files.size(path) * BYTES_A_BYTE);
        try (InputStream in = Files.newInputStream(path)) {
            return read(name, in);
        }
    }

    /// As [#read(Path)], from what stands in `file`.
    public static JsonValue read(String file, InputStream json) throws IOException, FormatException {
        try {
            JsonNode node = LINES.readTree(json);
            if (node == null || !node.isObject()) throw FormatException.unexpected(file, "start", "a JSON object", "something else", REMEDY);
            return new JsonValue(file, "", node);
        } catch (JsonProcessingException e) {
            String line = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr();
            throw FormatException.of(file, line, "it is no JSON (" + shown(e.getOriginalMessage()) + ").", REMEDY);
        } catch (CharacterCodingException | CharConversionException e) {
            throw FormatException.unexpected(file, "text", "UTF-8", "other bytes", REMEDY);
        }
    }

    /// Writes maps, lists, texts and numbers, indented.
    ///
    /// @param out left open
    public static void write(Object tree, OutputStream out) throws IOException {
        out.write(LINES.writeValueAsBytes(tree));
        out.write('\n');
    }

    /// What [#write] writes, to be printed.
    public static String lines(Object tree) {
        return written(tree, LINES);
    }

    /// Maps, lists, texts and numbers in one line.
    public static String line(Object tree) {
        return written(tree, ONE_LINE);
    }

    private static String written(Object tree, ObjectMapper mapper) {
        try {
            return mapper.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists, texts and numbers can be written as JSON", e);
        }
    }

    /// The value as [#write] takes it, to be written again.
    public Object tree() {
        return node;
    }

    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    public boolean isList() {
        return node.isArray();
    }

    public boolean isText() {
        return node.isTextual();
    }

    /// The field `name`, whatever it is.
    public JsonValue get(String name) throws FormatException {
        if (!has(name)) throw field(name).refuse("a value");
        return field(name);
    }

    /// The field `name`, which is nothing where there is none.
    private JsonValue field(String name) {
        return new JsonValue(file, place.isEmpty() ? name : place + "." + name, node.path(name));
    }

    /// The field `name`, which has fields of its own.
    public JsonValue object(String name) throws FormatException {
        JsonValue found = field(name);
        if (!found.node.isObject()) throw found.refuse("an object { … }");
        return found;
    }

    /// The names of this object's fields, in order.
    public List<String> names() {
        return node.properties().stream().map(Map.Entry::getKey).toList();
    }

    /// The elements of this list.
    public List<JsonValue> list() throws FormatException {
        if (!node.isArray()) throw refuse("a list");
        List<JsonValue> all = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) all.add(new JsonValue(file, place + "[" + i + "]", node.get(i)));
        return all;
    }

    /// The elements of the list `name`.
    public List<JsonValue> list(String name) throws FormatException {
        return field(name).list();
    }

    /// The texts in the list `name`.
    public List<String> texts(String name) throws FormatException {
        List<String> all = new ArrayList<>();
        for (JsonValue one : list(name)) all.add(one.text());
        return all;
    }

    public String text() throws FormatException {
        if (!node.isTextual()) throw refuse("a text");
        return node.textValue();
    }

    public String text(String name) throws FormatException {
        return field(name).text();
    }

    public String text(String name, String otherwise) throws FormatException {
        return has(name) ? text(name) : otherwise;
    }

    /// A whole number from `least` to `most`; as 3.0 too, for some programs write every number so.
    public long integer(String name, long least, long most) throws FormatException {
        JsonNode value = node.path(name);
        if (!value.canConvertToExactIntegral() || !value.canConvertToLong() || value.longValue() < least || value.longValue() > most)
            throw field(name).refuse("a whole number from " + least + " to " + most);
        return value.longValue();
    }

    public int integer(String name) throws FormatException {
        return (int) integer(name, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    public double number(String name) throws FormatException {
        JsonValue found = field(name);
        if (!found.node.isNumber()) throw found.refuse("a number");
        return found.node.doubleValue();
    }

    /// The numbers in this list.
    public double[] numbers() throws FormatException {
        if (!node.isArray()) throw refuse("a list of numbers");
        double[] all = new double[node.size()];
        for (int i = 0; i < all.length; i++) {
            JsonNode one = node.get(i);
            if (!one.isNumber() || !Double.isFinite(one.doubleValue())) throw wrong(place + "[" + i + "]", "a number", shown(one.toString()));
            all[i] = one.doubleValue();
        }
        return all;
    }

    /// The numbers in the list `name`, exactly `count`.
    public double[] numbers(String name, int count) throws FormatException {
        double[] all = field(name).numbers();
        if (all.length != count) throw field(name).refuse(count + " numbers");
        return all;
    }

    /// That this value is not what it should be.
    public FormatException refuse(String expected) {
        return wrong(place, expected, node.isMissingNode() || node.isNull() ? "nothing" : shown(node.toString()));
    }

    private FormatException wrong(String where, String expected, String found) {
        return FormatException.unexpected(file, where.isEmpty() ? "" : "field " + where, expected, found, REMEDY);
    }

    private static String shown(String text) {
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
    }
}
