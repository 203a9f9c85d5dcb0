package org.maskwright.workflow.tour;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Plane;
import org.maskwright.geometry.Point;
import org.maskwright.job.Job;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelEdit;
import org.maskwright.label.LabelTable;
import org.maskwright.label.LabelVolume;
import org.maskwright.label.PaintRule;
import org.maskwright.tool.Gesture;
import org.maskwright.tool.Pointer;
import org.maskwright.tool.SettingValues;
import org.maskwright.tool.Tool;
import org.maskwright.tool.ToolContext;
import org.maskwright.tool.Tools;
import org.maskwright.volume.Volume;
import org.maskwright.workflow.CaseSession;

/// A hand that follows a script: takes a tool, sets it, and gestures with it, as the window's own does. What tools compute in
/// the background there is computed at once here.
final class ScriptedHand implements ToolContext {
    private final CaseSession session;
    private final Map<String, SettingValues> settings = new HashMap<>();
    private Tool tool = Tools.ALL.getFirst();
    private Mask preview = Mask.EMPTY;
    private String said = "";

    ScriptedHand(CaseSession session) {
        this.session = session;
    }

    /// Takes the tool of this id into the hand.
    void take(String id) {
        tool = Tools.ALL.stream().filter(t -> t.id().equals(id)).findFirst().orElseThrow(() -> new IllegalStateException("there is no tool " + id));
        if (!settings.containsKey(id)) settings.put(id, SettingValues.initial(tool.settings(this)));
    }

    /// Sets one of the tool's settings; where it confines painting, the case's rule follows.
    void set(String id, Object value) {
        settings.put(tool.id(), settings().with(id, value));
    }

    /// Presses at the first point, drags through the others, and releases.
    ///
    /// @return the gesture, which may wait with a preview
    Gesture drag(Plane plane, List<Point> voxels) throws Tool.Refused {
        preview = Mask.EMPTY;
        List<Pointer> way = new ArrayList<>();
        for (Point p : voxels) way.add(Pointer.at(p.x(), p.y(), p.z(), plane));
        Gesture gesture = tool.begin(this, way.getFirst());
        for (Pointer pointer : way.subList(1, way.size())) gesture.drag(pointer);
        released = gesture.release(way.getLast());
        return gesture;
    }

    private Optional<LabelEdit> released = Optional.empty();

    /// What the last release ended in; nothing if the gesture waits, or changed nothing.
    Optional<LabelEdit> released() {
        return released;
    }

    /// What the tool would paint.
    Mask shown() {
        return preview;
    }

    /// What the tool said last, such as its tolerance.
    String said() {
        return said;
    }

    @Override
    public Volume volume() {
        return session.volume();
    }

    @Override
    public LabelVolume labels() {
        return session.labels();
    }

    @Override
    public LabelTable table() {
        return session.table();
    }

    @Override
    public int activeLabel() {
        return session.activeLabel();
    }

    @Override
    public PaintRule rule() {
        return session.rule();
    }

    @Override
    public SettingValues settings() {
        SettingValues now = settings.get(tool.id());
        if (now == null) throw new IllegalStateException(tool.id() + " is not in the hand");
        return now;
    }

    @Override
    public void preview(Mask mask) {
        preview = mask;
    }

    @Override
    public void compute(Job.Task<Mask> work, Consumer<Mask> then) {
        Mask mask;
        try {
            mask = work.run(Progress.NONE);
        } catch (Exception e) {
            throw new IllegalStateException(tool.title() + " failed", e);
        }
        then.accept(mask);
    }

    @Override
    public void say(String sentence) {
        said = sentence;
    }
}
