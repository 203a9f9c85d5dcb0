package org.maskwright.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.maskwright.disk.AppendLog;
import org.maskwright.format.FormatException;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Progress;
import org.maskwright.label.EditHistory;
import org.maskwright.label.LabelEdit;
import org.maskwright.label.LabelVolume;
import org.maskwright.label.Labels;

/// Saved labels + journal → the labels and the undo history as they were at the last finished stroke.
///
/// Saving writes `labels-(g+1)` only when `journal-g` is whole, so `labels-g` + `journal-g` always make `labels-(g+1)`: if
/// the newest label file is damaged, the one before and both journals give the same. Reads only; [CaseStore] mends.
public final class Recovery {
    /// What an annotator's memory of undo may take; a brush stroke takes two kilobytes.
    private static final long HISTORY_BYTES = 512L << 20;
    private static final Pattern NAME = Pattern.compile("(labels|journal)-(\\d{4,9})\\.(nii\\.gz|log)");

    /// What came back.
    ///
    /// @param generation that the next stroke's journal belongs to
    /// @param editsSinceSave replayed from journals
    /// @param worked how long people had worked on the case at the last of them; nothing if that was not measured from its first edit on
    /// @param findings whole sentences on what was damaged, and what was done about it
    /// @param aside damaged or foreign files that must be kept but put out of the way
    /// @param damagedJournal the live journal, if it broke off before its end; the labels should be saved anew, then it put aside
    public record Recovered(LabelVolume labels, EditHistory history, int generation, int editsSinceSave, Optional<Duration> worked, List<String> findings,
                            List<Path> aside, Optional<Path> damagedJournal) {
        public Recovered {
            findings = List.copyOf(findings);
            aside = List.copyOf(aside);
        }
    }

    private final Path folder;
    private final Geometry geometry;
    private final List<String> findings = new ArrayList<>();
    private final List<Path> aside = new ArrayList<>();
    private int edits;
    private Optional<Duration> worked = Optional.empty();

    private Recovery(Path folder, Geometry geometry) {
        this.folder = folder;
        this.geometry = geometry;
    }

    /// Recovers the case in `folder`, whose scan lies on `geometry`.
    ///
    /// @throws IOException if a file cannot be read at all
    public static Recovered recover(Path folder, Geometry geometry, Progress progress) throws IOException {
        return new Recovery(folder, geometry).recover(progress);
    }

    static Path labelsFile(Path folder, int generation) {
        return folder.resolve(String.format("labels-%04d.nii.gz", generation));
    }

    static Path journalFile(Path folder, int generation) {
        return folder.resolve(String.format("journal-%04d.log", generation));
    }

    /// The files of one kind, `labels` or `journal`, by rising generation.
    static TreeMap<Integer, Path> generations(Path folder, String kind) throws IOException {
        TreeMap<Integer, Path> found = new TreeMap<>();
        if (!Files.isDirectory(folder)) return found;
        try (var files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
                if (name.matches() && name.group(1).equals(kind)) found.put(Integer.parseInt(name.group(2)), file);
            }
        }
        return found;
    }

    private Recovered recover(Progress progress) throws IOException {
        TreeMap<Integer, Path> saved = generations(folder, "labels"), journals = generations(folder, "journal");
        int generation = 0;
        Labels start = Labels.empty(geometry);
        for (var candidate : saved.descendingMap().entrySet()) {
            Path file = candidate.getValue();
            try {
                start = LabelFiles.read(file, geometry, progress);
                generation = candidate.getKey();
                break;
            } catch (FormatException e) {
                findings.add("The saved labels could not be read, so the ones saved before and every stroke since were taken; the file is kept aside. " + e.getMessage());
                aside.add(file);
            }
        }
        Optional<DeedFile.Kept> kept = DeedFile.read(folder);
        worked = kept.isPresent() ? kept.get().worked() : saved.isEmpty() ? Optional.of(Duration.ZERO) : Optional.empty();
        LabelVolume labels = new LabelVolume(start);
        EditHistory history = new EditHistory(labels, HISTORY_BYTES);
        Optional<Path> damaged = Optional.empty();
        Path journal = journals.get(generation);
        while (journal != null && damaged.isEmpty()) {
            if (!replay(journal, generation, history)) damaged = Optional.of(journal);
            else if (journals.containsKey(generation + 1)) generation++;
            else break;
            journal = journals.get(generation);
        }
        for (Path orphan : journals.tailMap(generation, false).values()) {
            findings.add(orphan.getFileName() + " belongs to labels that are not here; it is kept aside.");
            aside.add(orphan);
        }
        return new Recovered(labels, history, generation, edits, worked, findings, aside, damaged);
    }

    /// Replays one journal.
    ///
    /// @return false if it broke off before its end
    private boolean replay(Path journal, int generation, EditHistory history) throws IOException {
        AppendLog.Scan scan = AppendLog.scan(journal);
        List<byte[]> records = scan.records();
        if (records.isEmpty()) return !scan.torn() || !AppendLog.isDamagedInTheMiddle(journal) || broken(journal, 0, "the header is damaged");
        byte[] previous = new byte[0];
        for (int i = 0; i < records.size(); i++) {
            byte[] record = records.get(i);
            try {
                if (i == 0) {
                    Journal.Header header = Journal.Header.ofBytes(record);
                    if (!header.equals(new Journal.Header(geometry.size(), generation)))
                        return broken(journal, 0, "it belongs to labels of " + header.size() + " voxels, generation " + header.generation());
                } else if (!Arrays.equals(record, previous)) { // one that was written, reported as refused, and written again
                    Journal.Stroke stroke = Journal.Stroke.ofBytes(record, geometry.size());
                    replay(stroke.edit(), history);
                    // notes may run ahead of the strokes, as after a crash in the midst of a save
                    worked = worked.flatMap(before -> stroke.worked().map(by -> by.compareTo(before) > 0 ? by : before));
                    edits++;
                }
            } catch (IllegalArgumentException | IllegalStateException e) {
                return broken(journal, i, String.valueOf(e.getMessage()));
            }
            previous = record;
        }
        if (scan.torn() && AppendLog.isDamagedInTheMiddle(journal)) return broken(journal, records.size(), "its checksum is wrong");
        return true;
    }

    /// Undo and redo were journaled as edits; told apart again, the history comes back as it was.
    private static void replay(LabelEdit edit, EditHistory history) {
        List<LabelEdit> undoable = history.undoable(), redoable = history.redoable();
        if (!redoable.isEmpty() && redoable.getFirst().equals(edit)) history.redo();
        else if (!undoable.isEmpty() && undoable.getFirst().inverse("Undo " + undoable.getFirst().name()).equals(edit)) history.undo();
        else history.replay(edit);
    }

    private boolean broken(Path journal, int record, String why) {
        findings.add(journal.getFileName() + ", record " + record + ": expected the next stroke, found that " + why
                + ". Every stroke before it is here; the file is kept aside.");
        return false;
    }
}
