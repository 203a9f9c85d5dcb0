package org.maskwright.format.dicom.rt;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Parts segments that may overlap into layers within which none do, so that each layer is a label map.
final class Layers {
    private final List<BitSet> overlaps = new ArrayList<>();

    /// @param segments how many there are
    Layers(int segments) {
        for (int i = 0; i < segments; i++) overlaps.add(new BitSet());
    }

    /// Says that segments `a` and `b` share a voxel.
    void overlap(int a, int b) {
        overlaps.get(a).set(b);
        overlaps.get(b).set(a);
    }

    boolean doOverlap(int a, int b) {
        return overlaps.get(a).get(b);
    }

    /// The segments of each layer, in their order: each goes into the first layer that has room for it. At least one layer.
    List<List<Integer>> layers() {
        List<List<Integer>> layers = new ArrayList<>(List.of(new ArrayList<>()));
        List<BitSet> held = new ArrayList<>(List.of(new BitSet()));
        for (int segment = 0; segment < overlaps.size(); segment++) {
            int layer = 0;
            while (layer < layers.size() && held.get(layer).intersects(overlaps.get(segment))) layer++;
            if (layer == layers.size()) {
                layers.add(new ArrayList<>());
                held.add(new BitSet());
            }
            layers.get(layer).add(segment);
            held.get(layer).set(segment);
        }
        return layers.stream().map(List::copyOf).toList();
    }
}
