package org.maskwright.measure;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How far two surfaces may lie apart and still agree, in mm: what two careful people differ by, which is not the same for every label.
///
/// @param usualMm of the labels that have none of their own, above 0
/// @param byLabelMm of those that have one, by their value, above 0
public record Tolerance(double usualMm, SortedMap<Integer, Double> byLabelMm) {
    public Tolerance {
        byLabelMm = Collections.unmodifiableSortedMap(new TreeMap<>(byLabelMm));
        require(usualMm);
        byLabelMm.values().forEach(Tolerance::require);
    }

    private static void require(double mm) {
        if (!(mm > 0) || !Double.isFinite(mm)) throw new IllegalArgumentException("a tolerance is above 0 mm, got " + mm);
    }

    /// The same for every label.
    public static Tolerance of(double mm) {
        return new Tolerance(mm, Collections.emptySortedMap());
    }

    public double mm(int label) {
        return byLabelMm.getOrDefault(label, usualMm);
    }

    /// Such as `1 mm`, or `1 mm (label 2: 0.5 mm)`.
    @Override
    public String toString() {
        return text(usualMm) + (byLabelMm.isEmpty() ? "" : byLabelMm.entrySet().stream().map(one -> "label " + one.getKey() + ": " + text(one.getValue())).collect(Collectors.joining(", ", " (", ")")));
    }

    private static String text(double mm) {
        return (mm == Math.rint(mm) ? String.valueOf((long) mm) : String.valueOf(mm)) + " mm";
    }
}
