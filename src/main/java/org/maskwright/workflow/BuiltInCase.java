package org.maskwright.workflow;

import org.maskwright.algorithm.phantom.Phantom;
import org.maskwright.algorithm.phantom.TorsoPhantom;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.volume.Volume;

/// The built-in case: a digital torso, the same for the same seed and size.
///
/// @param truth every voxel's label, known because the scan was made from it; empty of findings outside the grid
record BuiltInCase(Volume volume, Labels truth, LabelTable table) {
    static BuiltInCase make(long seed, Size size, Progress progress) {
        Phantom phantom = TorsoPhantom.of(TorsoPhantom.Spec.whole(seed, size), progress);
        return new BuiltInCase(phantom.volume(), phantom.labels(), phantom.table());
    }
}
