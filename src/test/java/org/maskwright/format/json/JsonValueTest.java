package org.maskwright.format.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.maskwright.format.FormatException;

class JsonValueTest {
    private static JsonValue read(String text) throws Exception {
        return JsonValue.read("a.json", in(text));
    }

    private static InputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(ThrowingCallable question, String sentence) {
        assertThatThrownBy(question).isInstanceOf(FormatException.class).hasMessageStartingWith(sentence);
    }

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", "Leber – rechts");
        tree.put("values", List.of(1, 2.5, -3e9));
        tree.put("seed", Long.MIN_VALUE);
        tree.put("inner", Map.of("ids", List.of("a", "b")));
        var out = new ByteArrayOutputStream();
        JsonValue.write(tree, out);
        for (String text : List.of(out.toString(StandardCharsets.UTF_8), JsonValue.lines(tree), JsonValue.line(tree))) {
            JsonValue json = read(text);
            assertThat(json.names()).containsExactlyElementsOf(tree.keySet());
            assertThat(json.text("name")).isEqualTo("Leber – rechts");
            assertThat(json.numbers("values", 3)).containsExactly(1, 2.5, -3e9);
            assertThat(json.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(Long.MIN_VALUE);
            assertThat(json.object("inner").texts("ids")).containsExactly("a", "b");
        }
        assertThat(JsonValue.line(tree)).doesNotContain("\n");
    }

    @Test
    void wholeNumbersMayBeSpeltWithADecimalPoint() throws Exception {
        assertThat(read("{\"n\": 3.0}").integer("n")).isEqualTo(3);
        for (String odd : List.of("3.5", "\"3\"", "3e9", "1e300", "true", "null"))
            refused(() -> read("{\"n\": " + odd + "}").integer("n"), "a.json, field n: expected a whole number");
    }

    @Test
    void refusalsNameThePlaceAndWhatStandsThere() throws Exception {
        JsonValue json = read("{\"cases\": [{\"id\": \"a\"}, {\"id\": 7}], \"size\": [1, 2], \"none\": null}");
        refused(() -> json.list("cases").get(1).text("id"), "a.json, field cases[1].id: expected a text, found 7.");
        refused(() -> json.list("cases").get(0).object("from"), "a.json, field cases[0].from: expected an object { … }, found nothing.");
        refused(() -> json.texts("size"), "a.json, field size[0]: expected a text, found 1.");
        refused(() -> json.numbers("size", 3), "a.json, field size: expected 3 numbers, found [1,2].");
        refused(() -> json.get("none"), "a.json, field none: expected a value, found nothing.");
        refused(() -> json.number("cases"), "a.json, field cases: expected a number, found [{");
    }

    @Test
    void whatIsNoObjectIsRefused() {
        refused(() -> read("[1]"), "a.json, start: expected a JSON object");
        refused(() -> read(""), "a.json, start: expected a JSON object");
        refused(() -> read("{\"a\": 1,\n\"b\" 2}"), "a.json, line 2: it is no JSON");
    }
}
