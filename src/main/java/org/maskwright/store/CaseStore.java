package org.maskwright.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.maskwright.disk.AtomicFile;
import org.maskwright.format.FormatException;
import org.maskwright.format.json.JsonValue;
import org.maskwright.geometry.Geometry;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelDeeds;
import org.maskwright.label.LabelEdit;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.label.Proposal;
import org.maskwright.label.UncertaintyMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The labels, the journal and the proposals of one case. Used by one thread, that of the disk lane.
public final class CaseStore implements AutoCloseable {
    /// Saved labels that are kept beside the newest.
    private static final int KEPT_GENERATIONS = 2;
    private static final Logger LOG = LoggerFactory.getLogger(CaseStore.class);
    private static final Pattern PROPOSAL = Pattern.compile("proposal-(\\d{3,9})\\.(json|nii\\.gz|uncertainty)");

    private final Disk disk;
    private final Path folder;
    private final Geometry geometry;
    private final boolean readOnly;
    private @Nullable Journal journal;
    private int generation;
    private int editsSinceSave;
    private DeedFile.Kept notes = new DeedFile.Kept(LabelDeeds.NONE, Optional.empty()); // as on the disk
    private Optional<Duration> worked = Optional.empty();

    CaseStore(Disk disk, Path folder, Geometry geometry, boolean readOnly) {
        this.disk = disk;
        this.folder = folder;
        this.geometry = geometry;
        this.readOnly = readOnly;
    }

    /// Recovers the labels, mends what a crash left behind, and makes ready for the next stroke. To be called once.
    public Recovery.Recovered open(Progress progress) throws IOException {
        Recovery.Recovered recovered = Recovery.recover(folder, geometry, progress);
        generation = recovered.generation();
        editsSinceSave = recovered.editsSinceSave();
        worked = recovered.worked();
        notes = DeedFile.read(folder).orElseGet(() -> new DeedFile.Kept(LabelDeeds.same(LabelDeeds.UNKNOWN, generation == 0 ? Set.of() : recovered.labels().snapshot().counts().keySet()), Optional.empty()));
        if (readOnly) return recovered;
        for (Path file : recovered.aside()) putAside(file);
        removeUnfinished();
        journal = journal(generation);
        if (recovered.damagedJournal().isPresent()) {
            save(recovered.labels().snapshot());
            putAside(recovered.damagedJournal().get());
        }
        return recovered;
    }

    private Journal journal(int ofGeneration) {
        return new Journal(disk, Recovery.journalFile(folder, ofGeneration), new Journal.Header(geometry.size(), ofGeneration));
    }

    private Journal writable() throws IOException {
        if (readOnly) throw new AccessDeniedException(folder.toString(), null, "the project is open read-only");
        if (journal == null) throw new IllegalStateException("the case is not open");
        return journal;
    }

    /// Puts a finished edit on the disk, and any earlier one that the disk refused. Nobody's time went into it.
    ///
    /// @throws IOException if the disk refuses; the edit is kept and tried again next time
    public void append(LabelEdit edit) throws IOException {
        append(edit, worked);
    }

    /// As [#append(LabelEdit)], of an edit that somebody made.
    ///
    /// @param workedByNow on the whole case, this edit included; nothing if that is not known, and then it never will be
    public void append(LabelEdit edit, Optional<Duration> workedByNow) throws IOException {
        editsSinceSave++;
        worked = worked.flatMap(_ -> workedByNow);
        writable().append(new Journal.Stroke(edit, worked));
    }

    /// How long people had worked on the whole case at this layer's last edit; nothing if that was not measured from its first edit on.
    public Optional<Duration> worked() {
        return worked;
    }

    /// What touched each label up to the last save.
    public LabelDeeds deeds() {
        return notes.deeds();
    }

    /// Edits that are in memory alone.
    public int unwrittenEdits() {
        return journal == null ? 0 : journal.unwrittenEdits();
    }

    /// Edits that a next start would replay.
    public int editsSinceSave() {
        return editsSinceSave;
    }

    /// Saves `labels`, which must be the recovered ones with every appended edit, as the next generation; the journal begins
    /// anew. Older generations are kept, the last [#KEPT_GENERATIONS] of them.
    ///
    /// @throws IOException if the disk refuses; the labels on it and the journal are then as before
    public void save(Labels labels) throws IOException {
        save(labels, notes.deeds());
    }

    /// As [#save(Labels)], with what touched each of the labels.
    public void save(Labels labels, LabelDeeds touched) throws IOException {
        Journal old = writable();
        old.flush(); // so that older labels and their journal always give the newer labels
        // before the labels: notes may run ahead of them, for they say of no deed that it was the last, but not fall behind
        DeedFile.Kept now = new DeedFile.Kept(touched, worked);
        if (!now.equals(notes)) DeedFile.write(disk, folder, now);
        notes = now;
        LabelFiles.write(disk, Recovery.labelsFile(folder, generation + 1), labels, LabelTable.EMPTY);
        old.close();
        generation++;
        editsSinceSave = 0;
        journal = journal(generation);
        forgetOlderThan(generation - KEPT_GENERATIONS);
    }

    /// Writes the labels that a new layer begins with, before anybody opens it.
    void begin(Labels labels) throws IOException {
        DeedFile.write(disk, folder, new DeedFile.Kept(LabelDeeds.same(LabelDeeds.IMPORT, labels.counts().keySet()), Optional.of(Duration.ZERO)));
        LabelFiles.write(disk, Recovery.labelsFile(folder, 1), labels, LabelTable.EMPTY);
    }

    private void forgetOlderThan(int oldest) throws IOException {
        TreeMap<Integer, Path> saved = Recovery.generations(folder, "labels"), journals = Recovery.generations(folder, "journal");
        for (Path file : saved.headMap(oldest, false).values()) Files.deleteIfExists(file);
        for (Path file : journals.headMap(oldest, false).values()) Files.deleteIfExists(file);
    }

    private static void putAside(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        int dot = name.indexOf('.');
        for (int n = 1; ; n++) {
            Path target = file.resolveSibling(name.substring(0, dot) + ".aside-" + n + name.substring(dot));
            if (Files.exists(target)) continue;
            Files.move(file, target);
            return;
        }
    }

    /// Files whose writing a crash cut short; nothing reads them.
    private void removeUnfinished() throws IOException {
        if (!Files.isDirectory(folder)) return;
        try (var files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = String.valueOf(file.getFileName());
                if (name.startsWith(".") && name.endsWith(AtomicFile.TEMPORARY_SUFFIX)) Files.deleteIfExists(file);
            }
        }
    }

    /// The numbers of the proposals, the oldest first.
    public List<Integer> proposalNumbers() throws IOException {
        return List.copyOf(proposals(true));
    }

    /// @param finished whether only those count that were written whole: the JSON comes last
    private TreeSet<Integer> proposals(boolean finished) throws IOException {
        TreeSet<Integer> numbers = new TreeSet<>();
        if (!Files.isDirectory(folder)) return numbers;
        try (var files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Matcher name = PROPOSAL.matcher(String.valueOf(file.getFileName()));
                if (name.matches() && (!finished || name.group(2).equals("json"))) numbers.add(Integer.parseInt(name.group(1)));
            }
        }
        return numbers;
    }

    /// The number that the next proposal gets.
    public int nextProposalNumber() throws IOException {
        TreeSet<Integer> taken = proposals(false);
        return taken.isEmpty() ? 1 : taken.last() + 1;
    }

    private Path proposalFile(int number, String ending) {
        return folder.resolve(String.format("proposal-%03d.%s", number, ending));
    }

    /// Keeps what a model proposed, under a number of its own; an earlier one is never touched.
    ///
    /// @return its number, from 1
    public int addProposal(Proposal proposal) throws IOException {
        writable();
        int number = nextProposalNumber();
        LabelFiles.write(disk, proposalFile(number, "nii.gz"), proposal.labels(), proposal.table());
        if (proposal.uncertainty().isPresent()) UncertaintyFile.write(disk, proposalFile(number, "uncertainty"), proposal.uncertainty().get());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model", proposal.modelId());
        json.put("modelSha256", proposal.modelSha256());
        json.put("made", proposal.made().toString());
        json.put("labels", ProjectFile.tableToJson(proposal.table()));
        if (!proposal.notes().isEmpty()) json.put("notes", proposal.notes());
        disk.write(proposalFile(number, "json"), out -> JsonValue.write(json, out));
        return number;
    }

    /// @throws FormatException if its files are damaged
    public Proposal readProposal(int number, Progress progress) throws IOException, FormatException {
        JsonValue json = JsonValue.read(proposalFile(number, "json"));
        Labels labels = LabelFiles.read(proposalFile(number, "nii.gz"), geometry, progress);
        return new Proposal(labels, ProjectFile.tableFromJson(json, "labels"), json.text("model"), json.text("modelSha256"), made(json), uncertainty(proposalFile(number, "uncertainty")),
                json.has("notes") ? json.texts("notes") : List.of());
    }

    /// Without it a proposal is as good as before, so one that is missing or damaged counts as none.
    private Optional<UncertaintyMap> uncertainty(Path file) throws IOException {
        if (!Files.isRegularFile(file)) return Optional.empty();
        try {
            return Optional.of(UncertaintyFile.read(file, geometry.size()));
        } catch (FormatException e) {
            LOG.warn("{}", e.getMessage());
            return Optional.empty();
        }
    }

    /// Keeps how sure the model was of a proposal by a measure, beside the proposal, which stays as it is.
    public void addUncertainty(int number, UncertaintyMap map) throws IOException {
        if (readOnly) throw new AccessDeniedException(folder.toString(), null, "the project is open read-only");
        UncertaintyFile.write(disk, uncertaintyFile(number, map.measure()), map);
    }

    private Path uncertaintyFile(int number, String measure) {
        if (!measure.matches("[a-z]+")) throw new IllegalArgumentException("a measure is called by letters, got '" + measure + "'");
        return proposalFile(number, measure + ".uncertainty");
    }

    /// How sure the model was of a proposal by a measure: as kept with it, or [added][#addUncertainty] later; empty if by that measure nobody looked.
    public Optional<UncertaintyMap> uncertainty(int number, String measure) throws IOException {
        Optional<UncertaintyMap> own = uncertainty(proposalFile(number, "uncertainty")).filter(map -> map.measure().equals(measure));
        return own.isPresent() ? own : uncertainty(uncertaintyFile(number, measure)).filter(map -> map.measure().equals(measure));
    }

    /// What is known of a proposal without its voxels.
    ///
    /// @param table the names that it gives
    public record ProposalNote(Instant made, LabelTable table) {}

    /// @throws FormatException if its file is damaged
    public ProposalNote noteOf(int number) throws IOException, FormatException {
        JsonValue json = JsonValue.read(proposalFile(number, "json"));
        return new ProposalNote(made(json), ProjectFile.tableFromJson(json, "labels"));
    }

    private static Instant made(JsonValue json) throws FormatException {
        try {
            return Instant.parse(json.text("made"));
        } catch (DateTimeParseException e) {
            throw json.get("made").refuse("a time such as 2026-01-31T12:00:00Z");
        }
    }

    /// When labels or strokes were last written; nothing if there are none.
    public Optional<Instant> lastChange() throws IOException {
        Optional<Instant> last = Optional.empty();
        for (String kind : List.of("labels", "journal"))
            for (Path file : Recovery.generations(folder, kind).values()) {
                Instant at = Files.getLastModifiedTime(file).toInstant();
                if (last.isEmpty() || at.isAfter(last.get())) last = Optional.of(at);
            }
        return last;
    }

    /// Remembers how a proposal was answered, such as `accepted`; the proposal itself stays as it is.
    public void answer(int number, String answer) throws IOException {
        writable();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("answer", answer);
        json.put("at", Instant.now().toString());
        disk.write(proposalFile(number, "answer.json"), out -> JsonValue.write(json, out));
    }

    /// How a proposal was answered; empty if it was not.
    ///
    /// @throws FormatException if the file of the answer is damaged
    public String answer(int number) throws IOException, FormatException {
        Path file = proposalFile(number, "answer.json");
        return Files.isRegularFile(file) ? JsonValue.read(file).text("answer") : "";
    }

    @Override
    public void close() throws IOException {
        if (journal != null) journal.close();
    }
}
