package org.maskwright.learn;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// Reads training cases, and keeps what it has read as far as memory allows: a run needs each case two or three times.
final class CaseReader {
    private static final int BYTES_A_VOXEL = Float.BYTES + Short.BYTES;

    private final Map<String, TrainingCase.Content> kept = new HashMap<>();
    private long bytesLeft;

    /// Keeps up to a quarter of the memory that this process may have.
    CaseReader() {
        bytesLeft = Runtime.getRuntime().maxMemory() / 4;
    }

    /// @throws IOException naming the case, if it cannot be read
    TrainingCase.Content read(TrainingCase one) throws IOException {
        TrainingCase.Content known = kept.get(one.id());
        if (known != null) return known;
        TrainingCase.Content content = one.load();
        long bytes = content.volume().geometry().size().voxels() * BYTES_A_VOXEL;
        if (bytes <= bytesLeft) {
            bytesLeft -= bytes;
            kept.put(one.id(), content);
        }
        return content;
    }
}
