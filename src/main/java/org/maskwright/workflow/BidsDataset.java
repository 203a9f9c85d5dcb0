package org.maskwright.workflow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.maskwright.disk.AtomicFile;
import org.maskwright.format.FormatException;
import org.maskwright.format.StoredImage;
import org.maskwright.format.json.JsonValue;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;

/// Labels as BIDS derivatives: `derivatives/maskwright/sub-…/anat/sub-…_dseg.nii.gz` with its `.json` and its list of labels. The
/// scans stay in the data set that the derivatives are put beside.
///
/// @see <a href="https://bids-specification.readthedocs.io/en/stable/derivatives/imaging.html">BIDS derivatives</a>
final class BidsDataset {
    private static final String VERSION = "1.10.0";

    private final Path folder;
    private final LabelTable table;

    /// @param folder of the whole export
    /// @param table the labels as they stand in the files
    BidsDataset(Path folder, LabelTable table) {
        this.folder = home(folder);
        this.table = table;
    }

    /// Where everything goes.
    static Path home(Path folder) {
        return folder.resolve("derivatives").resolve("maskwright");
    }

    /// Writes a case: every label in `_dseg`; the only one of the data set also as `_mask`.
    ///
    /// @param title what people call its scan
    void add(String id, String title, Labels labels, Progress progress) throws IOException, FormatException {
        String subject = "sub-" + id.replaceAll("[^A-Za-z0-9]", ""); // letters and digits alone are allowed
        Path anat = folder.resolve(subject).resolve("anat");
        WriteImage.file(anat.resolve(subject + "_dseg.nii.gz"), StoredImage.of(labels, table), WriteImage.Check.NONE, progress);
        write(anat.resolve(subject + "_dseg.json"), sidecar("Labels drawn on " + title));
        StringBuilder rows = new StringBuilder("index\tname\tcolor\n0\tBackground\t#000000\n");
        for (LabelTable.Entry entry : table.entries()) rows.append(entry.value()).append('\t').append(entry.name().replaceAll("\\s+", " ")).append('\t').append(String.format("#%06X", entry.rgb())).append('\n');
        AtomicFile.write(anat.resolve(subject + "_dseg.tsv"), out -> out.write(rows.toString().getBytes(StandardCharsets.UTF_8)));
        if (table.entries().size() != 1) return;
        LabelTable.Entry only = table.entries().getFirst();
        String word = only.name().replaceAll("[^A-Za-z0-9]", ""), stem = subject + "_label-" + (word.isEmpty() ? "L" + only.value() : word) + "_mask";
        WriteImage.file(anat.resolve(stem + ".nii.gz"), StoredImage.of(LabelMatch.renumbered(labels, Map.of(only.value(), 1)), LabelTable.EMPTY), WriteImage.Check.NONE, Progress.NONE);
        Map<String, Object> mask = sidecar(only.name() + " drawn on " + title);
        mask.put("Type", "ROI");
        write(anat.resolve(stem + ".json"), mask);
    }

    private static Map<String, Object> sidecar(String description) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("Description", description);
        json.put("Manual", true);
        json.put("SpatialReference", "orig");
        return json;
    }

    /// Writes `dataset_description.json`.
    void describe(String name) throws IOException {
        Map<String, Object> by = new LinkedHashMap<>(), json = new LinkedHashMap<>();
        by.put("Name", "Maskwright");
        by.put("Version", SoftwareVersion.text());
        json.put("Name", name);
        json.put("BIDSVersion", VERSION);
        json.put("DatasetType", "derivative");
        json.put("GeneratedBy", List.of(by));
        write(folder.resolve("dataset_description.json"), json);
    }

    private static void write(Path file, Map<String, ?> json) throws IOException {
        AtomicFile.write(file, out -> JsonValue.write(json, out));
    }
}
