package org.maskwright.workflow.pseudo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.maskwright.disk.AtomicFile;
import org.maskwright.format.FormatException;
import org.maskwright.format.json.JsonValue;

/// Says that the labels of a folder are a model's and not a human's: it lies beside them as `pseudo-labels.json`.
///
/// @param author whose labels they are
/// @param confidence the least mean probability of a voxel that is kept
/// @param cases those of the folder
public record PseudoManifest(PseudoAuthor author, double confidence, List<One> cases) {
    public static final String FILE = "pseudo-labels.json";
    private static final String ABOUT = "These labels were proposed by a model and looked at by nobody. They are not human labels: they may be learnt from, and must not judge. "
            + "Voxels labelled 'ignore' count for nothing.";

    public PseudoManifest {
        cases = List.copyOf(cases);
    }

    /// A case of the folder.
    ///
    /// @param id its name in the folder
    /// @param keptShare of all its voxels, in [0, 1]
    /// @param kept voxels of each label that are kept, by the label's name
    /// @param proposed voxels of each label before
    public record One(String id, double keptShare, SortedMap<String, Long> kept, SortedMap<String, Long> proposed) {
        public One {
            kept = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(kept));
            proposed = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(proposed));
        }
    }

    /// What lies in `folder`; nothing where its labels are not said to be a model's.
    ///
    /// @throws FormatException if the file is damaged
    public static Optional<PseudoManifest> read(Path folder) throws IOException, FormatException {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) return Optional.empty();
        JsonValue json = JsonValue.read(file);
        var cases = new ArrayList<One>();
        for (JsonValue one : json.list("cases")) {
            cases.add(new One(one.text("case"), one.number("keptShare"), counts(one.object("keptVoxels")), counts(one.object("proposedVoxels"))));
        }
        JsonValue author = json.object("author");
        return Optional.of(new PseudoManifest(new PseudoAuthor(author.text("model"), author.text("sha256")), json.number("confidence"), cases));
    }

    private static SortedMap<String, Long> counts(JsonValue json) throws FormatException {
        SortedMap<String, Long> counts = new TreeMap<>();
        for (String name : json.names()) counts.put(name, json.integer(name, 0, Long.MAX_VALUE));
        return counts;
    }

    public void write(Path folder) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("about", ABOUT);
        Map<String, Object> by = new LinkedHashMap<>();
        by.put("model", author.model());
        by.put("sha256", author.sha256());
        json.put("author", by);
        json.put("confidence", confidence);
        List<Map<String, ?>> list = new ArrayList<>();
        for (One one : cases) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("case", one.id());
            each.put("keptShare", one.keptShare());
            each.put("keptVoxels", one.kept());
            each.put("proposedVoxels", one.proposed());
            list.add(each);
        }
        json.put("cases", list);
        AtomicFile.write(folder.resolve(FILE), out -> JsonValue.write(json, out));
    }

    public boolean holds(String caseId) {
        return cases.stream().anyMatch(one -> one.id().equals(caseId));
    }
}
