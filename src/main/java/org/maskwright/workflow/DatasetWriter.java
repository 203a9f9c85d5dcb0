package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.maskwright.disk.AtomicFile;
import org.maskwright.format.json.JsonValue;
import org.maskwright.label.LabelTable;
import org.maskwright.workflow.gate.Folds;
import org.maskwright.workflow.pseudo.PseudoAuthor;

/// Describes a folder of exported cases as other programs want it described.
///
/// @param modality such as `CT`; empty if unknown
/// @param table the labels as they stand in the files
/// @param cases ids in order
record DatasetWriter(Path folder, String name, String modality, LabelTable table, List<String> cases) {
    static final String IGNORE = PseudoAuthor.IGNORE;
    static final int FOLDS = 5;

    /// `dataset.json` and `splits_final.json` of nnU-Net v2. The channel is called exactly `CT` where it is, for that chooses
    /// nnU-Net's normalisation.
    ///
    /// @param together cases that no split may part
    void nnUnet(List<List<String>> together) throws IOException {
        nnUnet();
        Folds folds = Folds.of(cases, together, FOLDS);
        if (folds.count() < 2) return;
        List<Map<String, ?>> splits = new ArrayList<>();
        for (int fold = 0; fold < folds.count(); fold++) {
            int validating = fold;
            Map<String, Object> split = new LinkedHashMap<>();
            split.put("train", cases.stream().filter(id -> folds.of(id) != validating).toList());
            split.put("val", cases.stream().filter(id -> folds.of(id) == validating).toList());
            splits.add(split);
        }
        write("splits_final.json", out -> JsonValue.write(splits, out));
    }

    /// `dataset.json` of nnU-Net v2 alone, for cases that must not validate.
    void nnUnet() throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("channel_names", Map.of("0", channel()));
        Map<String, Object> labels = new LinkedHashMap<>();
        labels.put("background", 0);
        uniqueNames().forEach((value, label) -> labels.put(label, value));
        json.put("labels", labels);
        json.put("numTraining", cases.size());
        json.put("file_ending", ".nii.gz");
        json.put("colours", colours());
        write("dataset.json", out -> JsonValue.write(json, out));
    }

    /// `dataset.json` of the Medical Segmentation Decathlon.
    void decathlon() throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("description", "Labels made or corrected in Maskwright");
        json.put("reference", "");
        json.put("licence", "");
        json.put("release", LocalDate.now().toString());
        json.put("tensorImageSize", "3D");
        json.put("modality", Map.of("0", channel()));
        Map<String, Object> labels = new LinkedHashMap<>();
        labels.put("0", "background");
        uniqueNames().forEach((value, label) -> labels.put(String.valueOf(value), label));
        json.put("labels", labels);
        json.put("numTraining", cases.size());
        json.put("numTest", 0);
        List<Map<String, ?>> training = new ArrayList<>();
        for (String id : cases) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("image", "./imagesTr/" + id + ".nii.gz");
            one.put("label", "./labelsTr/" + id + ".nii.gz");
            training.add(one);
        }
        json.put("training", training);
        json.put("test", List.of());
        json.put("colours", colours());
        write("dataset.json", out -> JsonValue.write(json, out));
    }

    private String channel() {
        return switch (modality) {
            case "" -> "unknown";
            case "MR" -> "MRI";
            default -> modality;
        };
    }

    /// Names are keys in nnU-Net's file, so two labels of one name get their values behind it; `background` is taken.
    private Map<Integer, String> uniqueNames() {
        Map<Integer, String> names = new LinkedHashMap<>();
        for (LabelTable.Entry entry : table.entries()) {
            boolean taken = entry.name().equalsIgnoreCase("background") || names.containsValue(entry.name());
            names.put(entry.value(), taken ? entry.name() + " " + entry.value() : entry.name());
        }
        return names;
    }

    private Map<String, Object> colours() {
        Map<String, Object> colours = new LinkedHashMap<>();
        uniqueNames().forEach((value, label) -> colours.put(label, String.format("#%06X", table.rgb(value))));
        return colours;
    }

    private void write(String file, AtomicFile.Content content) throws IOException {
        AtomicFile.write(folder.resolve(file), content);
    }
}
