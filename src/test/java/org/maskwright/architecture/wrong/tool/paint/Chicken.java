package org.maskwright.architecture.wrong.tool.paint;

import org.jspecify.annotations.Nullable;
import org.maskwright.architecture.wrong.tool.correct.Egg;

/// Wrong: a circle inside a room.
public record Chicken(@Nullable Egg from) {}
