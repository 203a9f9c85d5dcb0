package org.maskwright.architecture.wrong.geometry;

import org.maskwright.architecture.wrong.fx.FxThread;

/// Wrong: the ground floor leans on the roof.
record LooksUp(FxThread roof) {}
