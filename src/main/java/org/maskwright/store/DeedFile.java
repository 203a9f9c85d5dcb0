package org.maskwright.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.maskwright.format.FormatException;
import org.maskwright.format.json.JsonValue;
import org.maskwright.label.LabelDeeds;

/// `deeds.json` beside the labels: what touched each label up to the last save, and how long people worked on the case up to then. A
/// convenience for those who ask who drew it and what it took; labels without it are as good as ever.
final class DeedFile {
    static final String NAME = "deeds.json";

    /// What the file says.
    ///
    /// @param worked on the whole case; nothing if that was not measured from its first edit on
    record Kept(LabelDeeds deeds, Optional<Duration> worked) {}

    private DeedFile() {}

    static void write(Disk disk, Path folder, Kept kept) throws IOException {
        List<Map<String, ?>> labels = new ArrayList<>();
        new TreeMap<>(kept.deeds().labels()).forEach((label, entry) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("value", label);
            one.put("deeds", List.copyOf(entry.kinds()));
            entry.accepted().ifPresent(model -> {
                one.put("model", model.id());
                one.put("modelSha256", model.sha256());
                one.put("proposal", model.proposal());
            });
            labels.add(one);
        });
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("labels", labels);
        kept.worked().ifPresent(worked -> json.put("workedMs", worked.toMillis()));
        disk.write(folder.resolve(NAME), out -> JsonValue.write(json, out));
    }

    /// What the file says; nothing if there is none, or it cannot be read.
    static Optional<Kept> read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) return Optional.empty();
        try {
            Map<Integer, LabelDeeds.Entry> labels = new TreeMap<>();
            JsonValue json = JsonValue.read(file);
            for (JsonValue one : json.list("labels")) {
                Optional<LabelDeeds.Model> model = one.has("model") ? Optional.of(new LabelDeeds.Model(one.text("model"), one.text("modelSha256", ""), one.integer("proposal"))) : Optional.empty();
                labels.put(one.integer("value"), new LabelDeeds.Entry(new TreeSet<>(one.texts("deeds")), model));
            }
            Optional<Duration> worked = json.has("workedMs") ? Optional.of(Duration.ofMillis(json.integer("workedMs", 0, Long.MAX_VALUE))) : Optional.empty();
            return Optional.of(new Kept(new LabelDeeds(labels), worked));
        } catch (FormatException e) {
            return Optional.empty();
        }
    }
}
