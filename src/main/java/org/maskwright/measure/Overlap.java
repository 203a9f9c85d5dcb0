package org.maskwright.measure;

import java.util.SortedMap;
import java.util.TreeMap;
import org.maskwright.geometry.Size;
import org.maskwright.label.Labels;

/// How many voxels of one label two maps have, and have in common; what every overlap metric is made of.
///
/// @param truePositives voxels that have the label in both maps
/// @param reference voxels that have it in the reference, such as the annotator's correction
/// @param candidate voxels that have it in the candidate, such as the model's proposal
public record Overlap(long truePositives, long reference, long candidate) {
    public static final Overlap NONE = new Overlap(0, 0, 0);

    /// Grids whose corners are nearer than this are one grid: headers round their numbers.
    private static final double SAME_PLACE_MM = 0.01;

    public Overlap {
        if (truePositives < 0 || truePositives > Math.min(reference, candidate))
            throw new IllegalArgumentException(truePositives + " voxels in common of " + reference + " and " + candidate);
    }

    public long falsePositives() {
        return candidate - truePositives;
    }

    public long falseNegatives() {
        return reference - truePositives;
    }

    /// Whether neither map has the label: a correct rejection.
    public boolean isEmpty() {
        return reference == 0 && candidate == 0;
    }

    /// Counts every label but background that either map holds, by rising label, in one pass.
    ///
    /// Voxels are compared index by index. Slices that neither map ever painted are left out; of slices that the maps share
    /// one is read.
    ///
    /// @throws IllegalArgumentException if the maps are not on the same grid
    public static SortedMap<Integer, Overlap> perLabel(Labels reference, Labels candidate) {
        requireSameGrid(reference, candidate);
        Size size = reference.geometry().size();
        Tally tally = new Tally();
        short[] a = new short[size.sliceVoxels()], b = new short[size.sliceVoxels()];
        for (int z = 0; z < size.z(); z++) {
            if (reference.isUntouched(z) && candidate.isUntouched(z)) continue;
            reference.copySlice(z, a);
            boolean shared = reference.sharesSlice(candidate, z);
            if (!shared) candidate.copySlice(z, b);
            tally.addAll(a, shared ? a : b);
        }
        return tally.overlaps();
    }

    static void requireSameGrid(Labels reference, Labels candidate) {
        if (!reference.geometry().sameGrid(candidate.geometry(), SAME_PLACE_MM))
            throw new IllegalArgumentException("label maps on different grids cannot be compared: " + reference.geometry() + " and " + candidate.geometry());
    }

    /// Counts that grow and shrink voxel by voxel.
    static final class Tally {
        private final long[] truePositives = new long[Labels.MAX + 1], reference = new long[Labels.MAX + 1], candidate = new long[Labels.MAX + 1];

        /// Counts whole slices: a run of equal pairs at once, for labels come in runs.
        void addAll(short[] inReference, short[] inCandidate) {
            int i = 0, n = inReference.length;
            while (i < n) {
                short a = inReference[i], b = inCandidate[i];
                int start = i++;
                while (i < n && inReference[i] == a && inCandidate[i] == b) i++;
                if ((a | b) != 0) add(a & 0xFFFF, b & 0xFFFF, i - start);
            }
        }

        /// Counts `n` voxels more (or fewer, if negative) that are `a` in the reference and `b` in the candidate.
        void add(int a, int b, long n) {
            reference[a] += n;
            candidate[b] += n;
            if (a == b) truePositives[a] += n;
        }

        void set(int label, Overlap overlap) {
            truePositives[label] = overlap.truePositives();
            reference[label] = overlap.reference();
            candidate[label] = overlap.candidate();
        }

        Overlap of(int label) {
            return new Overlap(truePositives[label], reference[label], candidate[label]);
        }

        SortedMap<Integer, Overlap> overlaps() {
            SortedMap<Integer, Overlap> found = new TreeMap<>();
            for (int label = 1; label <= Labels.MAX; label++) if ((reference[label] | candidate[label]) != 0) found.put(label, of(label));
            return found;
        }
    }
}
