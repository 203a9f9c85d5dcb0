package org.maskwright.format.dicom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Item;

/// Sorts image files into series, and each series into the images that can be opened.
///
/// What differs in size, pixel spacing or direction within a series is taken apart. What makes up no even grid is offered in
/// several ways, each saying what it costs.
final class SeriesAssembly {
    private final List<ItemGroup> groups = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    /// @param files of any number of series, in any order
    static SeriesAssembly of(List<ImageFile> files) {
        SeriesAssembly assembly = new SeriesAssembly();
        Map<String, List<ImageFile>> series = new LinkedHashMap<>();
        for (ImageFile file : files) series.computeIfAbsent(file.seriesUid(), _ -> new ArrayList<>()).add(file);
        series.values().forEach(assembly::addSeries);
        assembly.groups.sort(Comparator.comparingLong(group -> -group.voxels()));
        return assembly;
    }

    /// The images that can be opened, the largest in front, each followed by other ways to read it and by its overlays.
    List<Item> items() {
        return groups.stream().flatMap(group -> group.items().stream()).toList();
    }

    /// Whole sentences on what was left out.
    List<String> remarks() {
        return List.copyOf(remarks);
    }

    private void addSeries(List<ImageFile> files) {
        files = withoutCopies(files);
        Map<Object, List<ImageFile>> alike = new LinkedHashMap<>();
        for (ImageFile file : files) alike.computeIfAbsent(kind(file), _ -> new ArrayList<>()).add(file);
        boolean several = alike.size() > 1;
        int part = 0;
        for (List<ImageFile> group : alike.values()) {
            ImageFile any = group.getFirst();
            List<Slice> slices = new ArrayList<>();
            for (ImageFile file : group) for (int f = 0; f < file.frames().size(); f++) slices.add(new Slice(file, f));
            boolean placed = slices.stream().allMatch(s -> s.description().placement().isPresent());
            part = placed && any.frames().size() == 1 ? addParallels(slices, several, part) : addFrames(slices, placed, several, part);
        }
    }

    /// What images must share to lie in one grid, besides their direction. A file of many frames is a volume of its own; several
    /// of them in the same place are one volume, taken several times.
    private static Object kind(ImageFile file) {
        List<Object> kind = new ArrayList<>(List.of(file.columns(), file.rows(), file.layout().samples(), file.layout().type(), file.layout().photometric(), file.hasModalityTable()));
        List<ImageFile.Frame> frames = file.frames();
        Placement first = frames.getFirst().placement().orElse(null), last = frames.getLast().placement().orElse(null);
        boolean inTime = Set.of("MR", "CT", "PT").contains(file.info().modality()) && file.kind() == ImageHeader.Kind.VOLUME;
        if (first == null || last == null || frames.size() > 1 && !inTime) return file.path();
        if (frames.size() > 1) kind.addAll(List.of(frames.size(), first.rounded(), last.rounded()));
        return kind;
    }

    private List<ImageFile> withoutCopies(List<ImageFile> files) {
        Set<String> seen = new HashSet<>();
        List<ImageFile> kept = new ArrayList<>();
        for (ImageFile file : files) if (file.instanceUid().isEmpty() || seen.add(file.instanceUid())) kept.add(file);
        int copies = files.size() - kept.size();
        if (copies > 0) remarks.add(files.getFirst().seriesTitle() + ": " + (copies == 1 ? "1 file is a copy of another and is" : copies + " files are copies of others and are") + " left out.");
        kept.sort(Comparator.comparing(ImageFile::turn).thenComparing(ImageFile::path));
        return kept;
    }

    private int addParallels(List<Slice> slices, boolean several, int part) {
        List<List<Slice>> bundles = bundles(slices);
        ImageFile any = slices.getFirst().file();
        if (bundles.size() > 1 && bundles.stream().allMatch(b -> b.size() == 1)) {
            ItemGroup group = new ItemGroup(slices, several ? ++part : 0);
            for (int i = 0; i < slices.size(); i++) group.addSingle(i);
            groups.add(group);
            remarks.add(any.seriesTitle() + ": no two of its " + slices.size() + " images are parallel and of one pixel spacing, so they are no volume. They can be opened one by one.");
            return part;
        }
        if (bundles.size() > 1) remarks.add(any.seriesTitle() + ": its " + slices.size() + " images lie in " + bundles.size() + " directions or pixel spacings, each taken for itself.");
        for (List<Slice> bundle : bundles) {
            if (bundles.size() > 1 && bundle.size() == 1) {
                remarks.add(any.seriesTitle() + ": a single image across the others is left out.");
                continue;
            }
            part = addBundle(bundle, false, several || bundles.size() > 1, part);
        }
        return part;
    }

    /// Images that are parallel, of one pixel spacing, and of one stack.
    private static List<List<Slice>> bundles(List<Slice> slices) {
        List<List<Slice>> bundles = new ArrayList<>();
        for (Slice slice : slices) {
            Placement placement = placement(slice);
            bundles.stream().filter(b -> placement(b.getFirst()).isParallelTo(placement) && placement(b.getFirst()).hasSameSteps(placement)
                            && b.getFirst().description().stack().equals(slice.description().stack())).findFirst()
                    .orElseGet(() -> {
                        bundles.add(new ArrayList<>());
                        return bundles.getLast();
                    }).add(slice);
        }
        return bundles;
    }

    /// Parallel images: one volume, or one for each acquisition, or the ways on.
    ///
    /// @param several whether the series has other parts, so that this one needs a number
    /// @return the number of the last part
    private int addBundle(List<Slice> bundle, boolean keepOrder, boolean several, int part) {
        ImageFile any = bundle.getFirst().file();
        List<Placement> placements = bundle.stream().map(SeriesAssembly::placement).toList();
        Stack stack = Stack.of(placements, any.columns(), any.rows(), keepOrder, any.lonelyStepMm());
        if (stack instanceof Stack.Regular r && r.frames() > 1 && r.frames() == bundle.size() && !keepOrder)
            stack = new Stack.Refused("all its " + bundle.size() + " images lie at the same place, so they are no volume.", "Open one of its files alone.");
        switch (stack) {
            case Stack.Regular regular -> {
                ItemGroup group = new ItemGroup(bundle, several ? ++part : 0);
                group.add(regular);
                if (regular.leanDegrees() > 0) Ways.straightened(placements, any.columns(), any.rows(), any.lonelyStepMm()).ifPresent(way -> group.add("", way));
                groups.add(group);
            }
            case Stack.Refused refused -> {
                Optional<Turn.Axis> axis = telling(bundle, placements);
                if (axis.isPresent()) {
                    Map<Double, List<Slice>> apart = by(axis.get(), bundle);
                    remarks.add(any.seriesTitle() + ": its images make up " + apart.size() + " volumes of different extent, told apart by their " + axis.get().title + ".");
                    for (List<Slice> one : apart.values()) part = addBundle(one, false, true, part);
                } else {
                    ItemGroup group = new ItemGroup(bundle, several ? ++part : 0);
                    for (Ways.Way way : Ways.of(placements, any.columns(), any.rows(), any.lonelyStepMm())) group.add(refused.problem(), way);
                    groups.add(group);
                    remarks.add(any.seriesTitle() + ": " + refused.problem() + " " + (group.items().size() == 1 ? "There is a way" : "There are " + group.items().size() + " ways") + " to open it.");
                }
            }
        }
        return part;
    }

    /// What tells images at one place apart so that each value makes up a volume; nothing if no place holds several, or none does.
    private static Optional<Turn.Axis> telling(List<Slice> bundle, List<Placement> placements) {
        if (Stack.places(placements).size() == bundle.size()) return Optional.empty();
        ImageFile any = bundle.getFirst().file();
        return Arrays.stream(Turn.Axis.values()).filter(axis -> axis != Turn.Axis.INSTANCE).filter(axis -> {
            Map<Double, List<Slice>> apart = by(axis, bundle);
            return apart.size() > 1 && apart.values().stream().allMatch(one -> one.size() > 1
                    && Stack.of(one.stream().map(SeriesAssembly::placement).toList(), any.columns(), any.rows(), false, 1) instanceof Stack.Regular regular && regular.frames() == 1);
        }).findFirst();
    }

    private static Map<Double, List<Slice>> by(Turn.Axis axis, List<Slice> slices) {
        Map<Double, List<Slice>> by = new TreeMap<>();
        for (Slice slice : slices) by.computeIfAbsent(slice.description().turn().along(axis), _ -> new ArrayList<>()).add(slice);
        return by;
    }

    private static Placement placement(Slice slice) {
        return slice.description().placement().orElseThrow();
    }

    /// Files that are stacks of their own, or an image without a place.
    private int addFrames(List<Slice> slices, boolean placed, boolean several, int part) {
        ImageFile file = slices.getFirst().file();
        if (placed && !file.isTiled() && file.kind() == ImageHeader.Kind.VOLUME) {
            List<List<Slice>> bundles = bundles(slices.stream().sorted(Comparator.comparing(s -> s.description().turn())).toList());
            if (bundles.size() == 1 || bundles.stream().anyMatch(b -> b.size() > 1)) {
                if (bundles.size() > 1) remarks.add(file.seriesTitle() + ": its " + slices.size() + " frames lie in " + bundles.size() + " directions or stacks, each taken for itself.");
                for (List<Slice> bundle : bundles) part = addBundle(bundle, true, several || bundles.size() > 1, part);
                return part;
            }
        }
        ItemGroup group = new ItemGroup(slices, several ? ++part : 0);
        group.addLoose(placed || file.isLoose());
        groups.add(group);
        return part;
    }
}
