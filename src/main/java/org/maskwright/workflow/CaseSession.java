package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.label.EditHistory;
import org.maskwright.label.LabelEdit;
import org.maskwright.label.LabelTable;
import org.maskwright.label.LabelVolume;
import org.maskwright.label.OpenEdit;
import org.maskwright.label.PaintRule;
import org.maskwright.label.Proposal;
import org.maskwright.volume.Volume;

/// One open case: the scan, its labels and their history, the label table, what models proposed, and whether all is safe on
/// the disk. Made by [OpenCase].
///
/// Used on one thread, the labels' writing thread: the window's, or the command line's. Listeners are told there too.
public final class CaseSession {
    /// A proposal that was kept for this case.
    ///
    /// @param number from 1, in the order they were made
    /// @param answered whether it was accepted whole or rejected
    public record Numbered(int number, Proposal proposal, boolean answered) {}

    private final JobRunner jobs;
    private final CaseFiles files;
    private final @Nullable Autosave autosave;
    private final Volume volume;
    private final LabelVolume labels;
    private final EditHistory history;
    private final List<String> findings;
    private final List<Runnable> viewListeners = new ArrayList<>(), proposalListeners = new ArrayList<>();
    private final Set<Integer> locked = new TreeSet<>(), hidden = new TreeSet<>();
    private LabelTable table;
    private PaintRule rule = PaintRule.EVERYWHERE;
    private int activeLabel;
    private volatile @Nullable Numbered proposal;

    CaseSession(JobRunner jobs, CaseFiles files, Clock clock, Volume volume, LabelVolume labels, EditHistory history, LabelTable table,
                @Nullable Numbered proposal, List<String> findings) {
        this.jobs = jobs;
        this.files = files;
        this.autosave = files.readOnlyReason().isPresent() ? null : new Autosave(jobs, files, clock);
        this.volume = volume;
        this.labels = labels;
        this.history = history;
        this.table = table;
        this.proposal = proposal;
        this.findings = List.copyOf(findings);
        this.activeLabel = table.entries().isEmpty() ? 1 : table.entries().getFirst().value();
        if (autosave != null) labels.onEdit(edit -> keep(autosave, edit));
    }

    private void keep(Autosave to, LabelEdit edit) {
        to.keep(edit);
        if (to.isSaveDue()) to.save(labels.snapshot());
    }

    /// Our own name for the case, such as `case-001`; the only one that may stand in a log.
    public String caseId() {
        return files.caseId();
    }

    /// What people call it: the scan's file name.
    public String title() {
        return files.title();
    }

    /// The project's folder, where the strokes go.
    public Path projectFolder() {
        return files.folder();
    }

    public Volume volume() {
        return volume;
    }

    public LabelVolume labels() {
        return labels;
    }

    public EditHistory history() {
        return history;
    }

    /// Whole sentences on what was found and done while opening: recovered strokes, damaged files, a scan that changed.
    public List<String> findings() {
        return findings;
    }

    // ---- labels: names, colours, locks

    public LabelTable table() {
        return table;
    }

    /// Adds a label under the smallest free value and makes it the active one.
    public LabelTable.Entry addLabel(String name) {
        int value = table.nextValue();
        LabelTable.Entry entry = new LabelTable.Entry(value, name, LabelTable.defaultRgb(value));
        setTable(table.with(entry));
        setActiveLabel(value);
        return entry;
    }

    public void renameLabel(int value, String name) {
        setTable(table.with(new LabelTable.Entry(value, name, table.rgb(value))));
    }

    /// @param rgb `0xRRGGBB`
    public void recolourLabel(int value, int rgb) {
        setTable(table.with(new LabelTable.Entry(value, table.name(value), rgb)));
    }

    /// Removes a label from the table and, as one edit that can be undone, its voxels.
    ///
    /// @throws IllegalStateException if the label is locked, or a gesture is under way
    public Optional<LabelEdit> removeLabel(int value) {
        if (locked.contains(value)) throw new IllegalStateException(table.name(value) + " is locked. Unlock it to remove it.");
        OpenEdit edit = labels.open(PaintRule.EVERYWHERE);
        edit.fill(edit.before().mask(value), 0);
        Optional<LabelEdit> done = edit.commit("Remove " + table.name(value));
        hidden.remove(value);
        setTable(table.without(value));
        if (activeLabel == value) setActiveLabel(table.entries().isEmpty() ? 1 : table.entries().getFirst().value());
        return done;
    }

    /// Takes another table, as a proposal or an imported label map may bring; kept in the project.
    void setTable(LabelTable other) {
        if (other.equals(table)) return;
        table = other;
        if (autosave != null) autosave.keep(other);
        tellView();
    }

    /// The label that is painted with.
    public int activeLabel() {
        return activeLabel;
    }

    public void setActiveLabel(int value) {
        if (value < 1) throw new IllegalArgumentException("a label to paint with is 1 to 65535, got " + value);
        activeLabel = value;
        tellView();
    }

    /// Labels that neither grow nor shrink.
    public Set<Integer> locked() {
        return Set.copyOf(locked);
    }

    public void setLocked(int value, boolean on) {
        if (on ? locked.add(value) : locked.remove(value)) tellView();
    }

    /// Labels that are not shown.
    public Set<Integer> hidden() {
        return Set.copyOf(hidden);
    }

    public void setHidden(int value, boolean on) {
        if (on ? hidden.add(value) : hidden.remove(value)) tellView();
    }

    /// What may be painted over, locks among it.
    public PaintRule rule() {
        return rule.withLocked(locked);
    }

    public void setOver(PaintRule.Over over) {
        rule = rule.withOver(over);
        tellView();
    }

    /// Where painting is allowed at all, such as an intensity range; [PaintRule.VoxelTest#ALL] for everywhere.
    public void setLimit(PaintRule.VoxelTest limit) {
        rule = rule.withLimit(limit);
        tellView();
    }

    /// Tells `listener` when the table, the active label, a lock, what is hidden or the paint rule changes.
    public void onView(Runnable listener) {
        viewListeners.add(listener);
    }

    private void tellView() {
        List.copyOf(viewListeners).forEach(Runnable::run);
    }

    // ---- proposals

    /// The newest proposal; the live score is measured against it.
    public Optional<Numbered> proposal() {
        return Optional.ofNullable(proposal);
    }

    /// Tells `listener` when a proposal arrives or is answered.
    public void onProposal(Runnable listener) {
        proposalListeners.add(listener);
    }

    /// Puts a new proposal on the disk, from any thread, and gives it its number. Where nothing can be written it lives in
    /// memory alone.
    Numbered keepProposal(Proposal made) throws ExecutionException, InterruptedException {
        Numbered last = proposal;
        if (autosave == null) return new Numbered(last == null ? 1 : last.number() + 1, made, false);
        Job<Integer> keeping = jobs.submit(JobRunner.Lane.DISK, "Keeping the proposal", _ -> {
            try {
                return files.addProposal(made);
            } catch (IOException e) {
                return files.keepForLater(made);
            }
        });
        return new Numbered(keeping.await(), made, false);
    }

    /// Shows a proposal that [#keepProposal] kept; says so if the disk refused it.
    void arrive(Numbered newest) {
        if (autosave != null) autosave.retryProposals();
        setProposal(newest);
    }

    void setProposal(Numbered newest) {
        proposal = newest;
        List.copyOf(proposalListeners).forEach(Runnable::run);
    }

    void answerProposal(String answer) {
        Numbered open = proposal;
        if (open == null) return;
        if (autosave != null) autosave.answer(open.number(), answer);
        setProposal(new Numbered(open.number(), open.proposal(), true));
    }

    // ---- safety

    /// Whether the work is on the disk.
    public SaveState saveState() {
        return autosave != null ? autosave.state() : new SaveState.ReadOnly(files.readOnlyReason().orElse(""));
    }

    /// Tells `listener` of every later [SaveState].
    public void onSaveState(Consumer<SaveState> listener) {
        if (autosave != null) autosave.onState(listener);
    }

    /// Saves the labels whole and begins a fresh journal. Strokes are safe without it; it makes `labels-….nii.gz` current.
    public Job<SaveState> save() {
        SaveState now = saveState();
        return autosave != null ? autosave.save(labels.snapshot()) : jobs.submit(JobRunner.Lane.DISK, "Saving labels", _ -> now);
    }

    /// Saves and lets go of the project's folder. The session must not be used afterwards.
    public Job<SaveState> close() {
        SaveState now = saveState();
        return autosave != null ? autosave.close(labels.snapshot()) : jobs.submit(JobRunner.Lane.DISK, "Closing the case", _ -> {
            files.close();
            return now;
        });
    }

    CaseFiles files() {
        return files;
    }
}
