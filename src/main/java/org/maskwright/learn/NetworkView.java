package org.maskwright.learn;

import java.util.Arrays;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;
import org.maskwright.label.Labels;
import org.maskwright.learn.image.Block;
import org.maskwright.learn.image.Classes;
import org.maskwright.volume.FloatVolume;
import org.maskwright.volume.ScanInfo;
import org.maskwright.volume.Volume;

/// What a network sees, as pictures want it: a scan and label maps, upright, on the network's grid.
final class NetworkView {
    private NetworkView() {}

    static Volume volume(Block block, Point spacingMm) {
        int voxels = block.size().sliceVoxels();
        var slices = new float[block.size().z()][];
        for (int z = 0; z < slices.length; z++) slices[z] = Arrays.copyOfRange(block.values(), z * voxels, (z + 1) * voxels);
        return FloatVolume.adopting(grid(block.size(), spacingMm), slices, ScanInfo.UNKNOWN);
    }

    /// @param each class of each voxel, x fastest
    static Labels labels(Size size, Point spacingMm, short[] each, Classes classes) {
        int voxels = size.sliceVoxels();
        var slices = new short[size.z()][voxels];
        for (int i = 0; i < each.length; i++) slices[i / voxels][i % voxels] = (short) classes.labelOf(each[i]);
        return Labels.adopting(grid(size, spacingMm), slices);
    }

    private static Geometry grid(Size size, Point mm) {
        return Geometry.upright(size.x(), size.y(), size.z(), mm.x(), mm.y(), mm.z());
    }
}
