package org.maskwright.learn.augment;

import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.learn.image.Block;

/// A training case on the network's grid.
///
/// @param image normalised grey levels
/// @param classes class of each voxel, in the image's order; not changed once the sample is made
/// @param spacingMm of the grid
@SuppressWarnings("ArrayRecordComponent")
public record Sample(String id, Block image, short[] classes, Point spacingMm) {
    public Sample {
        if (classes.length != image.values().length) {
            throw new IllegalArgumentException(id + ": " + image.values().length + " voxels have " + classes.length + " classes");
        }
    }

    public Size size() {
        return image.size();
    }
}
