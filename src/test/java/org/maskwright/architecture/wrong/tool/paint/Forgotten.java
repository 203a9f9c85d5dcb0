package org.maskwright.architecture.wrong.tool.paint;

import org.maskwright.architecture.wrong.tool.Tool;

/// Wrong: a tool that no catalogue names.
record Forgotten() implements Tool {}
