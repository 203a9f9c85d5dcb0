package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.maskwright.format.Contents;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.format.Item;
import org.maskwright.format.Section;
import org.maskwright.format.StoredImage;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.store.Fingerprint;
import org.maskwright.store.Source;
import org.maskwright.volume.Volume;

/// Reads the scan that a case is about, wherever it comes from.
final class ScanReader {
    /// A scan in memory.
    ///
    /// @param source where it is, of a folder always with the id of its scan: another may be put beside it later
    /// @param fingerprint of its voxels
    /// @param table the labels to begin with, if the scan brings any
    /// @param stored its samples as they stand in its file
    /// @param remarks whole sentences on what was mended or left out
    /// @param patient a hash that scans of one patient share; empty if the files do not say, or no longer. To be compared alone
    record Scan(Source source, Volume volume, String fingerprint, LabelTable table, StoredImage stored, List<String> remarks, String patient) {}

    /// What stands for a name where somebody took the names off: no two scans are of one patient for that.
    private static final Pattern NOBODY = Pattern.compile("(?i)|anon\\S*|de-?identified|pseudo\\S*|unknown|none|no name|test|patient|phantom|removed|n/?a|[\\W\\d_]*");

    private final Optional<Item> found;
    private final Consumer<Glimpse> show;

    /// @param found the scan, if it was found already
    /// @param show told of slices while the rest is read
    ScanReader(Optional<Item> found, Consumer<Glimpse> show) {
        this.found = found;
        this.show = show;
    }

    static Scan read(Source source, Progress progress) throws IOException, FormatException {
        return new ScanReader(Optional.empty(), _ -> {}).readShowing(source, progress);
    }

    Scan readShowing(Source source, Progress progress) throws IOException, FormatException {
        switch (source) {
            case Source.OnDisk(Path path, String id) -> {
                Item item = found.isPresent() ? found.get() : find(path, id, progress.part(0, 0.1));
                Volume volume = volume(item, progress.part(0.1, 0.9));
                progress.at(0.9, "checking the voxels");
                StoredImage seen = item.image().asSeen();
                boolean plain = seen.header().channels() == 1 && seen.header().frames() == 1;
                return new Scan(Files.isDirectory(path) ? new Source.OnDisk(path, item.id()) : source, volume, Fingerprint.of(volume),
                        LabelTable.EMPTY, plain ? seen : StoredImage.of(volume), item.remarks(), patient(item.where().patient()));
            }
            case Source.Phantom(long seed, Size size) -> {
                BuiltInCase made = BuiltInCase.make(seed, size, progress.part(0, 0.9));
                return new Scan(source, made.volume(), Fingerprint.of(made.volume()), made.table(), StoredImage.of(made.volume()), List.of(), "");
            }
        }
    }

    static String patient(String said) {
        return NOBODY.matcher(said.strip()).matches() ? "" : Fingerprint.of(said.strip());
    }

    /// Reads the scan, and shows its middle slice first where that can be had at once.
    private Volume volume(Item item, Progress progress) throws IOException, FormatException {
        StoredImage seen = item.image().asSeen();
        if (!seen.readsAnySliceAtOnce()) return new Item(item.id(), item.title(), new Passing(seen, show), item.remarks()).volume(progress);
        if (seen.header().size().z() > 1) show.accept(Glimpse.read(item, seen.header().size().z() / 2, progress.part(0, 0.01)));
        return item.volume(progress.part(0.01, 1));
    }

    private static Item find(Path path, String part, Progress progress) throws IOException, FormatException {
        return whole(path, Section.wholeId(part), progress).part(Section.ofId(part));
    }

    private static Item whole(Path path, String id, Progress progress) throws IOException, FormatException {
        Contents contents = Formats.describe(path, progress);
        List<Item> items = contents.items();
        if (items.isEmpty()) return Formats.open(path, progress); // says what it holds instead
        if (id.isEmpty() && contents.only().isPresent()) return contents.only().get();
        for (Item item : items) if (item.id().equals(id)) return item;
        String names = String.join("; ", items.stream().map(Item::title).toList());
        throw id.isEmpty()
                ? FormatException.unexpected(FormatException.name(path), "", "one scan", items.size() + ": " + names, "Choose one of them.")
                : FormatException.unexpected(FormatException.name(path), "", "the scan that this case was made from", names,
                        "Put the missing files back.");
    }
}
