package org.maskwright.workflow;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.maskwright.format.FormatException;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Item;
import org.maskwright.format.Section;
import org.maskwright.format.Where;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;

/// One thing that can be opened, as a browser shows it: what its headers say, how to see a slice of it, and in which ways it
/// can be read. Made by [OpenCase#look].
public final class Choice {
    private static final String SIZE_BEHIND = " \\((?:[A-Z]+, )?\\d+ × \\d+ × \\d+(?:, \\d+ times)?\\)";

    /// The number of a layer, in its id.
    private static final Pattern LAYER = Pattern.compile("((?:^|[/#])layer-)\\d+");

    private final CaseSource source;
    private final String title;
    private final String modality;
    private final Geometry grid;
    private final @Nullable Item item;
    private final LongSupplier freeMemory;

    /// An image that was found on the disk.
    Choice(CaseSource source, Item item, LongSupplier freeMemory) {
        this.source = source;
        this.title = item.title().replaceFirst(SIZE_BEHIND, ""); // it stands in the detail
        this.modality = item.where().modality().isEmpty() ? item.header().info().modality() : item.where().modality();
        this.grid = item.header().geometry();
        this.item = item;
        this.freeMemory = freeMemory;
    }

    /// A case of a project.
    Choice(CaseSource.InProject source, String title, String modality, Geometry grid, LongSupplier freeMemory) {
        this.source = source;
        this.title = title;
        this.modality = modality;
        this.grid = grid;
        this.item = null;
        this.freeMemory = freeMemory;
    }

    /// What opens it whole.
    public CaseSource source() {
        return source;
    }

    /// What a list calls it, such as `Series 4, lung`.
    public String title() {
        return title;
    }

    /// Such as `MR · 256 × 256 × 128`.
    public String detail() {
        return detail(modality, grid.size());
    }

    static String detail(String modality, Size size) {
        return modality.isEmpty() ? size.toString() : modality + " · " + size;
    }

    public String modality() {
        return modality;
    }

    public Geometry grid() {
        return grid;
    }

    private Where where() {
        return item == null ? Where.NOWHERE : item.where();
    }

    /// The patient's name and number, for the eyes of the user alone: never logged nor stored.
    public String patient() {
        return where().patient();
    }

    /// Equal for what belongs to one study; empty if unknown.
    public String studyId() {
        return where().studyUid();
    }

    /// Equal for what belongs to one series, as the layers of one segmentation do; empty if unknown.
    public String seriesId() {
        return where().seriesUid();
    }

    /// The study's description; empty if it has none.
    public String study() {
        return where().study();
    }

    /// When the study was made, such as `2026-11-20`; empty if unknown.
    public String date() {
        return where().date();
    }

    /// How many images it has in its files; 0 if unknown.
    public int images() {
        return where().images();
    }

    /// How many volumes it holds, in time.
    public int frames() {
        return item == null ? 1 : item.header().frames();
    }

    /// Whether the file itself says that it is a label map.
    public boolean isLabels() {
        return item != null && item.header().kind() == ImageHeader.Kind.LABELS;
    }

    /// Those of `all` that belong together with this label map, as the layers of one file do: this one alone, if it is whole.
    public List<Choice> layersAmong(List<Choice> all) {
        return all.stream().filter(other -> other == this || item != null && other.item != null && LAYER.matcher(item.id()).find() && bare(item).equals(bare(other.item))).toList();
    }

    /// The id without the number of the layer.
    private static String bare(Item of) {
        return LAYER.matcher(of.id()).replaceFirst("$1");
    }

    /// Whether it is one of several ways to take a stack that is no even grid: the user has to know, and to choose.
    public boolean isOneWayOfSeveral() {
        return item != null && !item.isOwn() && !isLabels();
    }

    /// The patient's directions along its voxel axes, such as `LPS`; nothing if its file does not say how it lies.
    public Optional<String> directions() {
        return item == null || item.isPlaced() ? Optional.of(grid.orientation()) : Optional.empty();
    }

    /// Whole sentences on what was mended, left out or guessed.
    public List<String> remarks() {
        return item == null ? List.of() : item.remarks();
    }

    /// Such as `0.8 × 0.8 × 1.25 mm`.
    public String spacing() {
        Point mm = grid.spacingMm();
        return round(mm.x()) + " × " + round(mm.y()) + " × " + round(mm.z()) + " mm";
    }

    private static String round(double mm) {
        String text = String.format(java.util.Locale.ROOT, "%.2f", mm);
        return text.replaceFirst("\\.?0+$", "");
    }

    /// Whether each of `words` begins a word of what is shown of it.
    public boolean matches(String words) {
        String all = String.join(" ", title, modality, patient(), study(), date(), grid.size().toString(), isLabels() ? "labels" : "");
        List<String> said = words(all);
        return words(words).stream().allMatch(word -> said.stream().anyMatch(one -> one.startsWith(word)));
    }

    private static List<String> words(String text) {
        return Pattern.compile("[^\\p{L}\\p{N}]+").splitAsStream(text.toLowerCase(java.util.Locale.ROOT)).filter(word -> !word.isEmpty()).toList();
    }

    // ---- ways to open it

    /// All of it; of a series in time the first volume.
    public Way whole() {
        return way(Section.WHOLE);
    }

    /// One volume of a series in time.
    ///
    /// @param frame from 0
    public Way frame(int frame) {
        return way(Section.ofFrame(frame));
    }

    /// A slab of its slices along z.
    public Way slab(int frame, int from, int to) {
        return way(Section.ofFrame(frame).withSlices(grid.size(), from, to));
    }

    /// Every `step`-th voxel along each axis, to look at.
    public Way coarse(int frame, int step) {
        return way(Section.ofFrame(frame).withStep(step));
    }

    /// How many slices the memory can hold now; 0 if not one.
    public int slicesThatFit() {
        long slice = Math.max(1, whole().forecast().needBytes() / grid.size().z());
        return (int) Math.min(grid.size().z(), freeMemory.getAsLong() / slice);
    }

    /// The finest grid, as the number of voxels to a step, that the memory can hold now.
    public int stepThatFits() {
        for (int step = 2; step < 64; step++) if (coarse(0, step).forecast().fits()) return step;
        return 64;
    }

    private Way way(Section section) {
        if (item == null) return new Way(Section.WHOLE, "", new Forecast(grid.size().voxels() * 2, freeMemory.getAsLong()));
        return new Way(section, section.words(frames()), new Forecast(item.part(section).volumeBytes(), freeMemory.getAsLong()));
    }

    /// What opens it in another way than whole.
    CaseSource source(Way way) {
        if (way.section().isWhole()) return source;
        return switch (source) {
            case CaseSource.Scan(var path) -> new CaseSource.Series(path, way.section().id(""));
            case CaseSource.Series(var path, String id) -> new CaseSource.Series(path, way.section().id(id));
            case CaseSource.InProject _, CaseSource.Phantom _ -> source;
        };
    }

    Optional<Item> item(Way way) {
        return Optional.ofNullable(item).map(i -> i.part(way.section()));
    }

    /// Whether a slice of it can be seen before it is opened.
    public boolean canBeSeen() {
        return item != null;
    }

    /// Reads its middle slice; to be called on a worker.
    ///
    /// @throws Exception with a sentence, if it cannot be read
    public Glimpse glimpse(Progress progress) throws IOException, FormatException {
        if (item == null) throw new IllegalStateException("a case of a project is seen by opening it");
        return Glimpse.read(item, grid.size().z() / 2, progress);
    }

    @Override
    public String toString() {
        return title + " (" + detail() + ")"; // no patient: it may come into a log
    }
}
