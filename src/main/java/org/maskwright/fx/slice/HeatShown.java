package org.maskwright.fx.slice;

import org.maskwright.label.CoarseMap;

/// What lies over the picture as colours.
public sealed interface HeatShown {
    HeatShown NOTHING = new Nothing();
    HeatShown UNCERTAINTY = new Uncertainty();

    record Nothing() implements HeatShown {}

    /// How unsure the model was of its newest proposal, where that is known.
    record Uncertainty() implements HeatShown {}

    /// How likely the model found a label.
    ///
    /// @param name of the label, as it was proposed
    /// @param map 0 for never, 255 for certain
    record Likely(int label, String name, CoarseMap map) implements HeatShown {}
}
