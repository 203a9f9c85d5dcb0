package org.maskwright.architecture.wrong.tool.correct;

import java.util.List;
import org.maskwright.architecture.wrong.tool.Tool;
import org.maskwright.architecture.wrong.tool.Tools;

/// Wrong: looks into the catalogue from below, and so closes a circle.
record Mirror() {
    List<Tool> all() {
        return Tools.ALL;
    }
}
