package org.maskwright.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.maskwright.learn.graph.Parameters;

/// The page on networks lists every architecture as it is.
class NetworkCatalogueTest {
    @Test
    void thePageNamesEveryNetworkWithItsPaperAndItsSize() throws IOException {
        String page = Files.readString(Path.of("src/site/markdown/networks.md"));
        List<String> rows = page.substring(page.indexOf("\n## The catalogue")).lines().skip(2).takeWhile(line -> !line.startsWith("## ")).filter(line -> line.startsWith("| `")).toList();
        assertThat(rows).containsExactlyElementsOf(Architectures.all().stream().map(NetworkCatalogueTest::row).toList());
    }

    /// For one channel and two classes.
    private static String row(Architecture one) {
        Recipe usual = one.defaultRecipe(1, 2);
        String[] paper = one.paper().split(", (?=https)");
        return String.format(Locale.ROOT, "| `%s` | %s | [%s](%s) | %d-D | %s | %,d |", one.id(), one.name().replaceFirst(", [23]-D$", ""), paper[0], paper[1], one.dimensions(),
                String.join(", ", usual.widths().stream().map(String::valueOf).toList()), Parameters.count(one.build(usual)));
    }
}
