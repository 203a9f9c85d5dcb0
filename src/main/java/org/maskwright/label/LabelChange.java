package org.maskwright.label;

import org.maskwright.geometry.Box;

/// Labels inside `box` may have changed.
///
/// @param changing whether more is to come at once, as during a stroke: costly listeners may wait for the last word
public record LabelChange(Box box, boolean changing) {}
