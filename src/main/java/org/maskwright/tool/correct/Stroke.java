package org.maskwright.tool.correct;

import java.util.List;
import java.util.Optional;
import org.maskwright.algorithm.Capsule;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Point;
import org.maskwright.label.LabelEdit;
import org.maskwright.label.OpenEdit;
import org.maskwright.tool.Gesture;
import org.maskwright.tool.Pointer;
import org.maskwright.tool.Setting;
import org.maskwright.tool.SettingValues;
import org.maskwright.tool.Tool.Refused;
import org.maskwright.tool.ToolContext;

/// One stroke of a round brush, painting or erasing: a swept capsule for each move of the hand, all in one edit.
///
/// Radius and shape are read anew at every move, so that they can be changed in mid-stroke.
final class Stroke implements Gesture {
    private static final String DISC = "Disc", BALL = "Ball";

    static final Setting.Slider RADIUS = new Setting.Slider("radiusMm", "Radius", "mm", 0.5, 50, 0.1, 5, true);
    static final Setting.Choice SHAPE = new Setting.Choice("shape", "Shape", List.of(DISC, BALL), DISC);
    static final Setting.Toggle ONLY_ACTIVE = new Setting.Toggle("onlyActiveLabel", "Erase the active label only", false);

    private final ToolContext context;
    private final Deed deed;
    private final OpenEdit edit;
    private Pointer last;
    private State state = State.DRAGGING;

    /// Begins with a dab at `pointer`.
    Stroke(ToolContext context, Deed deed, Pointer pointer) {
        this.context = context;
        this.deed = deed;
        this.edit = deed.open(context);
        this.last = pointer;
        sweepTo(pointer);
    }

    static Deed erase(ToolContext context) throws Refused {
        return Deed.erase(context, context.settings().isOn(ONLY_ACTIVE.id()));
    }

    static double radiusMm(SettingValues settings) {
        return settings.number(RADIUS.id());
    }

    private void sweepTo(Pointer pointer) {
        Geometry geometry = context.labels().geometry();
        double radiusMm = radiusMm(context.settings());
        Point from = last.voxel(), to = pointer.voxel();
        Mask mask;
        if (context.settings().choice(SHAPE.id()).equals(BALL)) {
            mask = Capsule.ball(geometry, from, to, radiusMm);
        } else {
            int normal = geometry.axes(pointer.plane()).normal();
            boolean sameSlice = last.plane() == pointer.plane() && Math.rint(from.along(normal)) == Math.rint(to.along(normal));
            mask = Capsule.disc(geometry, normal, sameSlice ? from : to, to, radiusMm); // a scrolled slice begins with a dab of its own
        }
        edit.fill(mask, deed.label());
        last = pointer;
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public void drag(Pointer pointer) {
        if (state == State.DRAGGING) sweepTo(pointer);
    }

    @Override
    public Optional<LabelEdit> release(Pointer pointer) {
        if (state == State.OVER) return Optional.empty();
        sweepTo(pointer);
        return accept();
    }

    @Override
    public Optional<LabelEdit> accept() {
        if (state == State.OVER) return Optional.empty();
        state = State.OVER;
        return edit.commit(deed.name());
    }

    @Override
    public void cancel() {
        if (state == State.OVER) return;
        state = State.OVER;
        edit.cancel();
    }

    @Override
    public String refusal() {
        return deed.refusal(edit.refusals(), context.table());
    }
}
