package org.maskwright.learn;

import java.io.IOException;
import java.util.Optional;
import org.maskwright.label.Labels;
import org.maskwright.volume.Volume;

/// One labelled scan to learn from, read when it is needed.
public interface TrainingCase {
    /// Unique in its set; must not name the patient.
    String id();

    /// Whose scan it is, in any words that are the same for all scans of one patient; its own id where nothing is known. One
    /// patient's scans all learn, or all validate.
    default String patient() {
        return id();
    }

    /// Whether a model may be judged by it. Not where nobody looked at its labels, nor where it stands in for real cases.
    default boolean judges() {
        return true;
    }

    /// Reads the scan and its labels.
    ///
    /// @throws IOException with a message for the user if either cannot be read
    Content load() throws IOException;

    /// @param labels on the grid of `volume`
    /// @param attention how much each voxel counts, see [Attention]; empty where all count alike
    record Content(Volume volume, Labels labels, Optional<Labels> attention) {
        public Content(Volume volume, Labels labels) {
            this(volume, labels, Optional.empty());
        }

        /// A label map on this case's grid without those voxels that count as nothing.
        public Labels counted(Labels any) {
            return attention.map(known -> Attention.counted(any, known)).orElse(any);
        }
    }
}
