package org.maskwright.render;

import org.maskwright.label.CoarseMap;

/// A map laid over the grey values as colours, under the labels.
///
/// @param opacity of its strongest colours, in [0, 1]
public record Heat(CoarseMap map, HeatColours colours, double opacity) {
    public Heat {
        if (!(opacity >= 0 && opacity <= 1)) throw new IllegalArgumentException("opacity is 0 to 1, got " + opacity);
    }
}
