package org.maskwright.format.coco;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.maskwright.format.Contents;
import org.maskwright.format.Format;
import org.maskwright.format.FormatException;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Item;
import org.maskwright.format.Memory;
import org.maskwright.format.SampleType;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Progress;

/// COCO: the objects of many pictures in one JSON file. Pictures of one `case`, or with names that differ in their last number
/// alone, are the slices of one label map; a category is a label, and where categories overlap there is a layer more.
public final class CocoFormat implements Format {
    private static final int DIGITS = 20;

    @Override
    public String id() {
        return "coco";
    }

    @Override
    public String title() {
        return "COCO";
    }

    @Override
    public List<String> extensions() {
        return List.of(".json");
    }

    @Override
    public int score(Path path, byte[] first) {
        if (first.length == 0 || !endsAs(path)) return 0;
        String text = new String(first, StandardCharsets.UTF_8);
        if (!text.stripLeading().startsWith("{")) return 0;
        for (String key : List.of("\"annotations\"", "\"categories\"", "\"file_name\"", "\"images\"", "\"licenses\"")) if (text.contains(key)) return 60;
        return 0;
    }

    @Override
    public Contents describe(Path path, Progress progress) throws IOException, FormatException {
        CocoFile coco = CocoFile.read(path);
        Map<String, List<CocoFile.Picture>> groups = new TreeMap<>();
        List<String> remarks = new ArrayList<>();
        int missing = 0;
        for (CocoFile.Picture picture : coco.pictures()) {
            groups.computeIfAbsent(picture.group() + " " + picture.width() + "x" + picture.height(), _ -> new ArrayList<>()).add(picture);
            if (!isBeside(path, picture.fileName())) missing++;
        }
        if (missing > 0) remarks.add(missing + " of its " + coco.pictures().size() + " pictures are not beside it.");
        List<Item> items = new ArrayList<>();
        int done = 0;
        for (List<CocoFile.Picture> group : groups.values()) {
            group.sort(Comparator.comparingLong(CocoFile.Picture::slice).thenComparing(picture -> padded(picture.fileName())));
            items.addAll(layers(FormatException.name(path), group, coco, progress.part((double) done / groups.size(), (done + 1.0) / groups.size())));
            done++;
        }
        if (items.size() > 1) remarks.addFirst("It holds " + items.size() + " label maps; choose one.");
        return new Contents(path, title(), items, remarks);
    }

    /// Of what lies outside its folder, also by way of a link, a file learns nothing: not even whether it is there.
    private static boolean isBeside(Path json, String fileName) throws IOException {
        try {
            for (String name : List.of("", "images")) {
                Path folder = json.toAbsolutePath().resolveSibling(name).normalize(), file = folder.resolve(fileName).normalize();
                if (file.startsWith(folder) && Files.isRegularFile(file) && file.toRealPath().startsWith(folder.toRealPath())) return true;
            }
        } catch (InvalidPathException e) {
            return false;
        }
        return false;
    }

    /// As few layers as it takes for no two categories to share a pixel, each object in the first that has room.
    private static List<Item> layers(String name, List<CocoFile.Picture> pictures, CocoFile coco, Progress progress) throws FormatException {
        CocoFile.Picture first = pictures.getFirst();
        Memory.require(name, 8L * first.pixels());
        List<List<List<CocoFile.Region>>> layers = new ArrayList<>(); // layer → slice → objects
        for (int z = 0; z < pictures.size(); z++) {
            progress.at((double) z / pictures.size(), "picture " + (z + 1) + " of " + pictures.size());
            List<Map<Integer, BitSet>> taken = new ArrayList<>();
            for (CocoFile.Region region : pictures.get(z).regions()) {
                BitSet mask = region.mask(first.width(), first.height());
                int layer = 0;
                while (layer < taken.size() && clashes(taken.get(layer), region.category(), mask)) layer++;
                if (layer == taken.size()) taken.add(new TreeMap<>());
                taken.get(layer).computeIfAbsent(region.category(), _ -> new BitSet()).or(mask);
                while (layers.size() <= layer) layers.add(new ArrayList<>());
                List<List<CocoFile.Region>> slices = layers.get(layer);
                while (slices.size() <= z) slices.add(new ArrayList<>());
                slices.get(z).add(region);
            }
        }
        if (layers.isEmpty()) layers.add(new ArrayList<>());
        for (List<List<CocoFile.Region>> slices : layers) while (slices.size() < pictures.size()) slices.add(new ArrayList<>());
        String title = first.group().replaceFirst("(?i)\\.(png|jpe?g|tiff?)$", "");
        List<String> remarks = new ArrayList<>(List.of("It does not say how large a pixel is: 1 mm is a guess.", Item.GUESSED_PLACE));
        if (layers.size() > 1) remarks.add("Objects overlap, so there are " + layers.size() + " layers.");
        ImageHeader header = ImageHeader.of(Geometry.upright(first.width(), first.height(), pictures.size(), 1, 1, 1), SampleType.UINT16)
                .withKind(ImageHeader.Kind.LABELS).withTable(coco.table());
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++)
            items.add(new Item(first.group().replace('#', '_') + (layers.size() == 1 ? "" : "/layer-" + (i + 1)), layers.size() == 1 ? title : title + ", layer " + (i + 1), new CocoStack(name, layers.get(i), header), remarks));
        return items;
    }

    private static boolean clashes(Map<Integer, BitSet> layer, int category, BitSet mask) {
        return layer.entrySet().stream().anyMatch(there -> there.getKey() != category && there.getValue().intersects(mask));
    }

    private static String padded(String name) {
        return java.util.regex.Pattern.compile("\\d+").matcher(name.toLowerCase(Locale.ROOT)).replaceAll(number -> "0".repeat(Math.max(0, DIGITS - number.group().length())) + number.group());
    }
}
