package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.maskwright.disk.AtomicFile;
import org.maskwright.format.coco.CocoObject;
import org.maskwright.format.json.JsonValue;
import org.maskwright.format.png.PngWriter;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.render.AutomaticWindow;
import org.maskwright.volume.RgbVolume;
import org.maskwright.volume.Volume;
import org.maskwright.volume.Window;

/// A COCO data set: a PNG for each slice that has labels, and `annotations.json`. Polygons and run lengths hold exactly the
/// pixels of the labels; of the patient there is nothing but our own name of the case.
final class CocoDataset {
    private final Path folder;
    private final LabelTable table;
    private final boolean runLengths;
    private final List<Map<String, ?>> images = new ArrayList<>(), annotations = new ArrayList<>();

    /// @param table the labels as they stand in the files
    /// @param runLengths whether a slice's label is one object in run lengths, which training code skips; else each of its parts is a
    ///     polygon, but for those with holes
    CocoDataset(Path folder, LabelTable table, boolean runLengths) {
        this.folder = folder;
        this.table = table;
        this.runLengths = runLengths;
    }

    /// Writes the slices of a case.
    void add(String id, Volume volume, Labels labels, Progress progress) throws IOException {
        Size size = volume.geometry().size();
        Window window = volume.info().presets().isEmpty() ? AutomaticWindow.of(volume) : volume.info().presets().getFirst().window();
        short[] slice = new short[size.sliceVoxels()];
        for (int z = 0; z < size.z(); z++) {
            progress.at((double) z / size.z(), "slice " + (z + 1) + " of " + size.z());
            if (labels.isUntouched(z)) continue;
            labels.copySlice(z, slice);
            TreeSet<Integer> present = new TreeSet<>();
            for (short label : slice) if (label != 0) present.add(label & 0xFFFF);
            if (present.isEmpty()) continue;
            String name = String.format("%s_z%04d.png", id, z);
            picture(folder.resolve("images").resolve(name), volume, z, window);
            Map<String, Object> image = new LinkedHashMap<>();
            image.put("id", images.size() + 1);
            image.put("width", size.x());
            image.put("height", size.y());
            image.put("file_name", name);
            image.put("case", id);
            image.put("slice", z);
            images.add(image);
            for (int label : present) {
                BitSet mask = new BitSet(slice.length);
                for (int i = 0; i < slice.length; i++) if ((slice[i] & 0xFFFF) == label) mask.set(i);
                List<CocoObject> objects = runLengths ? List.of(CocoObject.runs(mask, size.x(), size.y())) : CocoObject.parts(mask, size.x(), size.y());
                for (CocoObject object : objects) annotations.add(annotation(object, label, images.size()));
            }
        }
    }

    private Map<String, ?> annotation(CocoObject object, int label, int image) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", annotations.size() + 1);
        json.put("image_id", image);
        json.put("category_id", label);
        json.put("segmentation", object.segmentation());
        json.put("bbox", object.box());
        json.put("area", object.area());
        json.put("iscrowd", object.crowd() ? 1 : 0);
        return json;
    }

    private static void picture(Path file, Volume volume, int z, Window window) throws IOException {
        Size size = volume.geometry().size();
        int[] argb = new int[size.sliceVoxels()];
        byte[] grey = new byte[size.sliceVoxels()];
        for (int i = 0; i < argb.length; i++) {
            int x = i % size.x(), y = i / size.x();
            if (volume instanceof RgbVolume colour) argb[i] = 0xFF000000 | colour.rgb(x, y, z);
            else grey[i] = (byte) Math.round(Math.clamp((volume.value(x, y, z) - window.low()) / window.width(), 0, 1) * 255);
        }
        AtomicFile.write(file, out -> {
            if (volume instanceof RgbVolume) PngWriter.write(argb, size.x(), size.y(), out);
            else PngWriter.writeGrey(grey, 8, size.x(), size.y(), out);
        });
    }

    /// Writes `annotations.json`.
    ///
    /// @param name of the data set
    void describe(String name) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("info", Map.of("description", name + ": labels made or corrected in Maskwright"));
        json.put("licenses", List.of());
        json.put("categories", table.entries().stream().map(CocoDataset::category).toList());
        json.put("images", images);
        json.put("annotations", annotations);
        AtomicFile.write(folder.resolve("annotations.json"), out -> JsonValue.write(json, out));
    }

    private static Map<String, ?> category(LabelTable.Entry entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", entry.value());
        json.put("name", entry.name());
        json.put("supercategory", "");
        json.put("color", String.format("#%06X", entry.rgb()));
        return json;
    }
}
