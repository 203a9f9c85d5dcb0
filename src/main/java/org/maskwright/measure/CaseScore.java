package org.maskwright.measure;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.maskwright.label.Labels;

/// How well two maps of one case agree, label by label: the counts, from which anybody can recompute the rest.
///
/// @param caseId our name for the case, never the patient's
/// @param voxelMm3 the volume of a voxel
/// @param overlaps the counts of every label that either map holds
public record CaseScore(String caseId, double voxelMm3, SortedMap<Integer, Overlap> overlaps) {
    public CaseScore {
        if (!(voxelMm3 > 0)) throw new IllegalArgumentException("a voxel's volume is above 0 mm³, got " + voxelMm3);
        overlaps = Collections.unmodifiableSortedMap(new TreeMap<>(overlaps));
    }

    /// Counts two maps of one case.
    ///
    /// @throws IllegalArgumentException if they are not on the same grid
    public static CaseScore of(String caseId, Labels reference, Labels candidate) {
        return new CaseScore(caseId, reference.geometry().voxelMm3(), Overlap.perLabel(reference, candidate));
    }

    /// The counts of `label`; all 0 if neither map holds it.
    public Overlap overlap(int label) {
        return overlaps.getOrDefault(label, Overlap.NONE);
    }

    public Score dice(int label) {
        return Dice.of(overlap(label));
    }

    /// Dice over `labels`, those that neither map holds among them as not defined.
    public Summary dice(Collection<Integer> labels) {
        return Summary.of(labels.stream().map(this::dice).toList());
    }

    public double referenceMl(int label) {
        return overlap(label).reference() * voxelMm3 / 1000;
    }

    public double candidateMl(int label) {
        return overlap(label).candidate() * voxelMm3 / 1000;
    }

    /// What the candidate holds of a label that the reference has none of, in millilitres; 0 where the reference has some.
    public double falseAlarmMl(int label) {
        return overlap(label).reference() > 0 ? 0 : candidateMl(label);
    }
}
