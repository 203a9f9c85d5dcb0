package org.maskwright.tool;

import java.util.List;
import java.util.Optional;
import org.maskwright.volume.Range;

/// A way to correct labels: a description, from which the window builds its button and its panel, and [#begin].
///
/// A tool keeps no state; what a stroke needs lives in its [Gesture].
public interface Tool {
    /// Stable, lower case, such as `brush`; names the icon and the saved settings.
    String id();

    /// What the button says, such as "Brush".
    String title();

    /// One sentence: how to use it.
    String hint();

    /// The key that chooses it, upper case.
    char key();

    /// What can be set, in the order of the panel.
    List<Setting> settings(ToolContext context);

    /// Whether choosing the tool begins its gesture at once, without the pointer, as threshold does; its settings then
    /// steer it ([Gesture#settingsChanged]).
    default boolean beginsWhenChosen() {
        return false;
    }

    /// The radius of the tool's outline at the pointer in millimetres; 0 for a plain crosshair.
    default double outlineRadiusMm(SettingValues settings) {
        return 0;
    }

    /// The range of the scan's values to which this tool's settings confine *all* painting, whichever tool paints; nothing if
    /// they confine none. The window makes it the paint rule's limit, by [IntensityLimit].
    default Optional<Range> paintLimit(SettingValues settings) {
        return Optional.empty();
    }

    /// Begins a gesture at `pointer` (at the crosshair, if the tool begins when chosen).
    ///
    /// @throws Refused if nothing can be done here, with the reason in the user's words
    Gesture begin(ToolContext context, Pointer pointer) throws Refused;

    /// Why a gesture is not possible: "Liver is locked. K unlocks it."
    final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        private final String reason;

        public Refused(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }

        public String reason() {
            return reason;
        }
    }
}
