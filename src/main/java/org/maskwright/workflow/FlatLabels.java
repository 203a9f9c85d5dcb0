package org.maskwright.workflow;

import java.util.List;
import org.maskwright.geometry.Size;
import org.maskwright.label.Labels;

/// The layers of a case as one label map, for what holds one label a voxel: a later layer lies over an earlier one.
///
/// @param labels where a layer has no label, those of the layers below show
/// @param covered voxels whose label in a lower layer is hidden by another label above it; 0 if nothing was lost
public record FlatLabels(Labels labels, long covered) {
    /// @param layers on one grid, the lowest first
    public static FlatLabels of(List<Labels> layers) {
        Labels first = layers.getFirst();
        if (layers.size() == 1) return new FlatLabels(first, 0);
        Size size = first.geometry().size();
        short[][] flat = new short[size.z()][size.sliceVoxels()];
        short[] upper = new short[size.sliceVoxels()];
        long covered = 0;
        for (int z = 0; z < size.z(); z++) {
            first.copySlice(z, flat[z]);
            for (Labels layer : layers.subList(1, layers.size())) {
                if (layer.isUntouched(z)) continue;
                layer.copySlice(z, upper);
                for (int i = 0; i < upper.length; i++) {
                    if (upper[i] == 0 || upper[i] == flat[z][i]) continue;
                    if (flat[z][i] != 0) covered++;
                    flat[z][i] = upper[i];
                }
            }
        }
        return new FlatLabels(Labels.adopting(first.geometry(), flat), covered);
    }
}
