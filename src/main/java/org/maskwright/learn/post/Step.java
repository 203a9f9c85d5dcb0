package org.maskwright.learn.post;

import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;

/// One way to mend the voxels of one label. Each kind is a record in its own file; lengths and volumes are in mm and mm³, so
/// that a step means the same on every grid.
public sealed interface Step permits LargestPiece, MinimumVolume, FillHoles, Closing, Smooth {
    /// For cards, such as `largest-piece`.
    String id();

    /// For people, such as "only the largest piece".
    String words();

    /// @param mask voxels of the label
    /// @param grid that it lies on
    /// @return the voxels that it should have had; none outside the grid
    Mask apply(Mask mask, Geometry grid);
}
