package org.maskwright.algorithm.phantom;

import java.util.List;
import org.maskwright.geometry.Point;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.volume.ShortVolume;

/// A digital patient: a CT scan in Hounsfield units, the label of every voxel, and what was put into it.
///
/// A voxel has a label if the organ holds its centre; its value is the mixture of what the voxel covers, with noise.
///
/// @param volume slope 1, intercept 0
/// @param labels on the same grid
/// @param table names and colours, see [Organ]
/// @param lesions every lesion put in; of one outside the grid no voxel is labelled
public record Phantom(ShortVolume volume, Labels labels, LabelTable table, List<Lesion> lesions) {
    public Phantom {
        lesions = List.copyOf(lesions);
    }

    /// A round finding.
    ///
    /// @param in the organ that holds it
    /// @param centreMm in patient millimetres, LPS+, to about 1 mm
    /// @param radiusMm before its surface is made uneven
    /// @param hounsfield its mean value
    public record Lesion(Organ in, Point centreMm, double radiusMm, double hounsfield) {}
}
