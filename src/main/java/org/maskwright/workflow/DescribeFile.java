package org.maskwright.workflow;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maskwright.format.Contents;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Item;
import org.maskwright.format.Statistics;
import org.maskwright.format.json.JsonValue;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;

/// Tells what a file or a folder holds, down to the last voxel.
public final class DescribeFile {
    private static final int NAMED = 12;

    private DescribeFile() {}

    /// What was found, or why nothing was.
    ///
    /// @param fields in the order in which they are reported; `path` and either `kind` or `error` are always there
    public record Description(Map<String, Object> fields) {
        public Description {
            fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        public boolean isError() {
            return fields.containsKey("error");
        }

        /// One line of JSON.
        public String json() {
            return JsonValue.line(fields);
        }

        /// A few lines for people.
        public String text() {
            if (isError()) return String.valueOf(fields.get("error"));
            StringBuilder out = new StringBuilder(String.valueOf(fields.get("path")));
            line(out, "holds", fields.get("kind") + ", " + fields.get("format"));
            if (fields.containsKey("size")) {
                line(out, "size", by(fields.get("size")) + voxels());
                line(out, "spacing", by(fields.get("spacingMm")) + " mm, " + fields.getOrDefault("orientation", "directions not known"));
                line(out, "values", fields.get("voxelType") + ", " + (fields.get("min") instanceof Double min && fields.get("max") instanceof Double max ? value(min) + " to " + value(max) : "none of them a finite number"));
            }
            if (fields.get("remarks") instanceof List<?> remarks) for (Object remark : remarks) line(out, "note", String.valueOf(remark));
            return out.toString();
        }

        private String voxels() {
            String all = " voxels";
            if (!Integer.valueOf(1).equals(fields.get("channels"))) all += ", " + fields.get("channels") + " channels";
            if (!Integer.valueOf(1).equals(fields.get("frames"))) all += ", " + fields.get("frames") + " frames";
            return all;
        }

        private static void line(StringBuilder out, String name, String value) {
            out.append(String.format(Locale.ROOT, "%n  %-8s %s", name, value));
        }

        private static String by(@Nullable Object numbers) {
            if (!(numbers instanceof List<?> list)) return String.valueOf(numbers);
            return String.join(" × ", list.stream().map(n -> n instanceof Double d ? plain(d) : String.valueOf(n)).toList());
        }

        /// Whole numbers to the last digit, others to seven, which is what a 32-bit sample holds.
        private static String value(double value) {
            if (value == Math.rint(value) && Math.abs(value) < 1L << 53) return Long.toString((long) value);
            BigDecimal rounded = new BigDecimal(value).round(new MathContext(7)).stripTrailingZeros();
            return rounded.toString().replace("E+", "e").replace('E', 'e');
        }

        private static String plain(double value) {
            return String.format(Locale.ROOT, "%.4f", value).replaceFirst("\\.?0+$", "");
        }
    }

    /// Reads `path` whole, in the memory of a slice. Never throws for what is wrong with a file: the description says it.
    public static Description describe(Path path, Progress progress) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("path", path.toString());
        try {
            Contents contents = Formats.describe(path, progress.part(0, 0.1));
            if (contents.items().isEmpty()) other(fields, contents);
            else image(fields, contents, progress.part(0.1, 1));
        } catch (FormatException | IOException e) {
            return failed(path, e);
        }
        return new Description(fields);
    }

    /// The description of a path that could not be read.
    public static Description failed(Path path, Throwable why) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("path", path.toString());
        fields.put("error", Trouble.sentence(why));
        return new Description(fields);
    }

    private static void other(Map<String, Object> fields, Contents contents) {
        fields.put("kind", "other");
        fields.put("format", contents.formatTitle());
        fields.put("remarks", contents.remarks());
    }

    private static void image(Map<String, Object> fields, Contents contents, Progress progress) throws IOException, FormatException {
        Item item = contents.items().getFirst();
        ImageHeader header = item.header();
        Statistics statistics = item.statistics(progress);
        Geometry grid = header.geometry();
        Size size = header.size();
        Point spacing = grid.spacingMm();
        fields.put("kind", statistics.kind() == ImageHeader.Kind.LABELS ? "labels" : "volume");
        fields.put("size", List.of(size.x(), size.y(), size.z()));
        fields.put("spacingMm", List.of(spacing.x(), spacing.y(), spacing.z()));
        fields.put("affineRasMm", rows(grid));
        fields.put("voxelType", header.type().id());
        fields.put("channels", header.channels());
        fields.put("frames", header.frames());
        fields.put("min", finiteOrNull(statistics.min()));
        fields.put("max", finiteOrNull(statistics.max()));
        fields.put("sum", statistics.sum());
        fields.put("storedSha1", statistics.storedSha1());
        fields.put("format", contents.formatTitle());
        if (item.isPlaced()) fields.put("orientation", grid.orientation());
        if (!header.info().modality().isEmpty()) fields.put("modality", header.info().modality());
        List<String> remarks = new ArrayList<>(item.remarks());
        contents.remarks().stream().filter(remark -> !remark.endsWith("choose one.")).forEach(remarks::add); // the list below says so
        if (contents.items().size() > 1) {
            remarks.add("It holds " + contents.items().size() + " images, of which the first is described. Each has an id: " + named(contents.items()) + ".");
            fields.put("items", contents.items().stream().map(Item::title).toList());
        }
        fields.put("remarks", remarks);
    }

    /// The ids of the first few, by which one is chosen, and their titles.
    private static String named(List<Item> items) {
        String some = String.join("; ", items.stream().limit(NAMED).map(item -> item.id() + " (" + item.title() + ")").toList());
        return items.size() > NAMED ? some + "; and " + (items.size() - NAMED) + " more" : some;
    }

    /// JSON has no word for "no number".
    private static Object finiteOrNull(double value) {
        return Double.isFinite(value) ? (Object) value : com.fasterxml.jackson.databind.node.NullNode.getInstance();
    }

    private static List<List<Double>> rows(Geometry grid) {
        return Arrays.stream(grid.toPatient().withTargetXyNegated().rows())
                .map(row -> Arrays.stream(row).map(v -> v + 0.0).boxed().toList()).toList(); // + 0.0 turns −0 into 0
    }
}
