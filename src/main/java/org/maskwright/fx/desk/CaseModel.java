package org.maskwright.fx.desk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.maskwright.fx.slice.HeatShown;
import org.maskwright.fx.slice.SliceModel;
import org.maskwright.fx.slice.ToolSession;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.label.EditHistory;
import org.maskwright.label.LabelChange;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.label.PaintRule;
import org.maskwright.measure.LiveScore;
import org.maskwright.measure.Overlap;
import org.maskwright.measure.Score;
import org.maskwright.tool.IntensityLimit;
import org.maskwright.tool.SettingValues;
import org.maskwright.tool.Tool;
import org.maskwright.volume.Range;
import org.maskwright.volume.Volume;
import org.maskwright.volume.Window;
import org.maskwright.workflow.CaseSession;
import org.maskwright.workflow.Layer;
import org.maskwright.workflow.Likelihood;

/// The open case as the window's panels see it. What is changed here goes to the [CaseSession]; what the session tells comes
/// back to the pictures, the tool and the panels, so that none of them can show something else than is kept.
public final class CaseModel {
    /// Figures are shown anew at most this often while a stroke is under way.
    private static final long FIGURES_NS = 80_000_000;

    private final CaseSession session;
    private final SliceModel slices;
    private final ToolSession tools;
    private final List<Window.Preset> presets;
    private final ObjectProperty<ProposalState> proposal = new SimpleObjectProperty<>(new ProposalState.None());
    private final ReadOnlyObjectWrapper<Map<Integer, LabelFigures>> figures = new ReadOnlyObjectWrapper<>(Map.of());
    private final Map<String, Optional<Range>> limits = new LinkedHashMap<>();
    private final List<Runnable> historyListeners = new ArrayList<>(), layerListeners = new ArrayList<>();
    private final Consumer<LabelChange> count = this::count;
    private final Runnable tellHistory = () -> List.copyOf(historyListeners).forEach(Runnable::run);
    private Layer layer;
    private LiveScore score;
    private boolean compared;
    private Optional<Likelihood> likelihood = Optional.empty();
    private long figuresAt;

    /// @param tools of the planes that show `slices`
    public CaseModel(CaseSession session, SliceModel slices, ToolSession tools, List<Window.Preset> presets) {
        this.session = session;
        this.slices = slices;
        this.tools = tools;
        this.presets = List.copyOf(presets);
        this.score = new LiveScore(session.labels(), Labels.empty(session.labels().geometry()));
        session.onView(this::followSession);
        session.onProposal(this::followProposal);
        this.layer = session.activeLayer();
        layer.labels().onChange(count);
        layer.history().onChange(tellHistory);
        session.onLayers(this::followLayers);
        tools.currentSettings().addListener((o, was, is) -> is.ifPresent(this::followLimit));
        followSession();
        followLayers();
        followProposal();
        slices.proposalShown().set(session.proposal().map(p -> !p.answered()).orElse(true)); // what is answered is out of the way
    }

    private void followSession() {
        slices.table().set(session.table());
        slices.hidden().set(session.hidden());
        tools.activeLabelProperty().set(session.activeLabel());
        tools.ruleProperty().set(session.rule());
    }

    /// The pictures, the figures and the history go over to the layer that is edited now.
    private void followLayers() {
        Layer now = session.activeLayer();
        List<Labels> others = session.layers().stream().filter(l -> l != now && l.isShown()).map(l -> l.labels().snapshot()).toList();
        slices.showLayers(now.labels(), others);
        if (now != layer) {
            layer.labels().stopTelling(count);
            layer.history().stopTelling(tellHistory);
            layer = now;
            layer.labels().onChange(count);
            layer.history().onChange(tellHistory);
            followProposal();
            tellHistory.run();
        }
        List.copyOf(layerListeners).forEach(Runnable::run);
    }

    private void followProposal() {
        Optional<CaseSession.Numbered> newest = session.proposal();
        if (!likelihood.equals(session.likelihood())) {
            likelihood = session.likelihood();
            if (slices.heatShown().get() instanceof HeatShown.Likely) slices.heatShown().set(HeatShown.NOTHING); // it was another proposal's
        }
        slices.proposal().set(newest.map(CaseSession.Numbered::proposal));
        Labels other = newest.map(n -> n.proposal().labels()).orElseGet(() -> Labels.empty(session.labels().geometry()));
        compared = newest.isPresent();
        score = new LiveScore(session.labels(), other);
        proposal.set(newest.<ProposalState>map(n -> n.answered() ? new ProposalState.Kept(n.proposal()) : new ProposalState.Waiting(n.proposal()))
                .orElseGet(ProposalState.None::new));
        showFigures();
    }

    /// One tool's settings may confine the painting of all, as threshold's do.
    private void followLimit(SettingValues values) {
        Optional<Tool> tool = tools.tool().get();
        if (tool.isEmpty()) return;
        limits.put(tool.get().id(), tool.get().paintLimit(values));
        Optional<Range> limit = limits.values().stream().flatMap(Optional::stream).findFirst();
        PaintRule.VoxelTest test = limit.<PaintRule.VoxelTest>map(range -> new IntensityLimit(volume(), range)).orElse(PaintRule.VoxelTest.ALL);
        if (!test.equals(session.rule().limit())) session.setLimit(test);
    }

    private void count(LabelChange change) {
        score.update(change);
        long now = System.nanoTime();
        if (change.changing() && now - figuresAt < FIGURES_NS) return;
        figuresAt = now;
        showFigures();
    }

    private void showFigures() {
        double voxelMl = session.labels().geometry().voxelMm3() / 1000;
        Map<Integer, LabelFigures> next = new HashMap<>();
        for (Map.Entry<Integer, Overlap> of : score.overlaps().entrySet()) {
            Score dice = score.dice(of.getKey());
            next.put(of.getKey(), new LabelFigures(of.getValue().reference() * voxelMl, compared ? dice.orElse(Double.NaN) : Double.NaN));
        }
        figures.set(Map.copyOf(next));
    }

    public CaseSession session() {
        return session;
    }

    public Volume volume() {
        return slices.volume();
    }

    public SliceModel slices() {
        return slices;
    }

    public ToolSession tools() {
        return tools;
    }

    /// What can be undone on the layer that is edited.
    public EditHistory history() {
        return session.history();
    }

    /// Tells `listener` when [#history] changes, or is another layer's.
    public void onHistory(Runnable listener) {
        historyListeners.add(listener);
    }

    /// Every layer, the first in front.
    public List<Layer> layers() {
        return session.layers();
    }

    /// Makes `chosen` the layer that is edited; a preview that waits on the old one is dropped.
    public void activate(Layer chosen) {
        tools.cancel();
        session.activate(chosen);
    }

    /// Tells `listener` when a layer comes, goes, changes its name or is chosen.
    public void onLayers(Runnable listener) {
        layerListeners.add(listener);
    }

    /// The windows offered, in the order of their keys.
    public List<Window.Preset> presets() {
        return presets;
    }

    /// What the case is called.
    public String title() {
        return session.title();
    }

    /// What it is, such as "CT · 512 × 512 × 300 · 0.8 × 0.8 × 1 mm".
    public String facts() {
        Geometry grid = volume().geometry();
        Point spacing = grid.spacingMm();
        String modality = volume().info().modality();
        return (modality.isEmpty() ? "" : modality + "  ·  ") + grid.size() + "  ·  " + mm(spacing.x()) + " × " + mm(spacing.y()) + " × " + mm(spacing.z()) + " mm";
    }

    private static String mm(double mm) {
        String text = String.format(Locale.ROOT, "%.2f", mm);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }

    /// Where the case stands with the model.
    public ObjectProperty<ProposalState> proposal() {
        return proposal;
    }

    /// Moves the crosshair to the next slice, up (1) or down (−1), in which labels and proposal differ.
    ///
    /// @return whether there is one
    public boolean goToDifference(int direction) {
        Optional<Point> found = session.proposal().flatMap(n -> Differences.next(session.labels().snapshot(), n.proposal().labels(), (int) slices.crosshair().get().z(), direction));
        found.ifPresent(slices::moveCrosshair);
        return found.isPresent();
    }

    /// Shows again what is kept, after a model was at work in vain.
    public void forgetComputing() {
        followProposal();
    }

    /// What is measured of each label; a label without voxels may be missing.
    public ReadOnlyObjectProperty<Map<Integer, LabelFigures>> figures() {
        return figures.getReadOnlyProperty();
    }

    public LabelFigures figures(int label) {
        return figures.get().getOrDefault(label, LabelFigures.NONE);
    }

    /// The labels' names and colours; changed by the verbs below alone.
    public ReadOnlyProperty<LabelTable> table() {
        return slices.table();
    }

    /// Chooses the label to paint with.
    public void choose(int label) {
        if (session.activeLabel() != label) session.setActiveLabel(label);
    }

    /// Chooses the label `steps` further down the list; stops at its ends.
    public void chooseNext(int steps) {
        List<LabelTable.Entry> entries = session.table().entries();
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).value() != session.activeLabel()) continue;
            choose(entries.get(Math.clamp(i + steps, 0, entries.size() - 1)).value());
            return;
        }
    }

    /// Adds a label under the smallest free number and chooses it.
    public LabelTable.Entry addLabel() {
        return session.addLabel("Label " + session.table().nextValue());
    }

    public void rename(int label, String name) {
        session.renameLabel(label, name);
    }

    /// @param rgb `0xRRGGBB`
    public void recolour(int label, int rgb) {
        session.recolourLabel(label, rgb);
    }

    /// Why a label cannot be removed, as a sentence; empty if it can.
    public String obstacleToRemoving(int label) {
        return session.obstacleToRemoving(label);
    }

    /// Removes a label and its voxels; undo brings both back. What is under way is dropped.
    public void removeLabel(int label) {
        tools.cancel();
        session.removeLabel(label);
    }

    /// What tools may paint over.
    public PaintRule.Over over() {
        return session.rule().over();
    }

    public void setOver(PaintRule.Over over) {
        session.setOver(over);
    }

    public boolean isLocked(int label) {
        return session.locked().contains(label);
    }

    /// Locks a label, so that it neither shrinks nor grows, or unlocks it.
    public void setLocked(int label, boolean locked) {
        session.setLocked(label, locked);
    }

    public boolean isHidden(int label) {
        return session.hidden().contains(label);
    }

    public void setHidden(int label, boolean hidden) {
        session.setHidden(label, hidden);
    }

    /// Hides every label but one.
    public void showOnly(int label) {
        for (LabelTable.Entry entry : session.table().entries()) setHidden(entry.value(), entry.value() != label);
    }

    public void showAll() {
        for (int label : session.hidden()) setHidden(label, false);
    }
}
