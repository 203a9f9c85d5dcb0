package org.maskwright.learn;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.maskwright.geometry.Geometry;
import org.maskwright.label.Labels;
import org.maskwright.volume.Volume;

/// What a model proposed for a scan, as far as it is sure enough to be learnt from. Nobody looked at it: these are not human labels.
///
/// A voxel is kept where the mean probability of the class that was proposed there, background among them, is at least a floor.
///
/// @param labels with `ignore` where no class is as likely as the floor
/// @param kept voxels of each label that are kept; background (0) among them
/// @param proposed voxels of each label before; background (0) among them
/// @see <a href="https://doi.org/10.48550/arXiv.2001.07685">FixMatch, Sohn et al. 2020</a>, which learns from labels above a floor alone
public record PseudoLabels(Labels labels, int ignore, SortedMap<Integer, Long> kept, SortedMap<Integer, Long> proposed) {
    public PseudoLabels {
        kept = Collections.unmodifiableSortedMap(new TreeMap<>(kept));
        proposed = Collections.unmodifiableSortedMap(new TreeMap<>(proposed));
    }

    /// @param proposal labels on the scan's grid
    /// @param probabilityOf the map of a label's mean probability, in [0, 1], on the same grid; asked once a label
    /// @param known every label of the model
    /// @param floor in [0, 1]; 0 keeps every voxel
    /// @param ignore value for what is not kept; none of `known`
    public static PseudoLabels of(Labels proposal, IntFunction<? extends Volume> probabilityOf, List<Integer> known, double floor, int ignore) {
        if (!(floor >= 0 && floor <= 1)) throw new IllegalArgumentException("a confidence lies in [0, 1], got " + floor);
        if (known.contains(ignore)) throw new IllegalArgumentException("label " + ignore + " is one of the model's and cannot mean ignored");
        Geometry grid = proposal.geometry();
        short[][] labels = new short[grid.size().z()][grid.size().sliceVoxels()];
        float[][] background = new float[labels.length][grid.size().sliceVoxels()];
        for (int z = 0; z < labels.length; z++) {
            proposal.copySlice(z, labels[z]);
            Arrays.fill(background[z], 1);
        }
        float least = (float) floor;
        float[] slice = new float[grid.size().sliceVoxels()];
        for (int label : known) {
            Volume map = probabilityOf.apply(label);
            for (int z = 0; z < labels.length; z++) {
                map.copySlice(z, slice);
                for (int i = 0; i < slice.length; i++) {
                    background[z][i] -= slice[i];
                    if ((labels[z][i] & 0xFFFF) == label && slice[i] < least) labels[z][i] = (short) ignore;
                }
            }
        }
        // What is not any label's is the background's; a sum of probabilities may miss 1 by a last bit.
        for (int z = 0; z < labels.length; z++) {
            for (int i = 0; i < slice.length; i++) if (labels[z][i] == 0 && Math.max(0, background[z][i]) < least) labels[z][i] = (short) ignore;
        }
        Labels sure = Labels.adopting(grid, labels);
        SortedMap<Integer, Long> kept = withBackground(sure);
        kept.remove(ignore);
        return new PseudoLabels(sure, ignore, kept, withBackground(proposal));
    }

    private static SortedMap<Integer, Long> withBackground(Labels labels) {
        SortedMap<Integer, Long> counts = new TreeMap<>(labels.counts());
        counts.put(0, labels.geometry().size().voxels() - counts.values().stream().mapToLong(Long::longValue).sum());
        return counts;
    }

    /// Share of all voxels that are kept.
    public double keptShare() {
        return (double) sum(kept) / sum(proposed);
    }

    /// Whether any voxel of any label is kept: background alone teaches nothing but background.
    public boolean isWorthLearning() {
        return kept.keySet().stream().anyMatch(label -> label != 0);
    }

    private static long sum(SortedMap<Integer, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
