package org.maskwright.measure;

import org.maskwright.algorithm.Components;
import org.maskwright.geometry.Mask;

/// How well single lesions are found, however large: 2·found / (lesions + finds), in [0, 1].
///
/// Lesions are the 26-connected parts of the reference, finds those of the candidate. A lesion is found, and a find is true, if the
/// other map has a voxel of it. Not defined if neither map holds the label; 0 if one of them does.
///
/// @param leastMm3 parts of less volume count neither as lesions nor as false finds; 0 for all
public record LesionF1(double leastMm3) implements Metric {
    /// What was found of one case.
    ///
    /// @param lesions parts of the reference
    /// @param missed those of them that the candidate has no voxel of
    /// @param finds parts of the candidate
    /// @param falseFinds those of them that the reference has no voxel of
    public record Count(int lesions, int missed, int finds, int falseFinds) {}

    public LesionF1 {
        if (!(leastMm3 >= 0)) throw new IllegalArgumentException("the least volume is 0 mm³ or more, got " + leastMm3);
    }

    @Override
    public String id() {
        return "lesion-f1";
    }

    @Override
    public String title() {
        return "Lesion F1";
    }

    @Override
    public String unit() {
        return "";
    }

    @Override
    public String conventionName() {
        return "26-connected, any overlap";
    }

    @Override
    public String convention() {
        return "(found lesions + true finds)/(lesions + finds), 26-connected, any overlap, parts under " + leastMm3 + " mm³ left out; both empty: not defined";
    }

    @Override
    public Score of(Comparison comparison) {
        Count c = count(comparison);
        return Score.ratio((double) c.lesions() - c.missed() + c.finds() - c.falseFinds(), (double) c.lesions() + c.finds(), Score.Reason.BOTH_EMPTY);
    }

    public Count count(Comparison comparison) {
        double voxelMm3 = comparison.voxelMl() * 1000;
        int[] lesions = parts(comparison.referenceMask(), comparison.candidateMask(), voxelMm3), finds = parts(comparison.candidateMask(), comparison.referenceMask(), voxelMm3);
        return new Count(lesions[0], lesions[1], finds[0], finds[1]);
    }

    /// How many parts of `mask` there are, and how many of them `other` has nothing of.
    private int[] parts(Mask mask, Mask other, double voxelMm3) {
        Components parts = Components.of(mask, Components.Neighbours.CORNERS);
        int counted = 0, alone = 0;
        for (int i = 0; i < parts.count() && parts.size(i) * voxelMm3 >= leastMm3; i++) {
            counted++;
            if (parts.part(i).and(other).isEmpty()) alone++;
        }
        return new int[] {counted, alone};
    }
}
