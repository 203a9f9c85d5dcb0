package org.maskwright.fx.slice;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Plane;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.label.LabelEdit;
import org.maskwright.label.LabelTable;
import org.maskwright.label.LabelVolume;
import org.maskwright.label.PaintRule;
import org.maskwright.tool.Gesture;
import org.maskwright.tool.Pointer;
import org.maskwright.tool.Setting;
import org.maskwright.tool.SettingValues;
import org.maskwright.tool.Tool;
import org.maskwright.tool.ToolContext;
import org.maskwright.volume.Volume;

/// The tool in the hand, for one open case: which tool, its settings, the label and rule it paints with, and the gesture
/// under way. Lives on the window's thread.
public final class ToolSession implements ToolContext {
    private final SliceModel model;
    private final JobRunner jobs;
    private final Consumer<String> say;
    private final ObjectProperty<Optional<Tool>> tool = new SimpleObjectProperty<>(Optional.empty());
    private final IntegerProperty activeLabel = new SimpleIntegerProperty(1);
    private final ObjectProperty<PaintRule> rule = new SimpleObjectProperty<>(PaintRule.EVERYWHERE);
    private final ReadOnlyObjectWrapper<Gesture.State> state = new ReadOnlyObjectWrapper<>(Gesture.State.OVER);
    private final Map<String, SettingValues> settings = new HashMap<>();
    private final ObjectProperty<Optional<SettingValues>> current = new SimpleObjectProperty<>(Optional.empty());
    private @Nullable Gesture gesture;
    private @Nullable Job<Mask> computing;

    /// @param say shows a sentence at the pointer
    public ToolSession(SliceModel model, JobRunner jobs, Consumer<String> say) {
        this.model = model;
        this.jobs = jobs;
        this.say = say;
    }

    /// The chosen tool; none means reading.
    public ReadOnlyObjectProperty<Optional<Tool>> tool() {
        return tool;
    }

    /// Takes another tool into the hand; a preview of the old one is dropped. A tool that begins when chosen begins now.
    public void choose(Optional<Tool> newTool) {
        cancel();
        newTool.ifPresent(t -> settings.computeIfAbsent(t.id(), id -> SettingValues.initial(t.settings(this))));
        current.set(Optional.empty()); // so that nobody sees one tool with another's settings
        tool.set(newTool);
        current.set(newTool.map(t -> settings.get(t.id())));
        beginIfChosenSuffices();
    }

    private void beginIfChosenSuffices() {
        tool.get().filter(Tool::beginsWhenChosen).ifPresent(t -> begin(new Pointer(model.crosshair().get(), Plane.AXIAL, 1, java.util.Set.of())));
    }

    /// The chosen tool's settings, for its panel; none when reading.
    public ReadOnlyObjectProperty<Optional<SettingValues>> currentSettings() {
        return current;
    }

    /// The chosen tool's description of its settings.
    public List<Setting> describeSettings() {
        return tool.get().map(t -> t.settings(this)).orElse(List.of());
    }

    /// Sets one of the chosen tool's settings (see [SettingValues#with]); steers the gesture under way.
    public void set(String id, Object value) {
        Tool t = tool.get().orElseThrow(() -> new IllegalStateException("no tool is chosen"));
        SettingValues changed = settings().with(id, value);
        settings.put(t.id(), changed);
        current.set(Optional.of(changed));
        if (gesture != null) gesture.settingsChanged();
        else beginIfChosenSuffices();
        follow();
    }

    /// The label that is painted with.
    public IntegerProperty activeLabelProperty() {
        return activeLabel;
    }

    /// What may be painted over.
    public ObjectProperty<PaintRule> ruleProperty() {
        return rule;
    }

    /// Whether a gesture is dragging, or a preview waits.
    public ReadOnlyObjectProperty<Gesture.State> state() {
        return state.getReadOnlyProperty();
    }

    /// Begins a gesture of the chosen tool; a preview that waits is dropped first. A refusal is said at the pointer.
    public void begin(Pointer pointer) {
        Optional<Tool> chosen = tool.get();
        if (chosen.isEmpty()) return;
        cancel();
        try {
            gesture = chosen.get().begin(this, pointer);
        } catch (Tool.Refused refused) {
            say(refused.reason());
        }
        follow();
    }

    public void drag(Pointer pointer) {
        if (gesture == null) return;
        gesture.drag(pointer);
        follow();
    }

    public Optional<LabelEdit> release(Pointer pointer) {
        return gesture == null ? Optional.empty() : ended(gesture, gesture.release(pointer));
    }

    /// Takes the preview over into the labels.
    public Optional<LabelEdit> accept() {
        return gesture == null ? Optional.empty() : ended(gesture, gesture.accept());
    }

    /// A refusal is said only where nothing came of the gesture: along a locked neighbour every stroke is cut, and that is
    /// what the lock is for.
    private Optional<LabelEdit> ended(Gesture of, Optional<LabelEdit> edit) {
        if (edit.isEmpty() && !of.refusal().isEmpty()) say(of.refusal());
        follow();
        return edit;
    }

    /// Drops the gesture under way; labels are as before it.
    public void cancel() {
        if (gesture != null) gesture.cancel();
        follow();
        stopComputing();
    }

    private void follow() {
        Gesture.State now = gesture == null ? Gesture.State.OVER : gesture.state();
        if (now == Gesture.State.OVER) {
            gesture = null;
            stopComputing();
            model.preview().set(Mask.EMPTY);
        }
        state.set(now);
    }

    private void stopComputing() {
        if (computing != null) computing.cancel();
        computing = null;
    }

    @Override
    public Volume volume() {
        return model.volume();
    }

    @Override
    public LabelVolume labels() {
        return model.labels();
    }

    @Override
    public LabelTable table() {
        return model.table().get();
    }

    @Override
    public int activeLabel() {
        return activeLabel.get();
    }

    @Override
    public PaintRule rule() {
        return rule.get();
    }

    @Override
    public SettingValues settings() {
        Tool t = tool.get().orElseThrow(() -> new IllegalStateException("no tool is chosen"));
        SettingValues values = settings.get(t.id());
        if (values == null) throw new IllegalStateException("the tool " + t.id() + " has no settings yet");
        return values;
    }

    @Override
    public void preview(Mask mask) {
        model.preview().set(mask);
    }

    @Override
    public void compute(Job.Task<Mask> work, Consumer<Mask> then) {
        stopComputing();
        Job<Mask> job = jobs.submit(JobRunner.Lane.COMPUTE, "Preview", work);
        computing = job;
        job.onDone(mask -> {
            if (computing == job) then.accept(mask);
        });
        job.onFailed(cause -> say("The preview failed: " + cause.getMessage()));
    }

    @Override
    public void say(String sentence) {
        say.accept(sentence);
    }
}
