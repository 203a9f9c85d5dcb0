package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.maskwright.format.FormatException;
import org.maskwright.format.json.JsonValue;
import org.maskwright.label.LabelTable;

/// What a `dataset.json` says about a folder of labelled cases: that of nnU-Net v2, of the Medical Segmentation Decathlon,
/// or one beside plain folders.
///
/// @param modality such as `CT` or `MR`; empty if it does not say
/// @param ignore value of voxels that nobody labelled, which nnU-Net calls `ignore`; 0 if there is none
/// @param patients whose case is whose, by case id, as far as `patients` says it (a field of ours); not names, any words will do
record DatasetInfo(String name, String reference, String licence, String modality, LabelTable labels, int ignore, Map<String, String> patients) {
    static final String FILE = "dataset.json";

    static DatasetInfo read(Path file) throws IOException, FormatException {
        JsonValue json = json(file);
        Path folder = file.toAbsolutePath().getParent();
        String name = json.text("name", folder == null ? "" : FormatException.name(folder));
        LabelTable labels = json.has("labels") ? labels(json, json.object("labels")) : LabelTable.EMPTY;
        int ignore = labels.entries().stream().filter(entry -> entry.name().equals(DatasetWriter.IGNORE)).mapToInt(LabelTable.Entry::value).findFirst().orElse(0);
        return new DatasetInfo(name, json.text("reference", ""), json.text("licence", json.text("license", "")), modality(json), ignore == 0 ? labels : labels.without(ignore), ignore,
                patients(json));
    }

    /// The file, called by its folder too, for every data set has one of this name.
    static JsonValue json(Path file) throws IOException, FormatException {
        Path folder = file.toAbsolutePath().normalize().getParent();
        return JsonValue.read(file, (folder == null ? "" : FormatException.name(folder) + "/") + FormatException.name(file));
    }

    private static Map<String, String> patients(JsonValue json) throws FormatException {
        Map<String, String> patients = new TreeMap<>();
        if (!json.has("patients")) return patients;
        JsonValue said = json.object("patients");
        for (String id : said.names()) patients.put(id, said.text(id));
        return patients;
    }

    /// nnU-Net names channels, the Decathlon modalities; more than one is not read.
    private static String modality(JsonValue json) throws FormatException {
        String field = json.has("channel_names") ? "channel_names" : "modality";
        if (!json.has(field)) return "";
        List<String> channels = json.object(field).names();
        if (channels.size() != 1) throw json.get(field).refuse("one channel, for networks see one image a case");
        String said = json.object(field).text(channels.getFirst()).toUpperCase(Locale.ROOT);
        return switch (said) {
            case "CT" -> "CT";
            case "MR", "MRI", "T1", "T1W", "T2", "T2W", "FLAIR" -> "MR";
            default -> "";
        };
    }

    /// nnU-Net maps names to values, the Decathlon values to names.
    private static LabelTable labels(JsonValue json, JsonValue labels) throws FormatException {
        List<LabelTable.Entry> entries = new ArrayList<>();
        for (String key : labels.names()) {
            boolean valueFirst = key.matches("\\d+");
            String name = valueFirst ? labels.text(key) : key;
            if (labels.get(key).isList()) throw labels.get(key).refuse("one value, for regions of several labels are not supported");
            int value = valueFirst ? Integer.parseInt(key) : labels.integer(key);
            if (value == 0) continue;
            try {
                entries.add(new LabelTable.Entry(value, name, colour(json, name, value)));
            } catch (IllegalArgumentException e) {
                throw json.get("labels").refuse("names, and values from 0 to 65535");
            }
        }
        try {
            return new LabelTable(entries);
        } catch (IllegalArgumentException e) {
            throw json.get("labels").refuse("each value once");
        }
    }

    private static int colour(JsonValue json, String name, int value) throws FormatException {
        if (!json.has("colours") || !json.object("colours").has(name)) return LabelTable.defaultRgb(value);
        try {
            return Integer.parseInt(json.object("colours").text(name).replaceFirst("^#", ""), 16);
        } catch (NumberFormatException e) {
            throw json.object("colours").get(name).refuse("a colour such as \"#F2A541\"");
        }
    }
}
