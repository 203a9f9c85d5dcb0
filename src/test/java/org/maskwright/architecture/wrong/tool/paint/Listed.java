package org.maskwright.architecture.wrong.tool.paint;

import org.maskwright.architecture.wrong.tool.Tool;

/// Right: stands in the catalogue.
public record Listed() implements Tool {}
