package org.maskwright.architecture.wrong.tool.correct;

import org.jspecify.annotations.Nullable;
import org.maskwright.architecture.wrong.tool.paint.Chicken;

/// Wrong: a circle inside a room.
public record Egg(@Nullable Chicken from) {}
