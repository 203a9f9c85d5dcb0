package org.maskwright.tool;

import java.util.Optional;
import org.maskwright.label.LabelEdit;

/// One use of a tool, from press to the finished edit. Called on the writing thread of the labels.
///
/// A brush is over when the button is released. A tool with a preview stays *pending* then, until [#accept] or [#cancel].
public interface Gesture {
    /// Where a gesture stands.
    enum State {
        /// The button is down.
        DRAGGING,
        /// A preview is shown and waits for Enter or Esc.
        PENDING,
        /// Finished or cancelled.
        OVER
    }

    State state();

    /// The pointer moved with the button down.
    void drag(Pointer pointer);

    /// The button was released.
    ///
    /// @return the edit, if this ended the gesture and changed a voxel
    Optional<LabelEdit> release(Pointer pointer);

    /// Takes the preview over into the labels; of a gesture without preview, ends it.
    ///
    /// @return the edit, if a voxel changed
    Optional<LabelEdit> accept();

    /// Ends the gesture; every label is as it was before it.
    void cancel();

    /// The user moved one of the tool's settings while the gesture is under way.
    default void settingsChanged() {}

    /// Why voxels were left as they were, in the user's words, such as "Liver is locked: K unlocks it."; empty if none were.
    default String refusal() {
        return "";
    }
}
