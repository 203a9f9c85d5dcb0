package org.maskwright.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.maskwright.format.Item;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.label.EditHistory;
import org.maskwright.label.LabelDeeds;
import org.maskwright.label.LabelEdit;
import org.maskwright.label.LabelTable;
import org.maskwright.label.LabelVolume;
import org.maskwright.label.Labels;
import org.maskwright.label.OpenEdit;
import org.maskwright.label.PaintRule;
import org.maskwright.label.Proposal;
import org.maskwright.label.UncertaintyMap;
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
    public record Numbered(int number, Proposal proposal, boolean answered) {
        Numbered with(UncertaintyMap map) {
            return new Numbered(number, proposal.withUncertainty(map), answered);
        }
    }

    /// What is known beyond a proposal of this number.
    private record Likely(int number, Likelihood likelihood) {}

    private final JobRunner jobs;
    private final CaseFiles files;
    private final @Nullable Autosave autosave;
    private final WorkClock work;
    private final Volume volume;
    private final List<Layer> layers = new ArrayList<>();
    private Layer activeLayer;
    private int layersMade; // the number of the newest layer of a case that lives in memory alone
    private final List<String> findings;
    private final List<Runnable> viewListeners = new ArrayList<>(), proposalListeners = new ArrayList<>(), layerListeners = new ArrayList<>();
    private final Set<Integer> locked = new TreeSet<>(), hidden = new TreeSet<>();
    private LabelTable table;
    private PaintRule rule = PaintRule.EVERYWHERE;
    private int activeLabel;
    private volatile @Nullable Numbered proposal;
    private @Nullable Likely likely;
    private final RemovedLabels removed = new RemovedLabels();
    private boolean closed;

    /// @param layers by rising number, at least one
    CaseSession(JobRunner jobs, CaseFiles files, Clock clock, Volume volume, List<Layer> layers, LabelTable table,
                @Nullable Numbered proposal, List<String> findings) {
        this.jobs = jobs;
        this.files = files;
        this.autosave = files.readOnlyReason().isPresent() ? null : new Autosave(jobs, files, clock);
        this.work = new WorkClock(clock, files.workedBefore());
        this.volume = volume;
        this.layers.addAll(layers);
        this.activeLayer = layers.getFirst();
        this.layersMade = layers.getLast().number();
        this.table = table;
        this.proposal = proposal;
        this.findings = List.copyOf(findings);
        this.activeLabel = table.entries().isEmpty() ? 1 : table.entries().getFirst().value();
        layers.forEach(this::keepStrokesOf);
    }

    private void keepStrokesOf(Layer layer) {
        layer.labels().onEdit(edit -> setTable(removed.broughtBack(edit, table)));
        Autosave to = autosave;
        if (to == null) return;
        layer.labels().onChange(_ -> work.touch());
        layer.labels().onEdit(edit -> {
            work.touch();
            to.keep(layer.number(), edit, work.worked());
            if (to.isSaveDue()) to.save(snapshots());
        });
    }

    private Map<Integer, Layer.Kept> snapshots() {
        Map<Integer, Layer.Kept> all = new TreeMap<>();
        for (Layer layer : layers) all.put(layer.number(), layer.kept());
        return all;
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

    /// Id or folder of the model that the project chose; empty if it chose none.
    public String projectModel() {
        return files.model();
    }

    public Volume volume() {
        return volume;
    }

    /// How long people have worked on this case, in this session and before it: see [WorkClock] for what counts. Nothing if that was not
    /// measured from the first edit on.
    Optional<Duration> worked() {
        return work.worked();
    }

    /// The labels of the active layer: those that tools, proposals and imports change.
    public LabelVolume labels() {
        return activeLayer.labels();
    }

    /// What can be undone on the active layer.
    public EditHistory history() {
        return activeLayer.history();
    }

    /// Whole sentences on what was found and done while opening: recovered strokes, damaged files, a scan that changed.
    public List<String> findings() {
        return findings;
    }

    /// Whether the scan says how it lies in the patient; else left and right are a guess, and nothing may claim to know them.
    public boolean isPlaced() {
        return !findings.contains(Item.GUESSED_PLACE) && !findings.contains(Item.NO_PLACE);
    }

    // ---- layers

    /// Every layer, the first in front; more than one where segments overlap. What leaves the case must take all of them.
    public List<Layer> layers() {
        return List.copyOf(layers);
    }

    /// The layer that is edited.
    public Layer activeLayer() {
        return activeLayer;
    }

    /// Makes `layer` the one that is edited.
    ///
    /// @throws IllegalStateException if a gesture is under way on the active one
    public void activate(Layer layer) {
        if (!layers.contains(layer)) throw new IllegalArgumentException(layer.name() + " is no layer of this case");
        if (layer == activeLayer) return;
        if (activeLayer.labels().isEditOpen()) throw new IllegalStateException("finish or cancel the stroke on " + activeLayer.name() + " first");
        activeLayer = layer;
        tellLayers();
    }

    /// Adds a layer that begins with `labels`; it stays behind until it is made active. On the disk first: when the job is
    /// done the layer is safe, and if it fails there is none.
    public Job<Layer> addLayer(String name, Labels labels) {
        int number = ++layersMade;
        return jobs.<Layer>submit(JobRunner.Lane.DISK, "Adding " + name, _ -> {
            if (autosave != null) return files.addLayer(name, labels);
            LabelVolume alone = new LabelVolume(labels);
            return new Layer(number, name, alone, new EditHistory(alone, Long.MAX_VALUE), LabelDeeds.same(LabelDeeds.IMPORT, labels.counts().keySet()));
        }).onDone(this::arrive);
    }

    private void arrive(Layer added) {
        keepStrokesOf(added);
        layers.add(added);
        table = table.covering(added.labels().snapshot().counts().keySet());
        tellLayers();
    }

    public void renameLayer(Layer layer, String name) {
        layer.setName(name);
        if (autosave != null) autosave.keepName(layer.number(), name);
        tellLayers();
    }

    /// Takes a layer out of the case; its folder is put aside on the disk, not deleted.
    ///
    /// @throws IllegalStateException if it is the first or the active one
    public void removeLayer(Layer layer) {
        if (layer.number() == 1) throw new IllegalStateException("the first layer stays; remove its labels instead");
        if (layer == activeLayer) throw new IllegalStateException("make another layer active first");
        if (!layers.remove(layer)) return;
        if (autosave != null) autosave.remove(layer.number(), layer.kept());
        tellLayers();
    }

    /// Shows or hides a layer while it is not the active one.
    public void setShown(Layer layer, boolean on) {
        layer.setShown(on);
        tellLayers();
    }

    /// Tells `listener` when a layer comes, goes, is renamed, shown, hidden or made active.
    public void onLayers(Runnable listener) {
        layerListeners.add(listener);
    }

    private void tellLayers() {
        List.copyOf(layerListeners).forEach(Runnable::run);
    }

    // ---- labels: names, colours, locks

    public LabelTable table() {
        return table;
    }

    /// Adds a label under the smallest free value and makes it the active one. The value of a label that was removed is not free: undo may bring it back.
    public LabelTable.Entry addLabel(String name) {
        int value = removed.nextValue(table);
        LabelTable.Entry entry = new LabelTable.Entry(value, name, LabelTable.defaultRgb(value));
        setTable(table.with(entry));
        setActiveLabel(value);
        return entry;
    }

    /// Gives the label another name. What it was in a vocabulary is forgotten: under another name it may be another thing.
    public void renameLabel(int value, String name) {
        if (table.name(value).equals(name)) return;
        setTable(table.with(new LabelTable.Entry(value, name, table.rgb(value))));
    }

    /// @param rgb `0xRRGGBB`
    public void recolourLabel(int value, int rgb) {
        setTable(table.with(table.find(value).map(entry -> entry.withRgb(rgb)).orElse(new LabelTable.Entry(value, table.name(value), rgb))));
    }

    /// How many cases share the label table with this one.
    public int otherCases() {
        return files.otherCases();
    }

    /// Why a label cannot be removed, as a sentence; empty if it can.
    public String obstacleToRemoving(int value) {
        if (locked.contains(value)) return table.name(value) + " is locked. Unlock it to remove it.";
        for (Layer layer : layers)
            if (layer != activeLayer && layer.labels().snapshot().counts().containsKey(value)) return table.name(value) + " also stands in " + layer.name() + ". Remove it there first.";
        return "";
    }

    /// Removes a label from the table, which it shares with [#otherCases], and, as one edit, its voxels. Who undoes that has its name and
    /// colour again, too.
    ///
    /// @throws IllegalStateException if there is an [#obstacleToRemoving] it, or a gesture is under way
    public Optional<LabelEdit> removeLabel(int value) {
        String obstacle = obstacleToRemoving(value);
        if (!obstacle.isEmpty()) throw new IllegalStateException(obstacle);
        OpenEdit edit = labels().open(PaintRule.EVERYWHERE);
        edit.fill(edit.before().mask(value), 0);
        Optional<LabelEdit> done = edit.commit("Remove " + table.name(value));
        hidden.remove(value);
        if (rule.over() instanceof PaintRule.Over.Only(int only) && only == value) setOver(new PaintRule.Over.Everything());
        table.find(value).ifPresent(removed::remember);
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

    /// Takes another table and keeps it in the project even if it is like this one: a label that was painted without a name stands in
    /// the session's table alone.
    void keepTable(LabelTable other) {
        if (other.equals(table) && autosave != null) autosave.keep(other);
        setTable(other);
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

    /// Lets every tool paint over everything, over what is unlabelled, or over one label alone.
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

    /// How likely the newest proposal's labels were to the model; nothing if that proposal was made before the case was opened, or if
    /// it would take too much memory.
    public Optional<Likelihood> likelihood() {
        Numbered newest = proposal;
        return Optional.ofNullable(likely).filter(known -> newest != null && known.number() == newest.number()).map(Likely::likelihood);
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
        arrive(newest, Optional.empty());
    }

    void arrive(Numbered newest, Optional<Likelihood> its) {
        if (closed) return; // it is on the disk, and nobody looks any more
        likely = its.map(likelihood -> new Likely(newest.number(), likelihood)).orElse(null);
        if (autosave != null) autosave.retryProposals();
        work.rest(); // what a model took is nobody's work
        setProposal(newest);
    }

    void setProposal(Numbered newest) {
        proposal = newest;
        List.copyOf(proposalListeners).forEach(Runnable::run);
    }

    /// How sure the model was by a measure, if that is kept; from any thread.
    Optional<UncertaintyMap> uncertainty(Numbered of, String measure) throws ExecutionException, InterruptedException {
        Optional<UncertaintyMap> shown = of.proposal().uncertainty().filter(map -> map.measure().equals(measure));
        if (shown.isPresent() || autosave == null) return shown;
        return jobs.submit(JobRunner.Lane.READ, "Reading how sure it is", _ -> files.uncertainty(of.number(), measure)).await();
    }

    /// Puts a map on the disk beside its proposal, from any thread. Where nothing can be written it lives in memory alone.
    void keepUncertainty(Numbered of, UncertaintyMap map) throws ExecutionException, InterruptedException {
        if (autosave == null) return;
        jobs.submit(JobRunner.Lane.DISK, "Keeping how sure it is", _ -> {
            files.addUncertainty(of.number(), map);
            return map;
        }).await();
    }

    /// Knows how likely labels were to whoever made a proposal, unless a newer one has come meanwhile.
    void showLikelihood(Numbered of, Optional<Likelihood> its) {
        if (proposal == null || proposal.number() != of.number()) return;
        likely = its.map(likelihood -> new Likely(of.number(), likelihood)).orElse(null);
        List.copyOf(proposalListeners).forEach(Runnable::run);
    }

    /// Shows a proposal with another map, unless a newer proposal has come meanwhile.
    void showUncertainty(Numbered other) {
        Numbered now = proposal;
        if (now != null && now.number() == other.number()) setProposal(new Numbered(now.number(), other.proposal(), now.answered()));
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
        return autosave != null ? autosave.save(snapshots()) : jobs.submit(JobRunner.Lane.DISK, "Saving labels", _ -> now);
    }

    /// Saves and lets go of the project's folder. The session must not be used afterwards.
    public Job<SaveState> close() {
        closed = true;
        SaveState now = saveState();
        return autosave != null ? autosave.close(snapshots()) : jobs.submit(JobRunner.Lane.DISK, "Closing the case", _ -> {
            files.close();
            return now;
        });
    }

    CaseFiles files() {
        return files;
    }
}
