package org.maskwright.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.maskwright.format.FormatException;
import org.maskwright.format.json.JsonValue;
import org.maskwright.label.LabelDeeds;

/// One label map of a case on the disk. Segments that overlap stand in several layers, each with labels, journal and
/// generations of its own; the label names are the project's and so the same in all.
///
/// @param number from 1, never given twice in a case
/// @param name what people call it
/// @param folder where its labels and journal are: of the first layer the case's own
public record CaseLayer(int number, String name, Path folder) {
    static final String NAME = "layer.json";
    private static final Pattern FOLDER = Pattern.compile("(?:removed-)?layer-(\\d{1,9})");

    /// A name that nobody chose.
    public static String plainName(int number) {
        return "Layer " + number;
    }

    public CaseLayer withName(String other) {
        return new CaseLayer(number, other, folder);
    }

    /// What touched each of its labels up to the last save; nothing known if nobody took notes.
    public LabelDeeds deeds() throws IOException {
        return DeedFile.read(folder).map(DeedFile.Kept::deeds).orElse(LabelDeeds.NONE);
    }

    static Path folder(Path caseFolder, int number) {
        return caseFolder.resolve("layer-" + number);
    }

    static List<CaseLayer> of(Path caseFolder) throws IOException {
        List<CaseLayer> layers = new ArrayList<>();
        layers.add(new CaseLayer(1, name(caseFolder, 1), caseFolder));
        numbered(caseFolder).forEach((number, folder) -> {
            if (Files.isRegularFile(folder.resolve(NAME)) && folder.endsWith("layer-" + number)) layers.add(new CaseLayer(number, name(folder, number), folder));
        });
        return layers;
    }

    /// A layer whose name cannot be read is shown under its number: the labels matter, the name is a convenience.
    private static String name(Path folder, int number) {
        try {
            if (Files.isRegularFile(folder.resolve(NAME))) return JsonValue.read(folder.resolve(NAME)).text("name");
        } catch (IOException | FormatException e) {
            return plainName(number);
        }
        return plainName(number);
    }

    static int nextNumber(Path caseFolder) throws IOException {
        TreeMap<Integer, Path> taken = numbered(caseFolder);
        return taken.isEmpty() ? 2 : taken.lastKey() + 1;
    }

    /// Every folder of a layer, finished, unfinished or removed.
    private static TreeMap<Integer, Path> numbered(Path caseFolder) throws IOException {
        TreeMap<Integer, Path> found = new TreeMap<>();
        if (!Files.isDirectory(caseFolder)) return found;
        try (var files = Files.list(caseFolder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Matcher name = FOLDER.matcher(String.valueOf(file.getFileName()));
                if (name.matches() && Files.isDirectory(file)) found.put(Integer.parseInt(name.group(1)), file);
            }
        }
        return found;
    }

    void putAside() throws IOException {
        if (number == 1) throw new IllegalArgumentException("the first layer is the case itself");
        Files.move(folder, folder.resolveSibling("removed-layer-" + number));
    }
}
