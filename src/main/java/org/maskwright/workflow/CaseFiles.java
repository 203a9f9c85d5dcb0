package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.maskwright.format.FormatException;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelEdit;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.label.Proposal;
import org.maskwright.label.UncertaintyMap;
import org.maskwright.store.CaseFile;
import org.maskwright.store.CaseLayer;
import org.maskwright.store.CaseStore;
import org.maskwright.store.Project;
import org.maskwright.store.Source;
import org.maskwright.store.Recovery;

/// What one open case keeps on the disk: its layers with their strokes, its proposals, and the table that it shares with its project. What
/// never changes may be asked anywhere; the rest is done in the disk lane.
final class CaseFiles {
    /// A project and how to give it back.
    record Shelf(Project project, OpenProjects from) {}

    private final CaseFile about;
    private final @Nullable Shelf shelf;
    private final @Nullable CaseStore store;
    private final Map<Integer, CaseStore> layers = new TreeMap<>(); // all of them, the first is `store`
    private final Path folder;
    private final String readOnlyReason;
    private final Optional<Duration> workedBefore;
    private final Deque<Proposal> unwrittenProposals = new ArrayDeque<>();
    private @Nullable LabelTable unwrittenTable;

    /// Files of a case in a project.
    ///
    /// @param layers the open stores by the number of their layer, the first among them
    CaseFiles(CaseFile about, Shelf shelf, Map<Integer, CaseStore> layers) {
        this.about = about;
        this.shelf = shelf;
        this.store = Objects.requireNonNull(layers.get(1), "every case has a first layer");
        this.layers.putAll(layers);
        this.folder = shelf.project().folder();
        this.readOnlyReason = shelf.project().readOnlyReason().orElse("");
        this.workedBefore = WorkClock.onCase(layers.values().stream().map(CaseStore::worked).toList());
    }

    /// A case for which there is no place to write.
    CaseFiles(CaseFile about, Path wanted, String readOnlyReason) {
        this.about = about;
        this.shelf = null;
        this.store = null;
        this.folder = wanted;
        this.readOnlyReason = readOnlyReason;
        this.workedBefore = Optional.empty();
    }

    String caseId() {
        return about.id();
    }

    String title() {
        return about.title();
    }

    /// Where the case's scan comes from.
    Source source() {
        return about.source();
    }

    /// The project's folder.
    Path folder() {
        return folder;
    }

    /// Id or folder of the model that the project chose; empty if it chose none.
    String model() {
        return shelf == null ? "" : shelf.project().file().model();
    }

    /// How many cases of the project there are beside this one.
    int otherCases() {
        return shelf == null ? 0 : Math.max(0, shelf.project().file().caseIds().size() - 1);
    }

    /// Why nothing is written; nothing if it is.
    Optional<String> readOnlyReason() {
        return readOnlyReason.isEmpty() ? Optional.empty() : Optional.of(readOnlyReason);
    }

    /// How long people had worked on the case when it was opened; nothing if that was not measured from its first edit on.
    Optional<Duration> workedBefore() {
        return workedBefore;
    }

    void append(int layer, LabelEdit edit, Optional<Duration> worked) throws IOException {
        layer(layer).append(edit, worked);
        flushTable();
    }

    /// Saves the layers on which strokes came since the last time, and whatever else the disk has refused.
    ///
    /// @param labels of every layer, by its number
    void save(Map<Integer, Layer.Kept> labels) throws IOException {
        flushTable();
        flushProposals();
        for (var one : labels.entrySet()) {
            CaseStore layer = layers.get(one.getKey());
            if (layer != null && layer.editsSinceSave() > 0) layer.save(one.getValue().labels(), one.getValue().deeds()); // it may have been removed meanwhile
        }
    }

    /// Adds a layer on the disk.
    Layer addLayer(String name, Labels labels) throws IOException {
        Project project = shelf().project();
        CaseLayer added = project.addLayer(about, name, labels);
        CaseStore opened = project.layerStore(about, added);
        Recovery.Recovered there = opened.open(Progress.NONE);
        layers.put(added.number(), opened);
        return new Layer(added.number(), name, there.labels(), there.history(), opened.deeds());
    }

    void renameLayer(int number, String name) throws IOException {
        Project project = shelf().project();
        for (CaseLayer one : project.layers(about)) if (one.number() == number) project.writeLayer(one.withName(name));
    }

    /// Saves a layer a last time and puts its folder aside.
    void removeLayer(int number, Layer.Kept last) throws IOException {
        CaseStore gone = layer(number);
        if (gone.editsSinceSave() > 0) gone.save(last.labels(), last.deeds());
        gone.close();
        layers.remove(number);
        Project project = shelf().project();
        for (CaseLayer one : project.layers(about)) if (one.number() == number) project.removeLayer(one);
    }

    void writeTable(LabelTable table) throws IOException {
        unwrittenTable = table;
        flushTable();
    }

    private void flushTable() throws IOException {
        LabelTable table = unwrittenTable;
        if (table == null || shelf == null) return;
        shelf.project().write(shelf.project().file().withTable(table));
        unwrittenTable = null;
    }

    /// @return the proposal's number
    int addProposal(Proposal proposal) throws IOException {
        flushProposals();
        return store().addProposal(proposal);
    }

    void addUncertainty(int proposal, UncertaintyMap map) throws IOException {
        store().addUncertainty(proposal, map);
    }

    Optional<UncertaintyMap> uncertainty(int proposal, String measure) throws IOException {
        return store().uncertainty(proposal, measure);
    }

    /// Keeps a proposal that the disk refused in memory, to be written with the next save; the minutes it took are not lost.
    ///
    /// @return the number it will have
    int keepForLater(Proposal proposal) throws IOException {
        unwrittenProposals.add(proposal);
        return store().nextProposalNumber() + unwrittenProposals.size() - 1;
    }

    /// Proposals that are in memory alone.
    int unwrittenProposals() {
        return unwrittenProposals.size();
    }

    /// Writes proposals that the disk refused.
    void flushProposals() throws IOException {
        for (Proposal next = unwrittenProposals.peek(); next != null; next = unwrittenProposals.peek()) {
            store().addProposal(next);
            unwrittenProposals.remove();
        }
    }

    void answer(int proposal, String answer) throws IOException {
        store().answer(proposal, answer);
    }

    /// The newest proposal that can be read.
    Optional<CaseSession.Numbered> newestProposal(List<String> findings, Progress progress) throws IOException {
        if (store == null) return Optional.empty();
        for (int number : store.proposalNumbers().reversed()) {
            try {
                return Optional.of(new CaseSession.Numbered(number, store.readProposal(number, progress), !store.answer(number).isEmpty()));
            } catch (FormatException e) {
                findings.add("Proposal " + number + " cannot be read. " + e.getMessage());
            }
        }
        return Optional.empty();
    }

    /// Edits that are in memory alone.
    int unwrittenEdits() {
        return layers.values().stream().mapToInt(CaseStore::unwrittenEdits).sum();
    }

    void close() throws IOException {
        try {
            for (CaseStore layer : layers.values()) layer.close();
        } finally {
            if (shelf != null) shelf.from().release(shelf.project());
        }
    }

    private Shelf shelf() throws IOException {
        if (shelf == null) throw readOnly();
        return shelf;
    }

    private CaseStore layer(int number) throws IOException {
        CaseStore layer = layers.get(number);
        if (layer == null) throw readOnly();
        return layer;
    }

    private AccessDeniedException readOnly() {
        return new AccessDeniedException(folder.toString(), null, readOnlyReason);
    }

    private CaseStore store() throws IOException {
        if (store == null) throw readOnly();
        return store;
    }
}
