package org.maskwright.workflow.gate;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.maskwright.algorithm.Components;
import org.maskwright.geometry.Box;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Mask;
import org.maskwright.geometry.Point;
import org.maskwright.label.LabelTable;
import org.maskwright.label.Labels;
import org.maskwright.volume.Volume;

/// One case in memory, as the checks of a case see it. What several of them need is worked out once. Used by one thread.
public final class CheckedCase {
    private final String id;
    private final Geometry labelled;
    private final Volume volume;
    private final Labels labels;
    private final LabelTable table;
    private final Rules rules;
    private final Map<Integer, Box> boxes;
    private final SortedMap<Integer, Long> counts;
    private final Map<Integer, Mask> masks = new HashMap<>();
    private final Map<Integer, Components> parts = new HashMap<>();

    /// @param labelled the grid that the labels were made on
    /// @param labels on that grid; of `volume`'s size, or they are not looked into
    public CheckedCase(String id, Geometry labelled, Volume volume, Labels labels, LabelTable table, Rules rules) {
        this.id = id;
        this.labelled = labelled;
        this.volume = volume;
        this.labels = labels;
        this.table = table;
        this.rules = rules;
        this.counts = new TreeMap<>(labels.counts());
        this.boxes = labels.boxes();
    }

    public String id() {
        return id;
    }

    public Geometry labelled() {
        return labelled;
    }

    public Volume volume() {
        return volume;
    }

    public Labels labels() {
        return labels;
    }

    public LabelTable table() {
        return table;
    }

    public Rules rules() {
        return rules;
    }

    /// Voxels of each label that has some, by rising label.
    public SortedMap<Integer, Long> counts() {
        return new TreeMap<>(counts);
    }

    /// The volume of `voxels` in mm³.
    public double mm3(long voxels) {
        return voxels * labelled.voxelMm3();
    }

    public Mask mask(int label) {
        return masks.computeIfAbsent(label, l -> labels.mask(l, boxes.getOrDefault(l, Box.EMPTY)));
    }

    /// The parts of a label that hang together by face, edge or corner.
    public Components parts(int label) {
        return parts.computeIfAbsent(label, l -> Components.of(mask(l), Components.Neighbours.CORNERS));
    }

    /// The label's name in quotes.
    public String name(int label) {
        return "“" + table.name(label) + "”";
    }

    /// A voxel of `mask` near its middle: the middle one in the order of slices, rows and columns.
    public static Point middle(Mask mask) {
        long half = mask.count() / 2;
        long[] seen = {0};
        int[] at = {0, 0, 0};
        mask.forEachRun((y, z, x0, x1) -> {
            if (seen[0] <= half && half < seen[0] + x1 - x0) {
                at[0] = (int) (x0 + half - seen[0]);
                at[1] = y;
                at[2] = z;
            }
            seen[0] += x1 - x0;
        });
        return new Point(at[0], at[1], at[2]);
    }

    /// The centre of gravity of `mask` in patient millimetres, LPS+.
    public Point centreMm(Mask mask) {
        double[] sum = new double[3];
        long[] n = {0};
        mask.forEachRun((y, z, x0, x1) -> {
            int length = x1 - x0;
            sum[0] += length * (x0 + x1 - 1) / 2.0;
            sum[1] += (double) length * y;
            sum[2] += (double) length * z;
            n[0] += length;
        });
        return volume.geometry().toPatient(sum[0] / n[0], sum[1] / n[0], sum[2] / n[0]);
    }
}
