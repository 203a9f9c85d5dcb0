package org.maskwright.workflow.gate;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.maskwright.geometry.Point;

/// What is kept of a case when its voxels have been let go, to be compared with the others.
///
/// @param scan fingerprint of its voxels now
/// @param labelledScan fingerprint of its voxels when it was added to the project
/// @param patient a hash by which scans of one patient are equal; empty if the scan does not say. Compared, never shown or written
/// @param voxels of each label that has some
/// @param somewhere a voxel in the middle of each of those labels
/// @param proposed names that the newest proposal gives to its labels
/// @param waiting when the newest proposal was made, if it was neither accepted nor rejected
/// @param touched when the labels were last changed on the disk
/// @param pseudo the model that made a label that nobody looked at, by label
public record CaseFacts(String id, String scan, String labelledScan, String patient, SortedMap<Integer, Long> voxels, double voxelMm3,
                        SortedMap<Integer, Point> somewhere, Map<Integer, String> proposed, Optional<Instant> waiting, Optional<Instant> touched, SortedMap<Integer, String> pseudo) {
    public CaseFacts(String id, String scan, String labelledScan, String patient, SortedMap<Integer, Long> voxels, double voxelMm3, SortedMap<Integer, Point> somewhere,
                     Map<Integer, String> proposed, Optional<Instant> waiting, Optional<Instant> touched) {
        this(id, scan, labelledScan, patient, voxels, voxelMm3, somewhere, proposed, waiting, touched, new TreeMap<>());
    }

    public CaseFacts {
        pseudo = Collections.unmodifiableSortedMap(new TreeMap<>(pseudo));
        voxels = Collections.unmodifiableSortedMap(new TreeMap<>(voxels));
        somewhere = Collections.unmodifiableSortedMap(new TreeMap<>(somewhere));
        proposed = Map.copyOf(proposed);
    }

    /// The same with what is known of its proposals.
    public CaseFacts withProposals(Map<Integer, String> names, Optional<Instant> unanswered, Optional<Instant> lastTouched) {
        return new CaseFacts(id, scan, labelledScan, patient, voxels, voxelMm3, somewhere, names, unanswered, lastTouched, pseudo);
    }

    /// The same with the labels that are a model's and nobody's.
    public CaseFacts withPseudo(SortedMap<Integer, String> models) {
        return new CaseFacts(id, scan, labelledScan, patient, voxels, voxelMm3, somewhere, proposed, waiting, touched, models);
    }

    /// Millilitres of a label; 0 if the case has none of it.
    public double ml(int label) {
        return voxels.getOrDefault(label, 0L) * voxelMm3 / 1000;
    }

    @Override
    public String toString() {
        return id; // the record's own would spell the hash
    }
}
