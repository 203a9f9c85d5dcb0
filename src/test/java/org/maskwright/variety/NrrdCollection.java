package org.maskwright.variety;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.maskwright.format.Formats;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Item;
import org.maskwright.format.Statistics;
import org.maskwright.job.Progress;

/// NRRD as Teem 1.12, the reference library, reads it.
final class NrrdCollection implements Collection {
    /// Copies of the one crop that lie elsewhere on purpose, or whose place nobody knows.
    private static final Set<String> ELSEWHERE = Set.of("oblique.nrrd", "sheared.nrrd", "spacings_only.nrrd");
    private static final Map<String, String> TYPES = Map.ofEntries(Map.entry("unsigned char", "uint8"), Map.entry("short", "int16"), Map.entry("signed short int", "int16"),
            Map.entry("unsigned short", "uint16"), Map.entry("ushort", "uint16"), Map.entry("int", "int32"), Map.entry("uint", "uint32"), Map.entry("longlong", "int64"),
            Map.entry("ulonglong", "uint64"), Map.entry("float", "float32"), Map.entry("double", "float64"));

    @Override
    public String name() {
        return "nrrd-variety";
    }

    @Override
    public Expectation expectation(Line line) {
        boolean refused = line.get("reference").startsWith("ERR") || line.get("reference").isEmpty();
        return refused ? Expectation.REFUSED : Expectation.READ;
    }

    @Override
    public void compare(Path path, Line line, Finding.Comparison with) throws Exception {
        List<Item> items = Formats.describe(path, Progress.NONE).items();
        long samples = 0;
        double min = Double.POSITIVE_INFINITY, max = Double.NEGATIVE_INFINITY;
        for (Item item : items) {
            ImageHeader header = item.header();
            with.same("type", TYPES.getOrDefault(line.get("type"), line.get("type")), header.type().id());
            samples += header.size().voxels() * header.frames() * header.channels();
            Statistics statistics = item.statistics(Progress.NONE);
            min = Math.min(min, statistics.min());
            max = Math.max(max, statistics.max());
            item.volume(Progress.NONE);
        }
        with.same("samples", Arrays.stream(line.get("sizes").split(" ")).mapToLong(Long::parseLong).reduce(1, (a, b) -> a * b), samples);
        with.near("min", number(line, "min"), min, 0);
        with.near("max", number(line, "max"), max, 0);
        boolean crop = line.get("sizes").equals("28 22 18") && TYPES.getOrDefault(line.get("type"), "").equals("int16");
        if (!crop) return;
        Item plain = Formats.open(path.resolveSibling("raw_short.nrrd"), Progress.NONE), item = items.getFirst();
        with.same("voxels of the crop", plain.statistics(Progress.NONE), item.statistics(Progress.NONE));
        if (!ELSEWHERE.contains(line.file())) with.holds("place of the crop", plain.header().geometry().toString(), item.header().geometry().sameGrid(plain.header().geometry(), 1e-9), item.header().geometry().toString());
        // "oblique" is not quite square to itself, and "sheared" is meant not to be
        double slack = line.file().equals("spacings_only.nrrd") ? 1e-9 : 0.1, off = item.header().geometry().spacingMm().distanceTo(plain.header().geometry().spacingMm());
        with.holds("spacing of the crop", plain.header().geometry().spacingMm().toString(), off < slack, item.header().geometry().spacingMm().toString());
    }

    private static String number(Line line, String key) {
        return line.get("reference").replaceFirst(".*" + key + ": (\\S+).*", "$1");
    }
}
