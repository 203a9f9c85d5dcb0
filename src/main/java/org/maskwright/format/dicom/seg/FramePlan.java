package org.maskwright.format.dicom.seg;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.maskwright.geometry.Size;
import org.maskwright.job.Progress;
import org.maskwright.label.Labels;

/// Which frames have to be written: those that are not empty.
///
/// @param slices of each label that has voxels, those where it has
/// @param painted the slices where any label has voxels
/// @param overlap whether a voxel has different labels in two layers
record FramePlan(TreeMap<Integer, BitSet> slices, BitSet painted, boolean overlap) {
    /// @param layers on one grid
    static FramePlan of(List<Labels> layers, Progress progress) {
        Size size = layers.getFirst().geometry().size();
        TreeMap<Integer, BitSet> slices = new TreeMap<>();
        BitSet painted = new BitSet();
        boolean overlap = false;
        short[] union = new short[size.sliceVoxels()], slice = new short[size.sliceVoxels()];
        BitSet seen = new BitSet();
        for (int z = 0; z < size.z(); z++) {
            progress.at((double) z / size.z(), "Looking at slice " + (z + 1) + " of " + size.z());
            seen.clear();
            boolean first = true;
            for (Labels layer : layers) {
                if (layer.isUntouched(z)) continue;
                layer.copySlice(z, slice);
                for (int i = 0, last = 0; i < slice.length; i++) {
                    int label = slice[i] & 0xFFFF;
                    if (label != last && label != 0) seen.set(label);
                    last = label;
                    if (first) {
                        union[i] = slice[i];
                    } else if (label != 0) {
                        overlap |= union[i] != 0 && union[i] != slice[i];
                        union[i] = slice[i];
                    }
                }
                first = false;
            }
            int at = z;
            seen.stream().forEach(label -> slices.computeIfAbsent(label, _ -> new BitSet()).set(at));
            if (!seen.isEmpty()) painted.set(z);
        }
        return new FramePlan(slices, painted, overlap);
    }

    /// One frame.
    ///
    /// @param value of the label in it; 0 for all labels
    record Planned(int value, int z) {}

    /// A frame for each slice of each of `values`, one value after another.
    List<Planned> bySegment(List<Integer> values) {
        List<Planned> frames = new ArrayList<>();
        for (int value : values) slices.getOrDefault(value, new BitSet()).stream().forEach(z -> frames.add(new Planned(value, z)));
        return frames;
    }

    /// A frame for each slice.
    List<Planned> bySlice() {
        return painted.stream().mapToObj(z -> new Planned(0, z)).toList();
    }

    /// Each slice that has a frame, by its number from 1 in their order.
    Map<Integer, Integer> ordinals() {
        Map<Integer, Integer> ordinals = new TreeMap<>();
        painted.stream().forEach(z -> ordinals.put(z, ordinals.size() + 1));
        return ordinals;
    }
}
