package org.maskwright.learn.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlTreeTest {
    @Test
    void aFileInYamlIsTheSameTreeAsInJson() throws Exception {
        String yaml = """
                # what a comment says does not matter
                ---
                pixdim: &mm [1.5, 1.5, 2]
                "on": yes
                steps:
                - _target_: Spacingd   # a step
                  pixdim: *mm
                  disabled: True
                - '@steps::0'
                - $import os
                """;
        assertThat(YamlTree.read("a.yaml", bytes(yaml))).isEqualTo(new ObjectMapper().readTree("""
                {"pixdim": [1.5, 1.5, 2], "on": true, "steps": [{"_target_": "Spacingd", "pixdim": [1.5, 1.5, 2], "disabled": true}, "@steps::0", "$import os"]}"""));
        assertThat(YamlTree.read("b.yaml", bytes("0: background\n1: spleen"))).isEqualTo(new ObjectMapper().readTree("{\"0\": \"background\", \"1\": \"spleen\"}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a: !!python/object/apply:os.system [ls]      | found: Global tag is not allowed
            a: !!java.io.File [/tmp/evil]                | found: Global tag is not allowed
            a: !!javax.script.ScriptEngineManager []     | found: Global tag is not allowed
            {a: 1, a: 2}                                 | found: found duplicate key a
            {0: 1, "0": 2}                               | expected each key once, found 0 twice
            a: &a [*a]                                   | it was made to grow
            a: [1, 2                                     | line 1: expected plain YAML
            a: *nothing                                  | found: found undefined alias
            """)
    void nothingIsMadeOfYamlButPlainValues(String yaml, String complaint) {
        assertThatThrownBy(() -> YamlTree.read("a.yaml", bytes(yaml))).isInstanceOf(ForeignException.class).hasMessageStartingWith("a.yaml").hasMessageContaining(complaint);
    }

    @Test
    void severalDocumentsAreRefused() {
        assertThatThrownBy(() -> YamlTree.read("a.yaml", bytes("a: 1\n---\nb: 2\n"))).isInstanceOf(ForeignException.class).hasMessageContaining("another document");
    }

    @Test
    void anchorsCannotMakeAFewBytesManyValues() {
        var laughs = new StringBuilder("a0: &a0 [1, 1]\n");
        for (int i = 1; i <= 25; i++) laughs.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        assertThatThrownBy(() -> YamlTree.read("a.yaml", bytes(laughs.toString()))).isInstanceOf(ForeignException.class).hasMessageContaining("made to grow");
        assertThatThrownBy(() -> YamlTree.read("a.yaml", bytes("a: " + "[".repeat(5_000)))).isInstanceOf(ForeignException.class);
        assertThatThrownBy(() -> YamlTree.read("a.yaml", bytes("{".repeat(50_000)))).isInstanceOf(ForeignException.class);
    }

    @Test
    void anyBytesLeadToATreeOrASentence() {
        var random = new Random(7);
        String words = "a: b\n- [1,2]{}&*!!int '\"|>%@`0x1F 1e3 ~ 2020-01-01 12:30:45 0b2 1_000 .inf <<: ? : #\t";
        for (int i = 0; i < 3_000; i++) {
            var text = new StringBuilder();
            for (int n = random.nextInt(40); n >= 0; n--) {
                int from = random.nextInt(words.length());
                text.append(words, from, Math.min(words.length(), from + 1 + random.nextInt(6)));
            }
            byte[] bytes = bytes(text.toString());
            if (i % 5 == 0) bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            try {
                assertThat(YamlTree.read("a.yaml", bytes)).isNotNull();
            } catch (ForeignException e) {
                assertThat(e).hasMessageEndingWith(".");
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
