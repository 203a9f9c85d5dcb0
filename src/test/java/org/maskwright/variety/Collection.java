package org.maskwright.variety;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.maskwright.format.FormatException;
import org.maskwright.testing.SharedData;

/// One collection of files with a list, `manifest.tsv`, of what another program reads from each.
interface Collection {
    List<Collection> ALL = List.of(new DicomCollection(), new DicomGeometryCollection(), new NiftiCollection(), new NrrdCollection(), new MetaImageCollection());

    /// The collection's folder in the shared data.
    String name();

    /// Reads one file, or series, and compares it with its line.
    ///
    /// @throws FormatException if it is refused
    void compare(Path path, Line line, Finding.Comparison with) throws Exception;

    /// What the list says should become of the file.
    Expectation expectation(Line line);

    /// One line of the list.
    record Line(String file, Map<String, String> columns) {
        /// What stands in a column; empty if there is nothing.
        String get(String column) {
            String text = columns.get(column);
            if (text == null) throw new IllegalArgumentException("the list has no column " + column);
            return text;
        }
    }

    default boolean isPresent() {
        return SharedData.isPresent(name(), "dev");
    }

    default List<Line> lines() throws IOException {
        List<String> rows = Files.readAllLines(SharedData.require(name(), "dev", "manifest.tsv"));
        String[] titles = rows.getFirst().split("\t", -1);
        List<Line> lines = new ArrayList<>();
        for (String row : rows.subList(1, rows.size())) {
            String[] cells = row.split("\t", -1);
            Map<String, String> columns = new HashMap<>();
            for (int i = 0; i < titles.length; i++) columns.put(titles[i], i < cells.length ? cells[i].strip() : "");
            lines.add(new Line(cells[0], columns));
        }
        return lines;
    }

    /// What is opened: the file, as a rule.
    default Path path(Line line) {
        return SharedData.require(name(), "dev").resolve(line.file());
    }

    /// What came of one line.
    default Finding check(Line line) throws Exception {
        Finding.Comparison comparison = new Finding.Comparison(name(), line.file());
        Path path = path(line);
        Expectation expected = expectation(line);
        try {
            compare(path, line, comparison);
            return comparison.read(expected);
        } catch (FormatException e) {
            return comparison.refused(FormatException.name(path), String.valueOf(e.getMessage()), expected);
        }
    }

}
