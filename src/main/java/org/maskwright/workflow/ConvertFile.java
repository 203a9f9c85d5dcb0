package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.maskwright.format.Contents;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Item;
import org.maskwright.job.Progress;

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
        Item chosen = choose(in, item, progress.part(0, 0.1));
        ImageHeader header = chosen.header();
        Optional<ExportLabels.Kind> kind = List.of(ExportLabels.Kind.values()).reversed().stream().filter(k -> k.fits(out) && !k.endings().isEmpty()).findFirst();
        boolean labels = header.kind() == ImageHeader.Kind.LABELS && header.channels() == 1 && header.frames() == 1 && !header.type().isFloat();
        if (labels && kind.isPresent()) ExportLabels.write(outgoing(chosen, progress.part(0.1, 0.4)), kind.get(), out, progress.part(0.4, 1));
        else WriteImage.file(out, chosen.image().asSeen(), WriteImage.Check.NONE, progress.part(0.1, 1));
    }

    /// Writes the label map in `in` as `kind`, read back and compared.
    ///
    /// @param item as in [#convert]
    /// @throws FormatException also if `in` holds values that are no labels
    public static ExportLabels.Exported labels(Path in, String item, ExportLabels.Kind kind, Path out, Progress progress) throws IOException, FormatException {
        Item chosen = choose(in, item, progress.part(0, 0.1));
        return ExportLabels.write(outgoing(chosen, progress.part(0.1, 0.4)), kind, out, progress.part(0.4, 1));
    }

    private static ExportLabels.Outgoing outgoing(Item item, Progress progress) throws IOException, FormatException {
        return new ExportLabels.Outgoing(item.title(), item.labels(progress), item.header().table());
    }

    private static Item choose(Path in, String id, Progress progress) throws IOException, FormatException {
        Contents contents = Formats.describe(in, progress);
        List<Item> items = contents.items();
        if (id.isEmpty() && items.size() == 1) return items.getFirst();
        for (Item item : items) if (item.id().equals(id)) return item;
        String held = items.isEmpty() ? contents.formatTitle() : String.join("; ", items.stream().map(item -> item.id() + " (" + item.title() + ")").toList());
        throw FormatException.unexpected(FormatException.name(in), "", id.isEmpty() ? "one scan or label map" : "an image with the id " + id, held,
                items.isEmpty() ? "Choose a file with an image." : "Choose one by its id.");
    }
}
