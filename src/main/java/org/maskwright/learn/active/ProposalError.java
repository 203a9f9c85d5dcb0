package org.maskwright.learn.active;

import java.util.List;
import org.maskwright.label.Labels;
import org.maskwright.learn.TrainingCase;
import org.maskwright.measure.CaseScore;
import org.maskwright.measure.Score;

/// How far a proposal is from the expert's labels, which stand for the corrected proposal. Voxels that count for nothing do not.
///
/// @param dice mean over the labels in which it is defined; NaN if there is none
/// @param editMm3 volume of the voxels that must be changed to turn the proposal into the labels
/// @param labelledMm3 volume that the expert labelled
record ProposalError(double dice, double editMm3, double labelledMm3) {
    static ProposalError of(TrainingCase.Content content, Labels proposed, List<Integer> labels) {
        Labels truth = content.counted(content.labels());
        Labels counted = content.counted(proposed);
        double voxelMm3 = truth.geometry().voxelMm3();
        double dice = CaseScore.of("", truth, counted).dice(labels).mean() instanceof Score.Defined(double mean) ? mean : Double.NaN;
        return new ProposalError(dice, differing(counted, truth) * voxelMm3, truth.counts().values().stream().mapToLong(Long::longValue).sum() * voxelMm3);
    }

    private static long differing(Labels one, Labels other) {
        short[] a = new short[one.geometry().size().sliceVoxels()];
        short[] b = new short[a.length];
        long count = 0;
        for (int z = 0; z < one.geometry().size().z(); z++) {
            one.copySlice(z, a);
            other.copySlice(z, b);
            for (int i = 0; i < a.length; i++) {
                if (a[i] != b[i]) count++;
            }
        }
        return count;
    }
}
