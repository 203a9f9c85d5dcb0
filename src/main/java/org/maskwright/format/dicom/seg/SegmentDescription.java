package org.maskwright.format.dicom.seg;

import java.util.Optional;
import org.maskwright.label.Authorship;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Terms;

/// What is to be said of one segment.
///
/// @param value the label that its voxels have
/// @param name not blank
/// @param rgb `0xRRGGBB`
/// @param terms what it is in a vocabulary; if nobody said so, the name is asked
public record SegmentDescription(int value, String name, int rgb, Optional<Terms> terms, Authorship authorship) {
    public static SegmentDescription of(LabelTable.Entry entry, Authorship authorship) {
        return new SegmentDescription(entry.value(), entry.name(), entry.rgb(), entry.terms(), authorship);
    }
}
