package org.maskwright.tool.correct;

import java.util.List;
import java.util.Optional;
import org.maskwright.algorithm.Capsule;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Point;
import org.maskwright.label.LabelEdit;
import org.maskwright.label.OpenEdit;
import org.maskwright.label.PaintRule;
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
    private final OpenEdit edit;
    private final PaintRule rule;
    private final String name;
    private final int label;
    private Pointer last;
    private State state = State.DRAGGING;

    private Stroke(ToolContext context, PaintRule rule, String name, int label, Pointer pointer) {
        this.context = context;
        this.rule = rule;
        this.name = name;
        this.label = label;
        this.last = pointer;
        this.edit = context.labels().open(rule);
        sweepTo(pointer);
    }

    static Stroke painting(ToolContext context, Pointer pointer) throws Refused {
        Reasons.requirePaintable(context);
        return new Stroke(context, context.rule(), "Brush, " + context.table().name(context.activeLabel()), context.activeLabel(), pointer);
    }

    static Stroke erasing(ToolContext context, Pointer pointer) throws Refused {
        Reasons.requireNoOpenEdit(context);
        PaintRule rule = context.rule();
        boolean onlyActive = context.settings().isOn(ONLY_ACTIVE.id());
        if (onlyActive) {
            Reasons.requireActiveLabel(context);
            if (rule.over() instanceof PaintRule.Over.Only(int only) && only != context.activeLabel())
                throw new Refused("Only " + context.table().name(only) + " may be painted over here, and the eraser takes "
                        + context.table().name(context.activeLabel()) + " alone.");
            rule = rule.withOver(new PaintRule.Over.Only(context.activeLabel()));
        } else if (rule.over() instanceof PaintRule.Over.Background) {
            // "Only over background" protects labels from paint; taken at its word here, it would forbid every erasing.
            rule = rule.withOver(new PaintRule.Over.Everything());
        }
        return new Stroke(context, rule, "Erase", 0, pointer);
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
        edit.fill(mask, label);
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
        return edit.commit(name);
    }

    @Override
    public void cancel() {
        if (state == State.OVER) return;
        state = State.OVER;
        edit.cancel();
    }

    @Override
    public String refusal() {
        return Reasons.words(edit.refusals(), rule, context.table(), label == 0);
    }
}
