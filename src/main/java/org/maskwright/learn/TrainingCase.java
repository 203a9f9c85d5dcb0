package org.maskwright.learn;

import java.io.IOException;
import org.maskwright.label.Labels;
import org.maskwright.volume.Volume;

/// One labelled scan to learn from, read when it is needed.
public interface TrainingCase {
    /// Unique in its set; must not name the patient.
    String id();

    /// Reads the scan and its labels.
    ///
    /// @throws IOException with a message for the user if either cannot be read
    Content load() throws IOException;

    /// @param labels on the grid of `volume`
    record Content(Volume volume, Labels labels) {}
}
