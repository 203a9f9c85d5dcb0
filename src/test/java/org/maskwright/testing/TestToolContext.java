package org.maskwright.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.maskwright.geometry.Mask;
import org.maskwright.job.Job;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.LabelVolume;
import org.maskwright.label.PaintRule;
import org.maskwright.tool.SettingValues;
import org.maskwright.tool.Tool;
import org.maskwright.tool.ToolContext;
import org.maskwright.volume.Volume;

/// A case open in no window: labels 1 "Liver", 2 "Left kidney" and 3 "Spine", label 1 active.
///
/// Computed masks arrive at once, or when [#arrive] is called if `computesLater` is set.
public final class TestToolContext implements ToolContext {
    private final Volume volume;
    private final LabelVolume labels;
    private @Nullable Runnable waiting;

    public LabelTable table = new LabelTable(List.of(new LabelTable.Entry(1, "Liver", 0xAA0000), new LabelTable.Entry(2, "Left kidney", 0x00AA00),
            new LabelTable.Entry(3, "Spine", 0x0000AA)));
    public int activeLabel = 1;
    public PaintRule rule = PaintRule.EVERYWHERE;
    public SettingValues settings = SettingValues.initial(List.of());
    public boolean computesLater;
    public Mask preview = Mask.EMPTY;
    public final List<String> said = new ArrayList<>();

    public TestToolContext(Volume volume) {
        this.volume = volume;
        this.labels = new LabelVolume(volume.geometry());
    }

    /// Puts the tool's settings at their initial values.
    public TestToolContext with(Tool tool) {
        settings = SettingValues.initial(tool.settings(this));
        return this;
    }

    public TestToolContext set(String id, Object value) {
        settings = settings.with(id, value);
        return this;
    }

    /// Gives the voxels of `mask` a label, as an edit before the test.
    public void fill(Mask mask, int label) {
        var edit = labels.open(PaintRule.EVERYWHERE);
        edit.fill(mask, label);
        edit.commit("Before");
    }

    /// Hands over the mask asked for last, if it waits.
    public void arrive() {
        Runnable now = waiting;
        waiting = null;
        if (now != null) now.run();
    }

    @Override
    public Volume volume() {
        return volume;
    }

    @Override
    public LabelVolume labels() {
        return labels;
    }

    @Override
    public LabelTable table() {
        return table;
    }

    @Override
    public int activeLabel() {
        return activeLabel;
    }

    @Override
    public PaintRule rule() {
        return rule;
    }

    @Override
    public SettingValues settings() {
        return settings;
    }

    @Override
    public void preview(Mask mask) {
        preview = mask;
    }

    @Override
    public void compute(Job.Task<Mask> work, Consumer<Mask> then) {
        waiting = () -> {
            try {
                then.accept(work.run(Progress.NONE));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
        if (!computesLater) arrive();
    }

    @Override
    public void say(String sentence) {
        said.add(sentence);
    }
}
