package org.maskwright.tool;

import java.util.List;
import org.maskwright.tool.correct.Brush;
import org.maskwright.tool.correct.Erase;
import org.maskwright.tool.correct.RegionGrowing;
import org.maskwright.tool.correct.Threshold;

/// Every tool, in the order of the toolbar.
public final class Tools {
    public static final List<Tool> ALL = List.of(new Brush(), new Erase(), new RegionGrowing(), new Threshold());

    private Tools() {}
}
