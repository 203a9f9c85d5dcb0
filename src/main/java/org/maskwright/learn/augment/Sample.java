package org.maskwright.learn.augment;

import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.learn.image.Block;

/// A training case on the network's grid.
///
/// @param image normalised grey levels
/// @param classes class of each voxel, in the image's order; not changed once the sample is made
/// @param spacingMm of the grid
/// @param weights how much each voxel counts in the loss; empty where all count 1
@SuppressWarnings("ArrayRecordComponent")
public record Sample(String id, Block image, short[] classes, Point spacingMm, float[] weights) {
    public Sample {
        if (classes.length != image.values().length) {
            throw new IllegalArgumentException(id + ": " + image.values().length + " voxels have " + classes.length + " classes");
        }
        if (weights.length != 0 && weights.length != classes.length) {
            throw new IllegalArgumentException(id + ": " + classes.length + " voxels have " + weights.length + " weights");
        }
    }

    public Sample(String id, Block image, short[] classes, Point spacingMm) {
        this(id, image, classes, spacingMm, new float[0]);
    }

    public Size size() {
        return image.size();
    }
}
