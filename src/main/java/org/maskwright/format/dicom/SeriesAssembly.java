package org.maskwright.format.dicom;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.maskwright.format.FormatException;
import org.maskwright.format.Item;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Size;

/// Sorts image files into series, and each series into the images that can be opened.
///
/// What differs in size, pixel spacing or direction within a series is taken apart. What cannot be placed truthfully is
/// refused, with the reason.
final class SeriesAssembly {
    /// A series, or a part of one, that is no volume.
    private record Refusal(String title, Stack.Refused why) {}

    private final List<Item> items = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    /// @param files of any number of series, in any order
    static SeriesAssembly of(List<ImageFile> files) {
        SeriesAssembly assembly = new SeriesAssembly();
        Map<String, List<ImageFile>> series = new LinkedHashMap<>();
        for (ImageFile file : files) series.computeIfAbsent(file.seriesUid(), _ -> new ArrayList<>()).add(file);
        series.values().forEach(assembly::addSeries);
        assembly.items.sort(Comparator.comparingLong((Item item) -> -item.header().size().voxels() * item.header().frames()));
        return assembly;
    }

    /// The images that can be opened, the largest in front.
    List<Item> items() {
        return items;
    }

    /// Whole sentences on what was left out.
    List<String> remarks() {
        List<String> all = new ArrayList<>(remarks);
        for (Refusal refusal : refusals) all.add(refusal.title + ": " + refusal.why.problem() + " " + refusal.why.remedy());
        return all;
    }

    /// @param name of the folder, for the message
    /// @param broken why files could not be read, which may be the reason why others are no volume
    /// @throws FormatException if there is nothing to open because all was refused; says why
    void throwIfAllRefused(String name, List<String> broken) throws FormatException {
        if (!items.isEmpty() || refusals.isEmpty()) return;
        Refusal first = refusals.getFirst();
        String others = refusals.size() == 1 ? "" : " " + (refusals.size() - 1) + " more are no volumes either.";
        String unread = broken.isEmpty() ? "" : " " + DicomFormat.unread(broken);
        throw FormatException.of(name, first.title, first.why.problem() + others + unread, first.why.remedy());
    }

    private void addSeries(List<ImageFile> files) {
        files = withoutCopies(files);
        Map<Object, List<ImageFile>> alike = new LinkedHashMap<>();
        for (ImageFile file : files) {
            boolean alone = file.frames().size() > 1 || file.frames().getFirst().placement().isEmpty();
            alike.computeIfAbsent(alone ? file.path() : kind(file), _ -> new ArrayList<>()).add(file);
        }
        boolean several = alike.size() > 1;
        int part = 0;
        for (List<ImageFile> group : alike.values()) {
            ImageFile any = group.getFirst();
            List<Slice> slices = new ArrayList<>();
            for (ImageFile file : group) for (int f = 0; f < file.frames().size(); f++) slices.add(new Slice(file, f));
            if (any.frames().getFirst().placement().isEmpty() || any.frames().size() > 1) addAlone(any, slices, several ? ++part : 0);
            else part = addParallels(slices, several, part);
        }
    }

    /// What images must share to lie in one grid, besides their direction.
    private static Object kind(ImageFile file) {
        return List.of(file.columns(), file.rows(), file.layout().samples(), file.layout().type(), file.layout().photometric(), file.hasModalityTable());
    }

    private List<ImageFile> withoutCopies(List<ImageFile> files) {
        Set<String> seen = new HashSet<>();
        List<ImageFile> kept = new ArrayList<>();
        for (ImageFile file : files) if (file.instanceUid().isEmpty() || seen.add(file.instanceUid())) kept.add(file);
        int copies = files.size() - kept.size();
        if (copies > 0) remarks.add(files.getFirst().seriesTitle() + ": " + (copies == 1 ? "1 file is a copy of another and is" : copies + " files are copies of others and are") + " left out.");
        kept.sort(Comparator.comparing((ImageFile f) -> f.turn().get(0)).thenComparing(f -> f.turn().get(1)).thenComparing(f -> f.turn().get(2)).thenComparing(ImageFile::path));
        return kept;
    }

    private int addParallels(List<Slice> slices, boolean several, int part) {
        List<List<Slice>> bundles = new ArrayList<>();
        for (Slice slice : slices) {
            Placement placement = placement(slice);
            bundles.stream().filter(b -> placement(b.getFirst()).isParallelTo(placement) && placement(b.getFirst()).hasSameSteps(placement)).findFirst()
                    .orElseGet(() -> {
                        bundles.add(new ArrayList<>());
                        return bundles.getLast();
                    }).add(slice);
        }
        ImageFile any = slices.getFirst().file();
        if (bundles.size() > 1 && bundles.stream().allMatch(b -> b.size() == 1)) {
            refusals.add(new Refusal(any.seriesTitle(), new Stack.Refused("no two of its " + slices.size() + " images are parallel and of one pixel spacing, so they are no volume.",
                    "Open one of its files alone.")));
            return part;
        }
        if (bundles.size() > 1) remarks.add(any.seriesTitle() + ": its " + slices.size() + " images lie in " + bundles.size() + " directions or pixel spacings, each taken for itself.");
        for (List<Slice> bundle : bundles) {
            if (bundles.size() > 1 && bundle.size() == 1) {
                remarks.add(any.seriesTitle() + ": a single image across the others is left out.");
                continue;
            }
            int number = several || bundles.size() > 1 ? ++part : 0;
            Stack stack = stack(bundle, false);
            if (stack instanceof Stack.Regular r && r.frames() > 1 && r.frames() == bundle.size())
                stack = new Stack.Refused("all its " + bundle.size() + " images lie at the same place, so they are no volume.", "Open one of its files alone.");
            switch (stack) {
                case Stack.Regular regular -> add(regular, bundle, number);
                case Stack.Refused refused -> refusals.add(new Refusal(any.seriesTitle(), refused));
            }
        }
        return part;
    }

    private static Placement placement(Slice slice) {
        return slice.description().placement().orElseThrow();
    }

    private static Stack stack(List<Slice> slices, boolean keepOrder) {
        ImageFile file = slices.getFirst().file();
        return Stack.of(slices.stream().map(SeriesAssembly::placement).toList(), file.columns(), file.rows(), keepOrder, file.lonelyStepMm());
    }

    /// A file that is a stack of its own, or an image without a place.
    private void addAlone(ImageFile file, List<Slice> slices, int part) {
        ImageFile.Frame first = file.frames().getFirst();
        boolean placed = slices.stream().allMatch(s -> s.description().placement().isPresent());
        boolean parallel = placed && slices.stream().allMatch(s -> placement(s).isParallelTo(placement(slices.getFirst())) && placement(s).hasSameSteps(placement(slices.getFirst())));
        if (parallel && stack(slices, true) instanceof Stack.Regular regular) {
            add(regular, slices, part);
            return;
        }
        int n = slices.size();
        boolean loose = placed || file.isLoose();
        int z = loose ? 1 : n;
        Placement at = first.placement().orElse(null);
        Affine affine = at == null ? Affine.scaling(first.stepAcrossMm(), first.stepDownMm(), file.lonelyStepMm())
                : Affine.ofColumns(at.across().times(at.stepAcrossMm()), at.down().times(at.stepDownMm()), at.normal().times(file.lonelyStepMm()), at.position());
        List<String> said = new ArrayList<>();
        if (at == null) said.add("It does not say where it lies in the patient: directions and positions mean nothing.");
        if (n > 1) said.add(loose ? "Its " + n + " frames are no volume; they are shown one by one." : "Its " + n + " frames are taken as slices, " + file.lonelyStepMm() + " mm apart.");
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < n; i++) order.add(i);
        Geometry geometry = new Geometry(new Size(file.columns(), file.rows(), z), affine);
        add(new Stack.Regular(order, n / z, geometry, said), slices, part);
    }

    private void add(Stack.Regular stack, List<Slice> slices, int part) {
        List<Slice> ordered = stack.order().stream().map(slices::get).toList();
        ImageFile file = slices.getFirst().file();
        boolean alone = slices.stream().allMatch(s -> s.file() == file);
        Size size = stack.geometry().size();
        String title = file.seriesTitle() + (part > 0 ? ", part " + part : "") + " (" + (file.info().modality().isEmpty() ? "" : file.info().modality() + ", ")
                + size.x() + " × " + size.y() + " × " + size.z() + (stack.frames() > 1 ? ", " + stack.frames() + " times" : "") + ")";
        List<String> said = new ArrayList<>(stack.remarks());
        if (alone && slices.size() == 1 && file.frames().getFirst().placement().isPresent() && !file.seriesUid().isEmpty())
            said.add("It is a single image; if others of its series lie beside it, open their folder for the volume.");
        slices.stream().flatMap(s -> s.file().remarks().stream()).distinct().forEach(said::add);
        SliceImage image = SliceImage.of(alone ? file.name() : file.seriesTitle(), stack.geometry(), stack.frames(), ordered);
        if (image.header().type() != file.layout().type()) said.add("Its slices have different scales; values are floats in real-world units.");
        items.add(new Item(Optional.of(file.seriesUid()).filter(u -> !u.isEmpty()).orElse(file.name()) + (part > 0 ? "/" + part : ""), title, image, said,
                file.where().withImages(slices.size())));
    }
}
