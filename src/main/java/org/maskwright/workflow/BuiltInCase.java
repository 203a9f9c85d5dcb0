package org.maskwright.workflow;

import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.volume.Volume;

/// The built-in case: a digital torso, the same for the same seed and size.
record BuiltInCase(Volume volume, LabelTable table) {
    static BuiltInCase make(long seed, Size size, Progress progress) {
        throw new UnsupportedOperationException("the phantom " + seed + " of " + size);
    }
}
