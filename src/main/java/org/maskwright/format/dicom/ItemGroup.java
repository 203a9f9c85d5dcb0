package org.maskwright.format.dicom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Item;
import org.maskwright.format.StoredImage;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Size;

/// What can be opened of some slices: one image, or several ways to read it, and the overlays that lie over them.
///
/// Ids have the series' number, the part's behind a stroke, and behind a `#` what [Item#isOwn] tells of.
final class ItemGroup {
    private final List<Slice> slices;
    private final ImageFile file;
    private final boolean alone;
    private final int part;
    private final List<Item> items = new ArrayList<>();

    /// @param slices in any order
    /// @param part number of this part of the series; 0 if there is but one
    ItemGroup(List<Slice> slices, int part) {
        this.slices = List.copyOf(slices);
        this.file = slices.getFirst().file();
        this.alone = slices.stream().allMatch(s -> s.file() == file);
        this.part = part;
    }

    List<Item> items() {
        return items;
    }

    /// Voxels of the image in front.
    long voxels() {
        ImageHeader header = items.getFirst().header();
        return header.size().voxels() * header.frames();
    }

    /// The image itself.
    void add(Stack.Regular stack) {
        List<String> said = new ArrayList<>();
        if (stack.frames() > 1 && stack.frames() < slices.size()) said.add("Each place holds " + stack.frames() + " images" + toldApart(stack) + "; they are taken as a series in time.");
        addTaken("", "", said, stack);
    }

    /// A way to read what is no even grid.
    ///
    /// @param problem why it is none, a clause with its full stop; empty if it is one
    void add(String problem, Ways.Way way) {
        List<String> said = new ArrayList<>();
        if (!problem.isEmpty()) said.add(Character.toUpperCase(problem.charAt(0)) + problem.substring(1));
        if (!way.remark().isEmpty()) said.add(way.remark());
        switch (way.plan()) {
            case Ways.Plan.Taken(Stack.Regular stack) -> addTaken("#" + way.id(), ", " + way.title(), said, stack);
            case Ways.Plan.Resampled(Stack.Regular source, Geometry geometry, List<Blend> blends) ->
                    add("#" + way.id(), ", " + way.title(), said, new ResampledImage(image(source, said), geometry, blends));
        }
    }

    /// One of images that are not parallel, by itself.
    void addSingle(int index) {
        Slice slice = slices.get(index);
        ImageFile of = slice.file();
        if (!(Stack.of(List.of(slice.description().placement().orElseThrow()), of.columns(), of.rows(), false, of.lonelyStepMm()) instanceof Stack.Regular alone))
            throw new IllegalStateException("one image is a stack of one");
        int number = index + 1, all = slices.size();
        addTaken("#image-" + number, ", image " + number + " of " + all, new ArrayList<>(List.of("No two of the " + all + " images of its series are parallel and of one pixel spacing, so they are no volume.")),
                new Stack.Regular(List.of(index), 1, alone.geometry(), alone.leanDegrees(), alone.remarks()));
    }

    /// Frames that are no volume: pictures of their own, or slices of which nothing says where they lie.
    void addLoose(boolean pictures) {
        ImageFile.Frame first = file.frames().getFirst();
        int n = slices.size(), z = pictures ? 1 : n;
        Placement at = first.placement().orElse(null);
        Affine affine = at == null ? Affine.scaling(first.stepAcrossMm(), first.stepDownMm(), file.lonelyStepMm())
                : Affine.ofColumns(at.across().times(at.stepAcrossMm()), at.down().times(at.stepDownMm()), at.normal().times(file.lonelyStepMm()), at.position());
        List<String> said = new ArrayList<>();
        if (at == null) said.add(Item.NO_PLACE);
        if (n > 1) said.add(pictures ? "Its " + n + " frames are no volume; they are shown one by one." : "Its " + n + " frames are taken as slices, " + file.lonelyStepMm() + " mm apart.");
        Geometry geometry = new Geometry(new Size(file.columns(), file.rows(), z), affine);
        addTaken("", "", said, new Stack.Regular(IntStream.range(0, n).boxed().toList(), n / z, geometry, 0, List.of()));
    }

    private String toldApart(Stack.Regular stack) {
        int z = stack.geometry().size().z();
        List<Slice> ordered = ordered(stack);
        return Arrays.stream(Turn.Axis.values()).filter(axis -> IntStream.range(0, z).allMatch(place ->
                IntStream.range(0, stack.frames()).mapToObj(f -> ordered.get(f * z + place).description().turn().along(axis)).distinct().count() == stack.frames()))
                .findFirst().map(axis -> ", told apart by their " + axis.title).orElse("");
    }

    private List<Slice> ordered(Stack.Regular stack) {
        return stack.order().stream().map(slices::get).toList();
    }

    private void addTaken(String id, String title, List<String> said, Stack.Regular stack) {
        said.addAll(stack.remarks());
        StoredImage image = image(stack, said);
        add(id, title, said, image);
        addOverlays(id, stack);
    }

    private SliceImage image(Stack.Regular stack, List<String> said) {
        SliceImage image = SliceImage.of(name(), stack.geometry(), stack.frames(), ordered(stack));
        if (image.header().type() != file.layout().type()) said.add("Its slices have different scales; values are floats in real-world units.");
        return image;
    }

    private String name() {
        return alone ? file.name() : file.seriesTitle();
    }

    private void add(String id, String title, List<String> said, StoredImage image) {
        ImageHeader header = image.header();
        Size size = header.size();
        List<String> remarks = new ArrayList<>(said);
        slices.stream().flatMap(s -> s.file().remarks().stream()).distinct().forEach(remarks::add);
        String text = file.seriesTitle() + (part > 0 ? ", part " + part : "") + " (" + (file.info().modality().isEmpty() ? "" : file.info().modality() + ", ")
                + size.x() + " × " + size.y() + " × " + size.z() + (header.frames() > 1 ? ", " + header.frames() + " times" : "") + ")" + title;
        items.add(item(id, text, image, remarks));
    }

    private Item item(String id, String title, StoredImage image, List<String> remarks) {
        String series = Optional.of(file.seriesUid()).filter(u -> !u.isEmpty()).orElse(file.name()).replace('#', '_');
        return new Item(series + (part > 0 ? "/" + part : "") + id, title, image, remarks, file.where().withImages(slices.size()));
    }

    private void addOverlays(String id, Stack.Regular stack) {
        if (file.mosaic().isPresent()) return;
        TreeMap<Integer, OverlayPlane> planes = new TreeMap<>();
        for (Slice slice : slices) for (OverlayPlane plane : slice.file().overlays()) planes.putIfAbsent(plane.group(), plane);
        for (OverlayPlane plane : planes.values()) {
            String title = "Overlay " + plane.number() + (plane.label().isEmpty() ? "" : ", " + plane.label()) + " of " + file.seriesTitle() + (part > 0 ? ", part " + part : "");
            OverlayImage image = new OverlayImage(name(), stack.geometry(), stack.frames(), ordered(stack), plane);
            List<String> said = plane.left() < 0 || plane.top() < 0 || (long) plane.left() + plane.columns() > file.columns() || (long) plane.top() + plane.rows() > file.rows()
                    ? List.of("It reaches beyond the image, and what does is cut off.") : List.of();
            items.add(item(id + "#overlay-" + plane.number(), title, image, said));
        }
    }
}
