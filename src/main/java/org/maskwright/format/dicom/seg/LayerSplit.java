package org.maskwright.format.dicom.seg;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.maskwright.format.FormatException;
import org.maskwright.job.Progress;

/// Sorts segments that overlap into layers, within each of which none does.
///
/// What the file says of overlap is not relied on: programs say NO where they mean that they did not look.
final class LayerSplit {
    private LayerSplit() {}

    /// A place where frames can overlap.
    private record Spot(int z, int column, int row) {}

    /// @return the labels of each layer's segments; at least one layer
    static List<Set<Integer>> of(Segmentation segmentation, Progress progress) throws IOException, FormatException {
        Map<Spot, List<Frames.Frame>> spots = new LinkedHashMap<>();
        for (Frames.Frame frame : segmentation.frames())
            spots.computeIfAbsent(new Spot(segmentation.grid().slices()[frame.index()], frame.column(), frame.row()), _ -> new ArrayList<>()).add(frame);
        Map<Integer, Set<Integer>> overlaps = new HashMap<>(); // both ways
        boolean needed = spots.values().stream().anyMatch(frames -> frames.stream().map(Frames.Frame::segment).distinct().count() > 1);
        if (needed) {
            try (Segmentation.Reader reader = segmentation.reader()) {
                int done = 0;
                for (List<Frames.Frame> frames : spots.values()) {
                    progress.at((double) done++ / spots.size(), "Looking whether segments overlap");
                    if (frames.size() > 1) look(frames, reader, overlaps);
                }
            }
        }
        boolean aligned = spots.keySet().stream().allMatch(s -> s.column() % segmentation.layout().columns() == 0 && s.row() % segmentation.layout().rows() == 0);
        List<Set<Integer>> layers = new ArrayList<>();
        Map<Integer, Integer> layerOf = new HashMap<>();
        for (Segment segment : segmentation.segments()) {
            int label = segment.value();
            BitSet taken = new BitSet();
            if (!aligned) taken.set(0, layers.size());
            for (int other : overlaps.getOrDefault(label, Set.of())) if (layerOf.containsKey(other)) taken.set(layerOf.getOrDefault(other, 0));
            int layer = taken.nextClearBit(0);
            if (layer == layers.size()) layers.add(new HashSet<>());
            layers.get(layer).add(label);
            layerOf.put(label, layer);
        }
        return layers;
    }

    /// Finds which segments share a pixel among the frames of one place.
    private static void look(List<Frames.Frame> frames, Segmentation.Reader reader, Map<Integer, Set<Integer>> overlaps) throws IOException, FormatException {
        BitSet covered = new BitSet(), twice = new BitSet();
        Map<Integer, BitSet> seen = new HashMap<>();
        for (Frames.Frame frame : frames) {
            short[] labels = reader.labels(frame);
            BitSet inside = seen.computeIfAbsent(frame.segment(), _ -> new BitSet());
            for (int i = 0; i < labels.length; i++) if (labels[i] != 0) inside.set(i);
        }
        for (BitSet inside : seen.values()) {
            BitSet again = (BitSet) inside.clone();
            again.and(covered);
            twice.or(again);
            covered.or(inside);
        }
        if (twice.isEmpty()) return;
        List<Map.Entry<Integer, BitSet>> suspects = seen.entrySet().stream().filter(e -> e.getValue().intersects(twice)).toList();
        for (int i = 0; i < suspects.size(); i++) {
            for (int j = 0; j < i; j++) {
                int a = suspects.get(i).getKey(), b = suspects.get(j).getKey();
                if (overlaps.getOrDefault(a, Set.of()).contains(b) || !suspects.get(i).getValue().intersects(suspects.get(j).getValue())) continue;
                overlaps.computeIfAbsent(a, _ -> new HashSet<>()).add(b);
                overlaps.computeIfAbsent(b, _ -> new HashSet<>()).add(a);
            }
        }
    }
}
