package org.maskwright.variety;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.maskwright.format.Formats;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Item;
import org.maskwright.format.Statistics;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Point;
import org.maskwright.job.Progress;

/// NIfTI as nibabel 5.0.0 reads it.
final class NiftiCollection implements Collection {
    private static final Map<String, String> TYPES = Map.of("u1", "uint8", "i2", "int16", "i4", "int32", "f4", "float32", "f8", "float64");

    @Override
    public String name() {
        return "nifti-variety";
    }

    @Override
    public Expectation expectation(Line line) {
        String note = line.get("note");
        if (note.contains("lenient") || note.contains("or show")) return Expectation.EITHER;
        boolean refused = note.startsWith("BAD") || note.contains("refuse") || !line.get("reference_error").isEmpty() && !line.file().contains(".img");
        return refused ? Expectation.REFUSED : Expectation.READ;
    }

    @Override
    public void compare(Path path, Line line, Finding.Comparison with) throws Exception {
        Item item = Formats.open(path, Progress.NONE);
        ImageHeader header = item.header();
        Statistics statistics = item.statistics(Progress.NONE);
        if (line.get("shape").isEmpty()) return; // the second half of a pair, listed under its first
        int[] shape = Arrays.stream(line.get("shape").split("x")).mapToInt(Integer::parseInt).toArray();
        boolean colour = header.interleaved() && header.channels() > 1;
        with.same("shape", line.get("shape"), shape(header, shape.length));
        with.same("type", colour ? "" : type(line.get("dtype")), header.type().id());
        if (colour) with.same("channels", (line.get("dtype").split("u1").length - 1) + "", header.channels());
        Affine ras = header.geometry().toPatient().withTargetXyNegated();
        with.near("affine", numbers(line.get("affine_3x4")), Arrays.stream(ras.rows()).flatMapToDouble(row -> Arrays.stream(row, 0, 4)).limit(12).toArray(), 1e-4);
        with.same("axes", line.get("axes"), axes(ras));
        Point spacing = header.geometry().spacingMm();
        with.near("spacing", Arrays.copyOf(numbers(line.get("spacing")), Math.min(3, shape.length)), new double[] {spacing.x(), spacing.y(), spacing.z()}, 1e-4);
        if (line.get("min").isEmpty()) return;
        with.near("min", line.get("min"), statistics.min(), Math.abs(statistics.min()) * 1e-12);
        with.near("max", line.get("max"), statistics.max(), Math.abs(statistics.max()) * 1e-12);
        with.near("sum", line.get("sum"), statistics.sum(), 1e-9 * Math.max(1, Math.abs(statistics.sum())));
        // the list's voxel is (3, 2, 1), in frame 1 of a series
        int x = Math.min(3, shape[0] - 1), y = Math.min(2, shape[1] - 1), z = shape.length < 3 ? 0 : Math.min(1, shape[2] - 1), frame = shape.length > 3 ? Math.min(1, shape[3] - 1) : 0;
        double value = item.volume(frame, Progress.NONE).value(x, y, z);
        with.near("value", line.get("value_at_3_2_1"), value, Math.abs(value) * 1e-6);
    }

    private static String shape(ImageHeader header, int dimensions) {
        int[] all = {header.size().x(), header.size().y(), header.size().z(), header.frames(), header.interleaved() ? 1 : header.channels()};
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.max(2, dimensions); i++) text.append(i > 0 ? "x" : "").append(all[i]);
        for (int i = dimensions; i < all.length; i++) if (all[i] > 1) text.append('x').append(all[i]);
        return text.toString();
    }

    /// numpy's spelling of a type: `>i2` or `int16`.
    private static String type(String dtype) {
        return dtype.startsWith(">") ? TYPES.getOrDefault(dtype.substring(1), dtype) : dtype;
    }

    private static double[] numbers(String json) throws Exception {
        return Arrays.stream(new ObjectMapper().readTree(json.isEmpty() ? "[]" : json).toString().replaceAll("[\\[\\]]", "").split(",")).filter(s -> !s.isEmpty()).mapToDouble(Double::parseDouble).toArray();
    }

    /// The patient axis that each voxel axis is nearest to, as nibabel names it: the letter of the end that it points to.
    static String axes(Affine ras) {
        String[] letters = {"LR", "PA", "IS"};
        int[] taken = {-1, -1, -1};
        // the largest component of all first, so that each axis is named once
        for (int n = 0; n < 3; n++) {
            double most = -1;
            int voxel = 0, patient = 0;
            for (int v = 0; v < 3; v++) {
                int axis = v;
                if (taken[v] >= 0) continue;
                Point step = ras.column(v).times(1 / ras.column(v).length());
                for (int p = 0; p < 3; p++) {
                    int to = p;
                    if (Arrays.stream(taken).anyMatch(t -> t >= 0 && t / 2 == to) || Math.abs(step.along(p)) <= most) continue;
                    most = Math.abs(step.along(p));
                    voxel = axis;
                    patient = p;
                }
            }
            taken[voxel] = 2 * patient + (ras.column(voxel).along(patient) > 0 ? 1 : 0);
        }
        StringBuilder name = new StringBuilder();
        for (int t : taken) name.append(letters[t / 2].charAt(t % 2));
        return name.toString();
    }
}
