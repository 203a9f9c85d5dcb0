package org.maskwright.workflow;

import java.time.Instant;

/// Whether the annotator's work is safe.
public sealed interface SaveState {
    /// Every finished stroke is on the disk.
    ///
    /// @param when the last one came there
    record Saved(Instant when) implements SaveState {}

    /// A stroke is on its way to the disk.
    record Saving() implements SaveState {}

    /// The disk refused; the strokes are in memory and are tried again with the next stroke, or by saving.
    ///
    /// @param reason a whole sentence
    record NotSaved(String reason) implements SaveState {}

    /// Nothing is kept, because the project may not be written to.
    ///
    /// @param reason a whole sentence
    record ReadOnly(String reason) implements SaveState {}
}
