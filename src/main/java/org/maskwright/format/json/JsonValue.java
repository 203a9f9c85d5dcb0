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
import org.maskwright.format.FormatException;
import org.maskwright.format.Memory;

/// One value of a JSON file: every question names the place where the answer is wrong.
public final class JsonValue {
    private static final ObjectMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    /// What a tree takes of memory for each byte of its file, at most about.
    private static final int BYTES_A_BYTE = 12;
    private static final int LONGEST_SHOWN = 60;

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
        String name = FormatException.name(path);
        Memory.require(name, Files.size(path) * BYTES_A_BYTE);
        try (InputStream in = Files.newInputStream(path)) {
            JsonNode node = MAPPER.readTree(in);
            if (node == null || !node.isObject()) throw FormatException.unexpected(name, "start", "a JSON object", "something else", "Export it again.");
            return new JsonValue(name, "", node);
        } catch (JsonProcessingException e) {
            String line = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr();
            throw FormatException.of(name, line, "it is no JSON (" + shown(e.getOriginalMessage()) + ").", "Copy or export it again.");
        } catch (CharacterCodingException | CharConversionException e) {
            throw FormatException.unexpected(name, "text", "UTF-8", "other bytes", "Export it again.");
        }
    }

    /// Writes maps, lists, texts and numbers, indented.
    ///
    /// @param out left open
    public static void write(Object tree, OutputStream out) throws IOException {
        out.write(MAPPER.writeValueAsBytes(tree));
        out.write('\n');
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
        if (!has(name)) throw wrong(at(name), "a value", "nothing");
        return new JsonValue(file, at(name), node.get(name));
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
        return get(name).list();
    }

    public String text() throws FormatException {
        if (!node.isTextual()) throw refuse("a text");
        return node.textValue();
    }

    public String text(String name) throws FormatException {
        return get(name).text();
    }

    public String text(String name, String otherwise) throws FormatException {
        return has(name) ? text(name) : otherwise;
    }

    /// A whole number from `least` to `most`; as 3.0 too, for some programs write every number so.
    public long integer(String name, long least, long most) throws FormatException {
        return get(name).integer(least, most);
    }

    public long integer(long least, long most) throws FormatException {
        double value = node.isNumber() ? node.doubleValue() : Double.NaN;
        if (!(value == Math.rint(value) && value >= least && value <= most)) throw refuse("a whole number from " + least + " to " + most);
        return node.longValue();
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
        double[] all = get(name).numbers();
        if (all.length != count) throw get(name).refuse(count + " numbers");
        return all;
    }

    /// That this value is not what it should be.
    public FormatException refuse(String expected) {
        return wrong(place, expected, shown(node.toString()));
    }

    private FormatException wrong(String where, String expected, String found) {
        return FormatException.unexpected(file, where.isEmpty() ? "" : "field " + where, expected, found, "Mend the file, or export it again.");
    }

    private String at(String name) {
        return place.isEmpty() ? name : place + "." + name;
    }

    private static String shown(String text) {
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
    }
}
