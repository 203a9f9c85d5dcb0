package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.maskwright.format.Contents;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Item;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;

/// Reads a scan or a label map and writes it as another kind of file: the same samples, scale and grid, every frame.
public final class ConvertFile {
    private ConvertFile() {}

    /// Whether files with names like `out` are written.
    public static boolean canWrite(Path out) {
        return Formats.writes(FormatException.name(out));
    }

    /// Writes `out` whole or not at all; its ending says what kind of file it becomes. What says of itself that it is a label map
    /// is also read back and compared, as [ExportLabels] does.
    ///
    /// @param item the id of the one to convert of several; empty if there is but one
    /// @throws FormatException if `in` is broken, holds several images and none is chosen, or no format writes `out`
    public static void convert(Path in, String item, Path out, Progress progress) throws IOException, FormatException {
        Formats.writerOf(FormatException.name(out));
        Item chosen = choose(Formats.describe(in, progress.part(0, 0.1)), item);
        ImageHeader header = chosen.header();
        Optional<ExportLabels.Kind> kind = List.of(ExportLabels.Kind.values()).reversed().stream().filter(k -> k.fits(out) && !k.endings().isEmpty() && !k.isAboutSeries()).findFirst();
        boolean labels = header.kind() == ImageHeader.Kind.LABELS && header.channels() == 1 && header.frames() == 1 && !header.type().isFloat();
        if (labels && kind.isPresent()) ExportLabels.write(outgoing(List.of(chosen), progress.part(0.1, 0.4)), kind.get(), out, progress.part(0.4, 1));
        else WriteImage.file(out, chosen.image().asSeen(), WriteImage.Check.NONE, progress.part(0.1, 1));
    }

    /// Writes the label map in `in` as `kind`, read back and compared. Label maps of one grid that overlap, as the layers of a
    /// segmentation do, go together.
    ///
    /// @param item as in [#convert]; empty for all layers
    /// @throws FormatException also if `in` holds values that are no labels
    /// @param series the DICOM series that the labels were drawn on, for kinds that are about one
    public static ExportLabels.Exported labels(Path in, String item, ExportLabels.Kind kind, Optional<ExportLabels.Series> series, Path out, Progress progress) throws IOException, FormatException {
        Contents contents = Formats.describe(in, progress.part(0, 0.1));
        List<Item> items = item.isEmpty() && areLayers(contents.items()) ? contents.items() : List.of(choose(contents, item));
        ExportLabels.Outgoing outgoing = outgoing(items, progress.part(0.1, 0.4));
        return ExportLabels.write(series.map(outgoing::on).orElse(outgoing), kind, out, progress.part(0.4, 1));
    }

    private static boolean areLayers(List<Item> items) {
        return items.stream().allMatch(item -> item.header().kind() == ImageHeader.Kind.LABELS && item.header().geometry().sameGrid(items.getFirst().header().geometry(), ExportLabels.TOLERANCE_MM)) && !items.isEmpty();
    }

    /// One table for all: a value that means something else in a later layer gets another.
    private static ExportLabels.Outgoing outgoing(List<Item> items, Progress progress) throws IOException, FormatException {
        List<Labels> layers = new ArrayList<>();
        LabelTable table = LabelTable.EMPTY;
        for (int i = 0; i < items.size(); i++) {
            Labels labels = items.get(i).labels(progress.part((double) i / items.size(), (i + 1.0) / items.size()));
            Map<Integer, Integer> values = new HashMap<>();
            for (LabelTable.Entry entry : items.get(i).header().table().covering(labels.counts().keySet()).entries()) {
                Optional<LabelTable.Entry> there = table.find(entry.value());
                int value = there.isEmpty() || there.get().name().equals(entry.name()) ? entry.value() : table.nextValue();
                if (value != entry.value()) values.put(entry.value(), value);
                if (table.find(value).isEmpty()) table = table.with(entry.withValue(value));
            }
            layers.add(LabelMatch.renumbered(labels, values).on(items.getFirst().header().geometry()));
        }
        return new ExportLabels.Outgoing(items.getFirst().title(), layers, table, Optional.empty(), Map.of());
    }

    private static Item choose(Contents contents, String id) throws FormatException {
        List<Item> items = contents.items();
        if (id.isEmpty() && contents.only().isPresent()) return contents.only().get();
        for (Item item : items) if (item.id().equals(id)) return item;
        String held = items.isEmpty() ? contents.formatTitle() : String.join("; ", items.stream().map(item -> item.id() + " (" + item.title() + ")").toList());
        throw FormatException.unexpected(FormatException.name(contents.path()), "", id.isEmpty() ? "one scan or label map" : "an image with the id " + id, held,
                items.isEmpty() ? "Choose a file with an image." : "Choose one by its id.");
    }
}
