package org.maskwright.architecture.wrong.tool;

import java.util.List;
import org.maskwright.architecture.wrong.tool.paint.Listed;

/// Right: a catalogue may know the packages below its own.
public final class Tools {
    public static final List<Tool> ALL = List.of(new Listed());

    private Tools() {}
}
