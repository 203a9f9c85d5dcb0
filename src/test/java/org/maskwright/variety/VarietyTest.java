package org.maskwright.variety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/// Every file of five large and wild collections is read as another program reads it, or is refused as it should be; where the two
/// disagree, the table of disagreements says who is right, and holds nothing that is no longer so.
class VarietyTest {
    @TestFactory Stream<DynamicNode> everyFileIsAsListedOrTheTableSaysWhy() throws IOException {
        List<Disagreement> table = Disagreement.load();
        return Collection.ALL.stream().map(collection -> dynamicContainer(collection.name(), nodes(collection, table)));
    }

    private static Stream<DynamicNode> nodes(Collection collection, List<Disagreement> table) {
        if (!collection.isPresent()) return Stream.of(dynamicTest("absent", () -> Assumptions.abort("no shared data for " + collection.name() + "; -Dmaskwright.shared=FOLDER names it")));
        List<Disagreement> used = Collections.synchronizedList(new ArrayList<>());
        Stream<DynamicNode> files = lines(collection).map(line -> dynamicTest(line.file(), () -> {
            Finding finding = collection.check(line);
            for (Finding.Difference difference : finding.differences()) {
                List<Disagreement> covering = table.stream().filter(row -> row.covers(finding, difference)).toList();
                assertThat(covering).as("%s %s: %s", finding.file(), difference.what(), difference).isNotEmpty();
                used.addAll(covering);
            }
        }));
        DynamicNode stale = dynamicTest("no row of the table is out of date", () ->
                assertThat(table.stream().filter(row -> row.collection().equals(collection.name()) && !used.contains(row))).isEmpty());
        return Stream.concat(files, Stream.of(stale));
    }

    private static Stream<Collection.Line> lines(Collection collection) {
        try {
            return collection.lines().stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
