package org.maskwright.tool;

import java.util.List;

/// One thing about a tool that the user can set; the window builds a control for each kind.
public sealed interface Setting {
    /// Stable, such as `radiusMm`.
    String id();

    /// What the control says.
    String title();

    /// A number on a slider.
    ///
    /// @param unit shown behind the number, such as `mm`; may be empty
    /// @param logarithmic whether the slider gives small values as much room as large ones
    record Slider(String id, String title, String unit, double low, double high, double step, double initial, boolean logarithmic) implements Setting {}

    /// A span of the scan's values on a slider with two thumbs.
    record Span(String id, String title, String unit, double low, double high, double step, double initialLow, double initialHigh) implements Setting {}

    /// One of several words.
    record Choice(String id, String title, List<String> options, String initial) implements Setting {
        public Choice {
            options = List.copyOf(options);
            if (!options.contains(initial)) throw new IllegalArgumentException(initial + " is none of " + options);
        }
    }

    /// On or off.
    record Toggle(String id, String title, boolean initial) implements Setting {}

    /// One of the case's labels; 0 means any.
    record LabelPick(String id, String title, int initial) implements Setting {}
}
