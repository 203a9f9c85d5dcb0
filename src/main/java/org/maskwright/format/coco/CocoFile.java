package org.maskwright.format.coco;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.maskwright.format.FormatException;
import org.maskwright.format.json.JsonValue;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;

/// What a COCO file says of its pictures and of the objects in them.
///
/// @param pictures in the file's order
/// @param table the categories: their ids are the labels
record CocoFile(List<Picture> pictures, LabelTable table) {
    private static final int LONGEST_SIDE = 1 << 20;
    private static final long MOST_PIXELS = 1L << 28;

    /// One picture.
    ///
    /// @param group pictures of one group are slices of one volume: those of one `case`, or else those alike but for their last number
    /// @param slice its place in the group; -1 if the file does not say
    record Picture(String fileName, int width, int height, String group, long slice, List<Region> regions) {
        int pixels() {
            return width * height;
        }
    }

    /// One annotated object.
    ///
    /// @param segmentation polygons or run lengths
    record Region(int category, JsonValue segmentation) {
        BitSet mask(int width, int height) throws FormatException {
            try {
                if (segmentation.isList()) return Polygons.mask(outlines(), width, height);
                double[] size = segmentation.numbers("size", 2);
                if (size[0] != height || size[1] != width) throw segmentation.get("size").refuse("[" + height + ", " + width + "], as its picture has");
                JsonValue counts = segmentation.get("counts");
                if (counts.isText()) return RunLengths.mask(RunLengths.unpack(counts.text()), width, height);
                double[] numbers = counts.numbers();
                long[] runs = new long[numbers.length];
                for (int i = 0; i < runs.length; i++) runs[i] = (long) numbers[i];
                return RunLengths.mask(runs, width, height);
            } catch (IllegalArgumentException e) {
                throw segmentation.refuse(String.valueOf(e.getMessage()));
            }
        }

        private List<double[]> outlines() throws FormatException {
            List<double[]> outlines = new ArrayList<>();
            for (JsonValue one : segmentation.list()) {
                double[] points = one.numbers();
                if (points.length < 6 || points.length % 2 != 0) throw one.refuse("three points or more, x and y of each");
                outlines.add(points);
            }
            return outlines;
        }
    }

    static CocoFile read(Path file) throws IOException, FormatException {
        JsonValue json = JsonValue.read(file);
        Map<Integer, LabelTable.Entry> labels = new TreeMap<>();
        for (JsonValue category : json.list("categories")) {
            int id = (int) category.integer("id", 1, Labels.MAX);
            String name = category.text("name");
            labels.put(id, new LabelTable.Entry(id, name.isBlank() ? "Label " + id : name, colour(category, id)));
        }
        Map<Long, List<Region>> regions = new LinkedHashMap<>();
        Map<Long, Picture> pictures = new LinkedHashMap<>();
        for (JsonValue picture : json.list("images")) {
            long id = picture.integer("id", Long.MIN_VALUE / 2, Long.MAX_VALUE / 2);
            int width = (int) picture.integer("width", 1, LONGEST_SIDE), height = (int) picture.integer("height", 1, LONGEST_SIDE);
            if ((long) width * height > MOST_PIXELS) throw picture.get("width").refuse("a picture of at most " + MOST_PIXELS + " pixels");
            String name = picture.text("file_name");
            long slice = picture.has("slice") ? picture.integer("slice", 0, Integer.MAX_VALUE) : -1;
            List<Region> own = new ArrayList<>();
            regions.put(id, own);
            if (pictures.put(id, new Picture(name, width, height, picture.text("case", pattern(name)), slice, own)) != null) throw picture.get("id").refuse("an id of its own");
        }
        if (json.has("annotations")) {
            for (JsonValue annotation : json.list("annotations")) {
                if (!annotation.has("segmentation")) continue; // a box alone
                List<Region> of = regions.get(annotation.integer("image_id", Long.MIN_VALUE / 2, Long.MAX_VALUE / 2));
                int category = (int) annotation.integer("category_id", 1, Labels.MAX);
                if (of == null) throw annotation.get("image_id").refuse("the id of an image");
                if (!labels.containsKey(category)) throw annotation.get("category_id").refuse("the id of a category");
                of.add(new Region(category, annotation.get("segmentation")));
            }
        }
        return new CocoFile(List.copyOf(pictures.values()), new LabelTable(List.copyOf(labels.values())));
    }

    private static int colour(JsonValue category, int id) throws FormatException {
        String text = category.text("color", "");
        return text.matches("#[0-9A-Fa-f]{6}") ? Integer.parseInt(text.substring(1), 16) : LabelTable.defaultRgb(id);
    }

    private static String pattern(String name) {
        return name.replaceFirst("\\d+(?=\\D*$)", "*");
    }
}
