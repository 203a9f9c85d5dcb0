package org.maskwright.variety;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.maskwright.format.Formats;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Item;
import org.maskwright.format.Statistics;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Point;
import org.maskwright.job.Progress;
import org.maskwright.testing.SharedData;

/// MetaImage as its headers say, read here by other means; the copies of one crop are one image, −522 … 1693 as VTK 9.1 finds.
final class MetaImageCollection implements Collection {
    private static final Set<String> CROPS = Set.of("short.mha", "short_zlib.mha", "short_msb.mha", "ext.mhd", "ext_z.mhd", "headersize_minus1.mhd");
    private static final Map<String, String> TYPES = Map.of("MET_UCHAR", "uint8", "MET_CHAR", "int8", "MET_USHORT", "uint16", "MET_SHORT", "int16", "MET_UINT", "uint32", "MET_INT", "int32",
            "MET_FLOAT", "float32", "MET_DOUBLE", "float64");

    @Override
    public String name() {
        return "metaimage-variety";
    }

    @Override
    public Expectation expectation(Line line) {
        boolean refused = line.get("note").startsWith("BAD") || line.file().endsWith("raw"); // samples without their header
        return refused ? Expectation.REFUSED : Expectation.READ;
    }

    @Override
    public void compare(Path path, Line line, Finding.Comparison with) throws Exception {
        Item item = Formats.open(path, Progress.NONE);
        ImageHeader header = item.header();
        Statistics statistics = item.statistics(Progress.NONE);
        item.volume(Progress.NONE);
        String head = new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
        double[] size = numbers(head, "DimSize"), spacing = numbers(head, "ElementSpacing"), offset = numbers(head, "Offset|Position|Origin"), matrix = numbers(head, "TransformMatrix|Rotation|Orientation");
        int n = size.length;
        with.same("type", TYPES.getOrDefault(text(head, "ElementType"), ""), header.type().id());
        with.same("channels", text(head, "ElementNumberOfChannels"), header.channels());
        with.near("size", Arrays.copyOf(size, Math.min(3, n)), new double[] {header.size().x(), header.size().y(), header.size().z()}, 0);
        Affine lps = header.geometry().toPatient();
        Point at = header.geometry().spacingMm();
        with.near("spacing", Arrays.copyOf(spacing, Math.min(3, n)), new double[] {at.x(), at.y(), at.z()}, 1e-6);
        with.near("offset", Arrays.copyOf(offset, Math.min(3, offset.length)), new double[] {lps.origin().x(), lps.origin().y(), lps.origin().z()}, 1e-6);
        for (int axis = 0; matrix.length == n * n && axis < Math.min(3, n); axis++) {
            Point step = lps.column(axis).times(1 / lps.column(axis).length());
            with.near("axis " + axis, Arrays.copyOfRange(matrix, axis * n, axis * n + Math.min(3, n)), new double[] {step.x(), step.y(), step.z()}, 1e-4);
        }
        if (!CROPS.contains(line.file())) return;
        with.near("min", "-522", statistics.min(), 0);
        with.near("max", "1693", statistics.max(), 0);
        if (!SharedData.isPresent("nrrd-variety", "dev", "raw_short.nrrd")) return;
        Item crop = Formats.open(SharedData.require("nrrd-variety", "dev", "raw_short.nrrd"), Progress.NONE);
        with.same("voxels of the crop", crop.statistics(Progress.NONE), statistics);
        with.holds("place of the crop", crop.header().geometry().toString(), header.geometry().sameGrid(crop.header().geometry(), 1e-9), header.geometry().toString());
    }

    private static String text(String head, String key) {
        Matcher matcher = Pattern.compile("(?m)^(?:" + key + ") *= *(.*?)\\s*$").matcher(head);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static double[] numbers(String head, String key) {
        return Arrays.stream(text(head, key).split("\\s+")).filter(word -> !word.isEmpty()).mapToDouble(Double::parseDouble).toArray();
    }
}
