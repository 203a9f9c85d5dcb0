package org.maskwright.tool;

import java.util.function.Consumer;
import org.maskwright.geometry.Mask;
import org.maskwright.job.Job;
import org.maskwright.label.LabelTable;
import org.maskwright.label.LabelVolume;
import org.maskwright.label.PaintRule;
import org.maskwright.volume.Volume;

/// What a tool works on and with: the open case, the chosen label and rule, and a way to compute without stopping the window.
public interface ToolContext {
    Volume volume();

    LabelVolume labels();

    LabelTable table();

    /// The label that is painted with, 1 to 65535.
    int activeLabel();

    /// What may be painted over, as the user set it.
    PaintRule rule();

    /// The tool's settings as they are now.
    SettingValues settings();

    /// Shows `mask` as what the gesture would paint; replaces an earlier one; an empty mask shows nothing.
    void preview(Mask mask);

    /// Computes a mask in the background and hands it over on the labels' writing thread; of several asked for in a row
    /// only the newest is computed.
    void compute(Job.Task<Mask> work, Consumer<Mask> then);

    /// Shows a sentence at the pointer, such as the tolerance while it is dragged.
    void say(String sentence);
}
