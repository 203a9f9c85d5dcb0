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
        Set<Long> overlaps = new HashSet<>();
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
        for (Segment segment : segmentation.segments()) {
            int label = segment.value();
            layers.stream().filter(layer -> aligned && layer.stream().noneMatch(other -> overlaps.contains(pair(other, label)))).findFirst().orElseGet(() -> {
                layers.add(new HashSet<>());
                return layers.getLast();
            }).add(label);
        }
        return layers;
    }

    private static long pair(int a, int b) {
        return (long) Math.min(a, b) << 32 | Math.max(a, b);
    }

    /// Finds which segments share a pixel among the frames of one place.
    private static void look(List<Frames.Frame> frames, Segmentation.Reader reader, Set<Long> overlaps) throws IOException, FormatException {
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
                long pair = pair(suspects.get(i).getKey(), suspects.get(j).getKey());
                if (!overlaps.contains(pair) && suspects.get(i).getValue().intersects(suspects.get(j).getValue())) overlaps.add(pair);
            }
        }
    }
}
